import { escapeLiteral, Pool } from 'pg';
import { DataSource } from 'typeorm';
import { JobRegistry } from '../../src/common/jobs/job-registry.js';
import { query } from '../../src/common/database/statement.js';
import { databaseOptions } from '../../src/config/database.config.js';
import { migrateDatabase } from '../../src/config/migrate.js';
import type { AsOf } from '../../src/inventory/history/as-of.js';
import {
  AS_OF,
  asOfValues,
  StockAsOf,
  type Position,
  type PositionAsOf,
} from '../../src/inventory/history/stock-as-of.query.js';
import { StockSnapshots } from '../../src/inventory/history/stock-snapshots.js';
import { DEFAULT_LOCATION_ID } from '../../src/locations/default-ids.js';
import { median } from '../measure/statistics.js';
import { loadLedger, MONTHS } from './load-ledger.js';

/** One read, with and without snapshots. Milliseconds. */
export interface AsOfRun {
  name: string;
  with_ms: number;
  without_ms: number;
}

export interface HistoryRun {
  movements: number;
  products: number;
  months: number;
  load_ms: number;
  snapshots: number;
  snapshots_ms: number;
  reads: AsOfRun[];
  /** Reads whose answer was another one without snapshots. */
  differing: number;
  /** EXPLAIN (ANALYZE, BUFFERS) of one product as of a past instant, with a snapshot. */
  plan: string[];
}

const DATABASE = 'opentill_bench_history';
const PAGE = 50;
const READS = [
  { name: 'one product at one location', size: 1, times: 200 },
  { name: `a page of ${PAGE} products`, size: PAGE, times: 30 },
] as const;

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; answer: T }> {
  const started = performance.now();
  const answer = await work();
  return { ms: performance.now() - started, answer };
}

function randomPast(): AsOf {
  const past = Math.random() * (MONTHS - 1) * 30 * 86_400_000;
  return { at: new Date(Date.now() - past).toISOString(), known_at: null };
}

function sorted(rows: PositionAsOf[]): string {
  return JSON.stringify(
    rows.map((row) => `${row.product_id} ${Number(row.on_hand)} ${Number(row.stock_value)}`).sort(),
  );
}

const KEEP_PLAN = `SET LOCAL plan_cache_mode = force_generic_plan`;

function literal(value: unknown): string {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return escapeLiteral(`{${value.join(',')}}`);
  return escapeLiteral(value instanceof Date ? value.toISOString() : (value as string));
}

class HistoryBenchmark {
  private readonly asOf = new StockAsOf();
  private differing = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly products: readonly string[],
  ) {}

  private somePositions(size: number): Position[] {
    const first = Math.floor(Math.random() * (this.products.length - size));
    return this.products
      .slice(first, first + size)
      .map((product_id) => ({ product_id, location_id: DEFAULT_LOCATION_ID }));
  }

  async read({ name, size, times }: (typeof READS)[number]): Promise<AsOfRun> {
    const taken: [number[], number[]] = [[], []];
    for (let time = 0; time < times; time += 1) {
      const positions = this.somePositions(size);
      const moment = randomPast();
      const without = await timed(() =>
        this.dataSource.transaction('REPEATABLE READ', async (tx) => {
          await tx.query(KEEP_PLAN);
          return query<PositionAsOf>(tx, AS_OF, asOfValues(positions, moment, null));
        }),
      );
      const withSnapshot = await timed(() => this.asOf.of(this.dataSource, positions, moment));
      if (sorted(without.answer) !== sorted(withSnapshot.answer)) this.differing += 1;
      taken[0].push(withSnapshot.ms);
      taken[1].push(without.ms);
    }
    return { name, with_ms: median(taken[0]), without_ms: median(taken[1]) };
  }

  async run(): Promise<Pick<HistoryRun, 'reads' | 'differing' | 'plan'>> {
    const reads: AsOfRun[] = [];
    for (const each of READS) reads.push(await this.read(each));
    return { reads, differing: this.differing, plan: await this.plan() };
  }

  private async plan(): Promise<string[]> {
    const [{ taken_at }] = await this.dataSource.query<[{ taken_at: Date }]>(
      `SELECT taken_at FROM stock_snapshots ORDER BY taken_at OFFSET ${MONTHS / 2} LIMIT 1`,
    );
    const at = new Date(taken_at.getTime() + 15 * 86_400_000).toISOString();
    const values = asOfValues(this.somePositions(1), { at, known_at: null }, taken_at);
    return this.dataSource.transaction(async (tx) => {
      await tx.query(KEEP_PLAN);
      await tx.query(`PREPARE as_of AS ${AS_OF}`);
      const arguments_ = values.map(literal).join(', ');
      const rows = await tx.query<{ 'QUERY PLAN': string }[]>(
        `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) EXECUTE as_of (${arguments_})`,
      );
      return rows.map((row) => row['QUERY PLAN']);
    });
  }
}

/** The stock as of past instants, in a database of its own beside the one of the shop. */
export async function measureHistory(
  server: { url: string; pool: Pool },
  size: { products: number; movements: number },
): Promise<HistoryRun> {
  await server.pool.query(`CREATE DATABASE ${DATABASE}`);
  const url = Object.assign(new URL(server.url), { pathname: `/${DATABASE}` }).toString();
  try {
    return await measureIn(url, size);
  } finally {
    await server.pool.query(`DROP DATABASE ${DATABASE} WITH (FORCE)`);
  }
}

async function measureIn(
  url: string,
  { products, movements }: { products: number; movements: number },
): Promise<HistoryRun> {
  await migrateDatabase(url);
  const pool = new Pool({ connectionString: url, max: 2 });
  const dataSource = await new DataSource(
    databaseOptions(url, 2, { entities: [], migrations: [] }),
  ).initialize();
  try {
    const loaded = await timed(() => loadLedger(pool, products, movements));
    const snapshots = new StockSnapshots(dataSource, new JobRegistry(), { now: () => new Date() });
    const taken = await timed(() => snapshots.run());
    await pool.query(`VACUUM ANALYZE stock_snapshot_positions`);
    const counted = await pool.query<{ movements: string; snapshots: string }>(
      `SELECT (SELECT count(*) FROM stock_movements) AS movements, (SELECT count(*) FROM stock_snapshots) AS snapshots`,
    );
    const ids = await pool.query<{ id: string }>(`SELECT id FROM products ORDER BY id`);
    const measured = await new HistoryBenchmark(
      dataSource,
      ids.rows.map(({ id }) => id),
    ).run();
    return {
      movements: Number(counted.rows[0]!.movements),
      products,
      months: MONTHS,
      load_ms: loaded.ms,
      snapshots: Number(counted.rows[0]!.snapshots),
      snapshots_ms: taken.ms,
      ...measured,
    };
  } finally {
    await dataSource.destroy();
    await pool.end();
  }
}
