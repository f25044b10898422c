import { newId } from '../../../src/common/database/new-id.js';
import { runInTransaction } from '../../../src/common/database/tx.js';
import { StockLedger } from '../../../src/inventory/index.js';
import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { d, source } from '../../integration/inventory/ledger-harness.js';
import { aLocation, fieldErrors, NOBODY } from './inventory-fixtures.js';

interface Row {
  product_id: string;
  sku: string;
  location_code: string;
  on_hand: number;
  stock_value?: number;
  at: string;
  known_at: string;
}

const HOUR = 3_600_000;
const hoursAgo = (hours: number): string => new Date(Date.now() - hours * HOUR).toISOString();

let t: TestApp;
let admin: Client;
let location_id: string;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  location_id = await aLocation(admin, { time_zone: 'UTC' });
});
afterAll(() => t.close());

async function stock(query: object, client = admin): Promise<Row[]> {
  const search = new URLSearchParams(query as Record<string, string>).toString();
  return (await client.get(`/v1/inventory/stock?${search}`).expect(200)).body as Row[];
}

const onHand = async (query: object): Promise<number[]> => (await stock(query)).map((row) => row.on_hand);

/** Goods that came, or went, at a time that is booked only now: a till that was offline. */
async function bookLate(product_id: string, quantity: number, hours: number): Promise<void> {
  const occurred_at = new Date(hoursAgo(hours));
  const when = { occurred_at, business_date: occurred_at.toISOString().slice(0, 10) };
  const line = {
    line_id: newId(),
    product_id,
    quantity: d(quantity),
    unit_cost: quantity > 0 ? d(2) : undefined,
  };
  const place = { location_id, allow_negative_stock: false };
  const ledger = t.app.get(StockLedger, { strict: false });
  await runInTransaction(t.dataSource, (tx) => ledger.adjust(tx, place, [line], source(when)));
}

describe('the stock as of an instant', () => {
  it('counts what had happened, and by default all that is known of it now', async () => {
    const { id: product_id } = await aProduct(admin, { stock_quantity: 0 });
    await bookLate(product_id, 10, 100);
    const between = new Date().toISOString();
    await bookLate(product_id, -4, 50);
    const filter = { product_id, location_id };
    expect(await onHand({ ...filter, at: hoursAgo(101) })).toEqual([0]);
    expect(await onHand({ ...filter, at: hoursAgo(99) })).toEqual([10]);
    expect(await onHand({ ...filter, at: hoursAgo(49) })).toEqual([6]);
    expect(await onHand({ ...filter, at: hoursAgo(49), known_at: between })).toEqual([10]);
    expect(await onHand({ ...filter, at: hoursAgo(49), known_at: hoursAgo(1) })).toEqual([0]);
    expect(await onHand(filter)).toEqual([6]);
    expect(await onHand({ ...filter, at: hoursAgo(49).slice(0, 10) })).toEqual([6]);
    expect(
      await onHand({ ...filter, at: hoursAgo(100).slice(0, 10), known_at: hoursAgo(0).slice(0, 10) }),
    ).toEqual([10]);
  });

  it('tells what it cost to those who may see costs, and what it was asked for', async () => {
    const { id: product_id } = await aProduct(admin, { stock_quantity: 0 });
    await bookLate(product_id, 10, 20);
    const filter = { product_id, at: hoursAgo(10), known_at: hoursAgo(0) };
    const [row] = await stock(filter);
    expect(row).toMatchObject({
      product_id,
      on_hand: 10,
      stock_value: 20,
      at: filter.at,
      known_at: filter.known_at,
    });
    const [seen] = await stock(filter, await t.as('cashier'));
    expect(seen).toMatchObject({ on_hand: 10 });
    expect(seen).not.toHaveProperty('stock_value');
  });

  it('is listed page by page', async () => {
    const at = new Date().toISOString();
    const all = await stock({ limit: 200, at });
    const first = await admin.get(`/v1/inventory/stock?limit=1&count=true&at=${at}`).expect(200);
    expect(first.headers['x-total-count']).toBe(String(all.length));
    const next = /<([^>]+)>; rel="next"/.exec(first.headers['link'] as string)![1]!;
    const second = (await admin.get(next).expect(200)).body as Row[];
    expect([...(first.body as Row[]), ...second].map((row) => row.sku)).toEqual(
      all.slice(0, 2).map((row) => row.sku),
    );
    expect(await stock({ product_id: NOBODY })).toEqual([]);
  });

  it('refuses times to come and what is no time, naming each', async () => {
    const get = (query: string) => admin.get(`/v1/inventory/stock?${query}`).expect(422);
    const tomorrow = hoursAgo(-40);
    expect(fieldErrors((await get(`at=${tomorrow}&known_at=${tomorrow.slice(0, 10)}`)).body)).toEqual([
      'at IN_FUTURE',
      'known_at IN_FUTURE',
    ]);
    expect(fieldErrors((await get('at=2026-02-30&known_at=noon&product_id=x')).body)).toEqual([
      'at IS_DAY_OR_INSTANT',
      'known_at IS_DAY_OR_INSTANT',
      'product_id IS_UUID',
    ]);
  });

  it('leaves the books as they were', () => expectNoDrift(admin));
});
