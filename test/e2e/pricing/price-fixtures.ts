import { newId } from '../../../src/common/database/new-id.js';
import { query, queryOne } from '../../../src/common/database/statement.js';
import type { TestApp } from '../../support/test-app.js';

export interface Faults {
  errors: { field: string; code: string }[];
}

/** Field and code of every error of a problem, sorted. */
export function faults(body: unknown): string[] {
  return (body as Faults).errors.map(({ field, code }) => `${field} ${code}`).sort();
}

export interface PlaceTerms {
  currency?: string;
  markup?: number;
  rounding?: string;
}

let places = 0;

/** Another store, made straight in the database. */
export async function addPlace({ dataSource }: TestApp, terms: PlaceTerms = {}): Promise<string> {
  const { currency = 'USD', markup = 30, rounding = 'half_up' } = terms;
  const id = newId();
  places += 1;
  const text = `INSERT INTO locations (id, code, name, time_zone, currency, default_markup_percent, rounding_mode)
    VALUES ($1, $2, $2, 'UTC', $3, $4, $5)`;
  await query(dataSource, text, [id, `SHOP${places}`, currency, markup, rounding]);
  return id;
}

/** A pack of a product, made straight in the database. */
export async function addPack({ dataSource }: TestApp, product_id: string, factor: number): Promise<string> {
  const id = newId();
  const unit = newId();
  const code = `pk${id.slice(-8)}`;
  await query(
    dataSource,
    `INSERT INTO units (id, code, name, symbol, kind, decimal_places) VALUES ($1, $2, $2, 'pk', 'piece', 0)`,
    [unit, code],
  );
  const text = `INSERT INTO product_packagings (id, product_id, unit_id, factor) VALUES ($1, $2, $3, $4)`;
  await query(dataSource, text, [id, product_id, unit, factor]);
  return id;
}

/** The present average cost of a product at a place, as stock would know it. */
export async function setCost(
  { dataSource }: TestApp,
  { product_id, location_id, cost }: { product_id: string; location_id: string; cost: number },
): Promise<void> {
  const text = `INSERT INTO stock_levels (product_id, location_id, avg_cost, last_cost) VALUES ($1, $2, $3, $3)
    ON CONFLICT (product_id, location_id) DO UPDATE SET avg_cost = EXCLUDED.avg_cost`;
  await query(dataSource, text, [product_id, location_id, cost]);
}

/** Every entry of the history of a product, oldest first. */
export function historyOf({ dataSource }: TestApp, product_id: string) {
  return query<{ subject: string; price: number | null; actor_id: string | null }>(
    dataSource,
    `SELECT subject, price::float8 AS price, actor_id FROM price_changes WHERE product_id = $1::uuid
     ORDER BY changed_at, id`,
    [product_id],
  );
}

export async function countOf({ dataSource }: TestApp, table: 'audit_log', where: string): Promise<number> {
  const text = `SELECT count(*)::int AS count FROM ${table} WHERE ${where}`;
  return (await queryOne<{ count: number }>(dataSource, text)).count;
}
