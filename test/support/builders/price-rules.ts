import type { DataSource } from 'typeorm';
import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';

type Row = Record<string, unknown>;

/** Puts a row with these columns straight into a table; its id. */
export async function addRow(dataSource: DataSource, table: string, columns: Row): Promise<string> {
  const id = newId();
  const row: Row = { id, ...columns };
  const names = Object.keys(row);
  const places = names.map((_, at) => `$${at + 1}`);
  await query(
    dataSource,
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(row),
  );
  return id;
}

let counter = 0;

export function addGroup(dataSource: DataSource, percent = '0'): Promise<string> {
  counter += 1;
  const code = `G${counter}`;
  return addRow(dataSource, 'price_groups', { code, name: code, default_discount_percent: percent });
}

export function addGroupPrice(
  dataSource: DataSource,
  terms: {
    product_id: string;
    price_group_id: string;
    price: string;
    min_quantity?: string;
    location_id?: string;
  },
): Promise<string> {
  return addRow(dataSource, 'group_prices', { min_quantity: '1', ...terms });
}

export function addStepPrice(
  dataSource: DataSource,
  terms: { product_id: string; min_quantity: string; price: string; location_id?: string },
): Promise<string> {
  return addRow(dataSource, 'step_prices', terms);
}

export function addPlacePrice(
  dataSource: DataSource,
  product_id: string,
  location_id: string,
  price: string,
): Promise<string> {
  const terms = { method: 'fixed', base_price: price, effective_price: price };
  return addRow(dataSource, 'product_prices', { product_id, location_id, ...terms });
}

export function addPackPrice(
  dataSource: DataSource,
  terms: { product_id: string; packaging_id: string; price: string; location_id?: string },
): Promise<string> {
  const { price, ...rest } = terms;
  return addRow(dataSource, 'packaging_prices', { ...rest, method: 'fixed', price, effective_price: price });
}

export interface PromotionTerms extends Row {
  kind?: string;
  value?: string | null;
  /** What it is on, by kind: `{ product: [ids], category: [ids] }`. */
  on?: Partial<Record<'product' | 'category' | 'brand' | 'product_group', string[]>>;
  gets?: string[];
  groups?: string[];
  places?: string[];
}

/** A promotion on everything, unless it names something. */
export async function addPromotion(
  dataSource: DataSource,
  { on = {}, gets = [], groups = [], places = [], ...terms }: PromotionTerms = {},
): Promise<string> {
  counter += 1;
  const id = await addRow(dataSource, 'promotions', {
    name: `Promotion ${counter}`,
    kind: 'percentage',
    value: '10',
    ...terms,
  });
  const targets = `INSERT INTO promotion_targets SELECT $1, $2, $3, unnest($4::uuid[])`;
  for (const [kind, ids] of Object.entries(on)) await query(dataSource, targets, [id, 'buy', kind, ids]);
  await query(dataSource, targets, [id, 'get', 'product', gets]);
  await query(dataSource, `INSERT INTO promotion_price_groups SELECT $1, unnest($2::uuid[])`, [id, groups]);
  await query(dataSource, `INSERT INTO promotion_locations SELECT $1, unnest($2::uuid[])`, [id, places]);
  return id;
}

export function addCoupon(
  dataSource: DataSource,
  promotion_id: string,
  code: string,
  terms: Row = {},
): Promise<string> {
  return addRow(dataSource, 'coupons', { promotion_id, code, ...terms });
}

export function addCustomer(dataSource: DataSource, terms: Row = {}): Promise<string> {
  counter += 1;
  return addRow(dataSource, 'customers', { code: `C-${counter}`, name: `Customer ${counter}`, ...terms });
}

/** A pack of a product in a unit of its own. */
export async function addPack(
  dataSource: DataSource,
  product_id: string,
  factor: string,
): Promise<{ id: string; unit: string }> {
  counter += 1;
  const unit = `box${counter}`;
  const unit_id = await addRow(dataSource, 'units', {
    code: unit,
    name: unit,
    symbol: unit,
    kind: 'piece',
    decimal_places: 0,
  });
  return { id: await addRow(dataSource, 'product_packagings', { product_id, unit_id, factor }), unit };
}
