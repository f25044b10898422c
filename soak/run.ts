import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { ADMIN, startServer } from '../bench/stage/server.js';
import { startDatabase } from '../bench/stage/database.js';
import { Api } from './api.js';
import { Dice } from './dice.js';
import { COUNTING } from './operations/counting.js';
import { GOODS } from './operations/goods.js';
import type { Operation, Scene } from './operations/operation.js';
import { SALES } from './operations/sales.js';
import { readSettings, type Settings } from './settings.js';
import { Tally } from './tally.js';
import { faultsOf } from './verify.js';
import { makeWorld } from './world.js';

const OPERATIONS: readonly Operation[] = [...SALES, ...GOODS, ...COUNTING];
const WEIGHT = OPERATIONS.reduce((sum, { weight }) => sum + weight, 0);
const FIRST_DELIVERIES = 30;
/** What is left to do in the background is done by then. */
const LAST_JOBS_MS = 3000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function choose(dice: Dice): Operation {
  let left = dice.next() * WEIGHT;
  return OPERATIONS.find(({ weight }) => (left -= weight) < 0)!;
}

async function signIn(url: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/v1/auth/login`, {
    method: 'POST',
    headers,
    body: JSON.stringify(ADMIN),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function work(scene: Scene, until: number, tally: Tally): Promise<void> {
  while (Date.now() < until && tally.failures.length === 0) await choose(scene.dice).run(scene);
}

async function soak(url: string, { minutes, workers, seed }: Settings): Promise<Tally> {
  const tally = new Tally();
  const api = new Api(url, await signIn(url), tally);
  const world = await makeWorld(api);
  const first: Scene = { api, world, dice: new Dice(seed) };
  for (let count = 0; count < FIRST_DELIVERIES; count += 1) await GOODS[0]!.run(first);
  const until = Date.now() + minutes * 60_000;
  const hands = Array.from({ length: workers }, (_, worker) => new Dice(seed + 7919 * (worker + 1)));
  await Promise.all(hands.map((dice) => work({ api, world, dice }, until, tally)));
  await pause(LAST_JOBS_MS);
  return tally;
}

async function main(): Promise<number> {
  const settings = readSettings(process.argv.slice(2));
  say(`${settings.minutes} minutes, ${settings.workers} at once, --seed ${settings.seed}`);
  const database = await startDatabase();
  try {
    const server = await startServer(database.folder, database);
    const tally = await soak(server.url, settings).finally(() => server.stop());
    const faults = [...tally.failures, ...(await faultsOf(database.url))];
    for (const line of tally.lines()) say(line);
    say(
      `${tally.total} operations done, ${faults.length === 0 ? 'integrity clean, the rebuild is equal' : 'WRONG:'}`,
    );
    for (const fault of faults) say(fault);
    return faults.length === 0 ? 0 : 1;
  } finally {
    await database.stop();
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`soak: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(2);
  },
);
