import { randomUUID } from 'node:crypto';
import { Decimal } from '../../../src/common/money/decimal.js';
import { StockLedger } from '../../../src/inventory/index.js';
import { DEFAULT_LOCATION_ID } from '../../../src/locations/default-ids.js';
import type { Client, TestApp } from '../../support/test-app.js';
import { aProduct, type Sale, type SaleLine } from './till.js';

export interface Goods {
  product: { id: string };
  quantity: number;
  unit_cost?: number;
  batch_number?: string;
  expiry_date?: string;
  serial_numbers?: string[];
}

export interface Lot {
  product_id: string;
  batch_number: string | null;
  expiry_date: string | null;
  serial_number: string | null;
  quantity: number;
}

export type TrackedLine = SaleLine & { lots: Lot[]; reservation_id: string | null };
export type TrackedSale = Omit<Sale, 'items'> & { items: TrackedLine[] };

const PLACE = { location_id: DEFAULT_LOCATION_ID, allow_negative_stock: false };
let delivery = 0;

/** Delivers goods, one delivery after the other. `opening` takes in what has expired already. */
export async function deliver(
  t: TestApp,
  goods: readonly Goods[],
  kind: 'receipt' | 'opening' = 'receipt',
  location_id = DEFAULT_LOCATION_ID,
): Promise<void> {
  delivery += 1;
  const actor_id = (await t.as('admin')).user_id;
  const occurred_at = new Date(Date.now() - 3_600_000 + delivery * 1000);
  const business_date = occurred_at.toISOString().slice(0, 10);
  const source = { type: 'test', id: randomUUID(), occurred_at, business_date, actor_id, kind };
  const lines = goods.map(({ product, quantity, unit_cost, ...lot }) => ({
    line_id: randomUUID(),
    product_id: product.id,
    quantity: new Decimal(quantity),
    unit_cost: new Decimal(unit_cost ?? 6),
    ...lot,
  }));
  const ledger = t.app.get(StockLedger, { strict: false });
  await t.dataSource.transaction((tx) => ledger.receive(tx, { ...PLACE, location_id }, lines, source));
}

/** A product of batches that is not in stock yet. */
export function aBatchedProduct(admin: Client, fields: object = {}): ReturnType<typeof aProduct> {
  return aProduct(admin, { stock_quantity: 0, track_batches: true, ...fields });
}

/** A product whose units have serial numbers, none in stock yet. */
export function aSerialProduct(admin: Client, fields: object = {}): ReturnType<typeof aProduct> {
  return aProduct(admin, { stock_quantity: 0, track_serials: true, ...fields });
}

/** What is left, by batch or serial number: `L1 3`, in the order of receipt. */
export async function lotsInStock(t: TestApp, product: { id: string }): Promise<string[]> {
  const rows = await t.dataSource.query<{ lot: string }[]>(
    `SELECT concat_ws(' ', b.batch_number, s.serial_number, trim_scale(sum(c.remaining))) AS lot
     FROM cost_layers c LEFT JOIN stock_batches b ON b.id = c.batch_id LEFT JOIN stock_serials s ON s.id = c.serial_id
     WHERE c.product_id = $1 AND c.is_open GROUP BY b.batch_number, s.serial_number ORDER BY min(c.received_at), 1`,
    [product.id],
  );
  return rows.map(({ lot }) => lot);
}

/** `L1 3`, `SN-1 1` */
export function lotTexts(lots: readonly Lot[]): string[] {
  return lots.map(({ batch_number, serial_number, quantity }) =>
    [batch_number, serial_number, quantity].filter((text) => text !== null).join(' '),
  );
}

/** Another place that sells; answers its id. */
export async function aStore(admin: Client, code: string, fields: object = {}): Promise<string> {
  const store = await admin.post('/v1/locations', { name: code, code, ...fields }).expect(201);
  const { id: location_id } = store.body as { id: string };
  await admin.post('/v1/registers', { location_id, code: 'T1', name: 'Till', is_default: true }).expect(201);
  return location_id;
}

/** Promises goods to somebody; answers the reservation's id. */
export async function reserve(
  t: TestApp,
  product: { id: string },
  quantity: number,
  fields: { expires_at?: Date; batch_id?: string } = {},
): Promise<string> {
  const reservation_id = randomUUID();
  const promise = { reservation_id, product_id: product.id, quantity: new Decimal(quantity) };
  const owner = { owner_type: 'customer', owner_id: randomUUID() };
  const ledger = t.app.get(StockLedger, { strict: false });
  const { user_id: actor_id } = await t.as('admin');
  const business_date = new Date().toISOString().slice(0, 10);
  await t.dataSource.transaction((tx) =>
    ledger.reserve(tx, PLACE, [{ ...promise, ...owner, ...fields }], { actor_id, business_date }),
  );
  return reservation_id;
}
