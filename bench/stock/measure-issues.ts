import { Client } from 'pg';
import { DEFAULT_LOCATION_ID } from '../../src/locations/default-ids.js';
import { median } from '../measure/statistics.js';
import type { BenchDatabase } from '../stage/database.js';
import { ADMIN } from '../stage/server.js';

/** An issue in PostgreSQL alone, taken back again. */
export interface IssueRun {
  name: string;
  layers: number;
  units: number;
  median_ms: number;
}

const LAYERS = 1000;
const TIMES = 101;

const PRODUCT = `
  INSERT INTO products (id, sku, name, price, unit_id, track_batches)
  SELECT uuidv7(), $1, $1, 1, (SELECT id FROM units WHERE code = 'pc'), $2 RETURNING id`;

const SOURCE = `ROW($1, 'bench', uuidv7(), NULL, (SELECT id FROM users WHERE username = '${ADMIN.username}'), now(),
  current_date)::stock_source, '${DEFAULT_LOCATION_ID}'::uuid, false`;

const RECEIVE = `
  SELECT count(*) FROM (
    SELECT array_agg(uuidv7()) AS lines, array_agg($2::uuid) AS products, array_agg($4::numeric(14,3)) AS quantities,
      array_agg(n::numeric / 100) AS costs, array_agg('restock'::text) AS dispositions,
      CASE WHEN $5 THEN jsonb_agg(jsonb_build_object('batch_number', 'B' || n)) END AS lots
    FROM generate_series(1, $3::int) n) p,
    stock_receive(${SOURCE}, p.lines, p.products, p.quantities, p.costs, p.dispositions, p.lots)`;

const ISSUE = {
  name: 'bench-issue',
  text: `SELECT count(*) FROM stock_issue(${SOURCE}, ARRAY[uuidv7()], ARRAY[$2::uuid], ARRAY[$3::numeric(14,3)])`,
};

async function stocked(client: Client, sku: string, layers: number, is_batched = false): Promise<string> {
  const { rows } = await client.query<{ id: string }>(PRODUCT, [sku, is_batched]);
  const { id } = rows[0]!;
  await client.query(RECEIVE, ['receipt', id, layers, LAYERS / layers, is_batched]);
  return id;
}

async function issue(client: Client, product_id: string, units: number): Promise<number> {
  const measured: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    await client.query('BEGIN');
    const started = performance.now();
    await client.query({ ...ISSUE, values: ['sale', product_id, units] });
    measured.push(performance.now() - started);
    await client.query('ROLLBACK');
  }
  return median(measured);
}

/** The first is what the others are compared with. */
export async function measureIssues({ url }: BenchDatabase): Promise<IssueRun[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const one = await stocked(client, 'BENCH-1-LAYER', 1);
    const many = await stocked(client, 'BENCH-LAYERS', LAYERS);
    const batches = await stocked(client, 'BENCH-BATCHES', LAYERS, true);
    await client.query('VACUUM ANALYZE cost_layers, stock_levels, stock_movements, stock_batches');
    const run = async (name: string, layers: number, product: string, units: number): Promise<IssueRun> => ({
      ...{ name, layers, units, median_ms: await issue(client, product, units) },
    });
    return [
      await run('1 layer', 1, one, 1),
      await run(`${LAYERS} layers`, LAYERS, many, 1),
      await run(`${LAYERS} batches`, LAYERS, batches, 1),
      await run(`${LAYERS} layers, all of them`, LAYERS, many, LAYERS),
    ];
  } finally {
    await client.end();
  }
}
