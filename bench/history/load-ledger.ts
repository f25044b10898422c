import type { Pool } from 'pg';
import { DEFAULT_LOCATION_ID } from '../../src/locations/default-ids.js';

export const MONTHS = 60;

const PRODUCTS = `
  INSERT INTO products (id, sku, name, price, cost_price, unit_id)
  SELECT uuidv7(), 'HIST-' || n, 'Product with a history ' || n, 10, 2, (SELECT id FROM units WHERE code = 'pc')
  FROM generate_series(1, $1::int) n`;

const LEVELS = `INSERT INTO stock_levels (product_id, location_id) SELECT id, $1::uuid FROM products`;

// One layer for each product, under its own id: what is read here does not ask for layers.
const LAYERS = `
  INSERT INTO cost_layers (id, product_id, location_id, received_at, unit_cost, quantity, remaining, is_open,
    source_type, source_id, source_line_id)
  SELECT id, id, $1::uuid, now(), 2, 1, 0, false, 'bench', id, id FROM products`;

const FIRST_PARTITION = `SELECT stock_partition((now() - interval '${MONTHS} months')::date)`;

/**
 * A month of movements, evenly over its days and over the products in no order: nine sales, then a receipt of ten. One
 * in fifty was recorded up to a month after it happened.
 */
const MONTH = `
  WITH numbered AS (SELECT array_agg(id ORDER BY id) AS ids, count(*) AS size FROM products),
  month AS (
    SELECT date_trunc('month', now()) - $1::int * interval '1 month' AS start,
      date_trunc('month', now()) - ($1::int - 1) * interval '1 month' AS beyond),
  movement AS (
    SELECT n, ids[1 + (n * 7919 + n / size * 31) % size] AS product_id,
      start + (beyond - start) * ((n + 0.5) / $2::int) AS recorded_at,
      CASE WHEN n / size % 10 = 9 THEN 10 ELSE -1 END AS quantity,
      CASE WHEN random() < 0.02 THEN random() * interval '30 days' ELSE interval '2 seconds' END AS delay
    FROM generate_series(0, $2::int - 1) n, numbered, month)
  INSERT INTO stock_movements (id, product_id, location_id, kind, quantity, unit_cost, value, layer_id, source_type,
    source_id, source_line_id, actor_id, occurred_at, business_date, created_at)
  SELECT m.id, product_id, $3::uuid, CASE WHEN quantity > 0 THEN 'receipt' ELSE 'sale' END, quantity, 2, quantity * 2,
    product_id, 'bench', m.id, m.id, m.id, recorded_at - delay, ((recorded_at - delay) AT TIME ZONE 'UTC')::date, recorded_at
  FROM movement, LATERAL (
    SELECT (left(stock_id_floor(recorded_at)::text, 15) || right(gen_random_uuid()::text, 21))::uuid AS id) m`;

/** Fills an empty, migrated database with the movements of five years, written as if they had been posted then. */
export async function loadLedger(pool: Pool, products: number, movements: number): Promise<void> {
  await pool.query(PRODUCTS, [products]);
  await pool.query(LEVELS, [DEFAULT_LOCATION_ID]);
  await pool.query(LAYERS, [DEFAULT_LOCATION_ID]);
  await pool.query(FIRST_PARTITION);
  const months = Array.from({ length: MONTHS }, (_, n) => MONTHS - n);
  const load = async (): Promise<void> => {
    const client = await pool.connect();
    try {
      // Each row refers to a layer made above: looking it up ten million times would only take time.
      await client.query(`SET session_replication_role = replica`);
      for (let month = months.shift(); month !== undefined; month = months.shift()) {
        await client.query(MONTH, [month, Math.ceil(movements / MONTHS), DEFAULT_LOCATION_ID]);
      }
    } finally {
      client.release(true);
    }
  };
  await Promise.all([load(), load()]);
  await pool.query(`VACUUM ANALYZE`);
}
