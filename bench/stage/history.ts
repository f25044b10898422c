import type { Pool } from 'pg';
import { DEFAULT_LOCATION_ID } from '../../src/locations/default-ids.js';

// Goods that came and went within the last year: a used-up layer, with one movement in and one out, recorded when they
// happened, so that they lie in the partitions of their months. Levels stay as they are.
const HISTORY = `
  WITH layer AS (
    INSERT INTO cost_layers (id, product_id, location_id, received_at, unit_cost, quantity, remaining, is_open,
      source_type, source_id, source_line_id)
    SELECT uuidv7(), p.id, $1::uuid, now() - random() * interval '1 year', coalesce(p.cost_price, 0), 5, 0, false,
      'bench', uuidv7(), uuidv7()
    FROM generate_series(1, $2::int) n, products p
    RETURNING id, product_id, location_id, unit_cost, received_at, source_id, source_line_id)
  INSERT INTO stock_movements (id, product_id, location_id, kind, quantity, unit_cost, value, layer_id, source_type,
    source_id, source_line_id, actor_id, occurred_at, business_date)
  SELECT (left(stock_id_floor(received_at)::text, 15) || right(gen_random_uuid()::text, 21))::uuid, product_id,
    location_id, m.kind, m.quantity, unit_cost, m.quantity * unit_cost, id, 'bench',
    source_id, m.line_id, $3::uuid, received_at, received_at::date
  FROM layer, LATERAL (VALUES ('receipt', 5, source_line_id), ('adjustment', -5, uuidv7())) AS m(kind, quantity, line_id)`;

const LAYERS_PER_STATEMENT = 5;

/** Fills the movement table up to at least `movements` rows; answers how many it holds. */
export async function loadHistory(pool: Pool, products: number, movements: number): Promise<number> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ id: string }>(`SELECT id FROM users LIMIT 1`);
    // The rows refer to layers of the same statement: looking each one up again would only take time.
    await client.query(`SET session_replication_role = replica`);
    await client.query(`SELECT stock_partition((now() - interval '1 year')::date)`);
    const rounds = Math.ceil(movements / 2 / products / LAYERS_PER_STATEMENT);
    for (let round = 0; round < rounds; round += 1) {
      await client.query(HISTORY, [DEFAULT_LOCATION_ID, LAYERS_PER_STATEMENT, rows[0]!.id]);
    }
    const counted = await client.query<{ count: string }>(`SELECT count(*) FROM stock_movements`);
    return Number(counted.rows[0]!.count);
  } finally {
    await client.query(`SET session_replication_role = origin`);
    client.release();
  }
}
