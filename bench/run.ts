import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureBoots } from './boot.js';
import { onTheFloor, overHttp, recordScript, stepTimes, type Scene } from './checkouts.js';
import { measureHistory } from './history/measure-history.js';
import { measureImport } from './imports/measure-import.js';
import { HttpClient } from './measure/http-client.js';
import { memoryOf } from './measure/processes.js';
import { measureQuotes } from './quotes/measure-quotes.js';
import { measureReads } from './reads/reads.js';
import { stockSection, type StockRun } from './report/stock-section.js';
import { historySection } from './report/history-section.js';
import { describeMachine, otherLoad } from './report/machine.js';
import { reportOf } from './report/report.js';
import type { CheckoutRun, Results } from './report/results.js';
import { readSettings, type Settings } from './settings.js';
import { startDatabase, type BenchDatabase } from './stage/database.js';
import { loadHistory } from './stage/history.js';
import { startServer } from './stage/server.js';
import { loadShop, type Shop } from './stage/shop.js';
import { measureIssues } from './stock/measure-issues.js';
import { measureReceipt } from './stock/measure-receipt.js';
import { askPrices, openTills } from './stage/tills.js';

const FIRST_SALES_SECONDS = 10;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function setScene(database: BenchDatabase, settings: Settings): Promise<Scene> {
  const server = await startServer(database.folder, database);
  const shop = await loadShop(database.pool, settings);
  await database.settle();
  const http = new HttpClient(server.url);
  const tills = await openTills(http, settings.tills);
  const cents = await askPrices(http, tills[0]!, shop);
  http.close();
  return { database, server, shop, tills, cents };
}

class Benchmark {
  private readonly drift: Results['drift'] = [];

  constructor(
    private readonly scene: Scene,
    private readonly settings: Settings,
  ) {}

  async run(): Promise<Omit<Results, 'machine' | 'boots' | 'as_of'>> {
    const { scene, settings } = this;
    // Statements planned while the tables were empty would scan them whole: no shop is in its first second for long.
    say('first sales, not measured');
    await overHttp(scene, settings.client_counts[0], {
      ...settings,
      seconds: FIRST_SALES_SECONDS,
      warm_up_seconds: 0,
    });
    const script = await recordScript(scene);
    const checkouts = [];
    for (const clients of settings.client_counts) {
      say(`checkout and its floor, ${clients} clients`);
      checkouts.push(await this.compare(script, clients));
    }
    say('one client alone');
    const alone = {
      http: await overHttp(scene, 1, { ...settings, seconds: 2, warm_up_seconds: 0.5 }),
      steps: await stepTimes(scene, script, settings),
    };
    say('reads');
    const reads = await measureReads(scene, settings);
    say('quotes of 50 lines with 1,000 promotions');
    const quotes = await measureQuotes(scene, settings);
    const stock = await handleStock(scene.database, scene.shop);
    await this.check('deliveries and issues');
    say(`${settings.movements} movements`);
    const movements = await loadHistory(scene.database.pool, settings.products, settings.movements);
    const history = { movements, http: await overHttp(scene, settings.client_counts[1], settings) };
    await this.check('the run with a long history');
    const memory = memoryOf(scene.server.pid);
    say(`an import of ${settings.import_rows} products`);
    const imported = await measureImport(scene.server, settings.import_rows);
    const { products } = settings;
    return { products, checkouts, alone, reads, quotes, stock, history, memory, imported, drift: this.drift };
  }

  private async compare(
    script: Awaited<ReturnType<typeof recordScript>>,
    clients: number,
  ): Promise<CheckoutRun> {
    const http = await overHttp(this.scene, clients, this.settings);
    await this.check(`HTTP with ${clients} clients`);
    const floor = await onTheFloor(this.scene, script, clients, this.settings);
    await this.check(`the floor with ${clients}`);
    return { http, floor };
  }

  private async check(after: string): Promise<void> {
    const count = await this.scene.database.countDrift();
    say(`  ${count} drifts after ${after}`);
    this.drift.push({ after, count });
  }
}

async function handleStock(database: BenchDatabase, { products }: Shop): Promise<StockRun> {
  say('deliveries of 500 lines, issues from 1,000 layers');
  const receipt = await measureReceipt(database, products);
  return { receipt, issues: await measureIssues(database) };
}

function readPast(database: BenchDatabase, { history }: Settings): ReturnType<typeof measureHistory> {
  say(`${history.movements} movements over years, in a database of their own`);
  return measureHistory(database, history);
}

async function onlyHistory(settings: Settings): Promise<number> {
  const database = await startDatabase();
  try {
    const run = await readPast(database, settings);
    process.stdout.write(`${historySection(run)}\n`);
    return run.differing === 0 ? 0 : 1;
  } finally {
    await database.stop();
  }
}

async function onlyStock(settings: Settings): Promise<number> {
  const database = await startDatabase();
  try {
    const server = await startServer(database.folder, database);
    const shop = await loadShop(database.pool, settings);
    await server.stop();
    await database.settle();
    process.stdout.write(`${stockSection(await handleStock(database, shop))}\n`);
    return await database.countDrift();
  } finally {
    await database.stop();
  }
}

async function main(): Promise<number> {
  const settings = readSettings(process.argv.slice(2));
  if (settings.only === 'history') return onlyHistory(settings);
  if (settings.only === 'stock') return onlyStock(settings);
  const loadBefore = otherLoad();
  const database = await startDatabase();
  let scene: Scene | undefined;
  try {
    say('loading the shop');
    scene = await setScene(database, settings);
    const measured = await new Benchmark(scene, settings).run();
    await scene.server.stop();
    const as_of = await readPast(database, settings);
    say('boots');
    const boots = await measureBoots(database);
    const machine = await describeMachine(database.pool, loadBefore);
    const report = reportOf({ machine, boots, as_of, ...measured });
    writeFileSync(join(import.meta.dirname, 'RESULTS.md'), report);
    process.stdout.write(report);
    return measured.drift.every(({ count }) => count === 0) ? 0 : 1;
  } finally {
    await scene?.server.stop();
    await database.stop();
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`bench: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(2);
  },
);
