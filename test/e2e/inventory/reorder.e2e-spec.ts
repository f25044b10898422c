import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import { ReorderSuggestions } from '../../../src/inventory/index.js';
import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { NOBODY, aLocation, fieldErrors } from './inventory-fixtures.js';
import { bodyOf, codeOf, type DocumentBody } from './operations-fixtures.js';

interface Suggestion {
  product_id: string;
  suggested_quantity: number;
  packs: number;
  projected: number;
  pack_cost?: number;
}

let t: TestApp;
let admin: Client;
let officer: Client;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  officer = await t.as('inventory_officer');
});
afterEach(async () => expectNoDrift(admin));
afterAll(() => t.close());

async function suggested(product_id: string, query = '', client = officer): Promise<Suggestion | undefined> {
  const all = await bodyOf<Suggestion[]>(client.get(`/v1/inventory/reorder-suggestions?limit=200&${query}`));
  return all.find((each) => each.product_id === product_id);
}

async function sell(product_id: string, quantity: number): Promise<void> {
  const payments = [{ payment_method: 'cash', amount: 10 * quantity }];
  await admin.post('/v1/sales', { items: [{ product_id, quantity }], payments }).expect(201);
}

async function aSupplierOf(product_id: string, offer: object): Promise<string> {
  const { id } = await bodyOf<{ id: string }>(
    admin.post('/v1/suppliers', { name: `Supplier ${product_id}` }),
    201,
  );
  await admin.post(`/v1/suppliers/${id}/products`, { product_id, is_preferred: true, ...offer }).expect(201);
  return id;
}

function policy(product_id: string, location_id: string): string {
  return `/v1/products/${product_id}/stock-policies/${location_id}`;
}

describe('what a location should hold', () => {
  it('is said for each location, follows the product otherwise, and can be taken back', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 8, min_stock_level: 5 });
    const place = await aLocation(admin);
    const level = async (location_id: string): Promise<object> =>
      (
        await bodyOf<object[]>(
          officer.get(`/v1/inventory/stock-levels?product_id=${id}&location_id=${location_id}`),
        )
      )[0]!;
    expect(await level(DEFAULT_LOCATION_ID)).toMatchObject({ min_stock_level: 5, is_low: false });
    const saved = await bodyOf<{ version: number }>(
      officer.put(policy(id, DEFAULT_LOCATION_ID), { min_stock_level: 10, max_stock_level: 40 }),
    );
    expect(saved).toMatchObject({
      min_stock_level: 10,
      max_stock_level: 40,
      safety_stock: 0,
      lead_time_days: null,
    });
    expect(await level(DEFAULT_LOCATION_ID)).toMatchObject({
      min_stock_level: 10,
      max_stock_level: 40,
      is_low: true,
    });
    await officer.put(policy(id, place), { min_stock_level: 0 }).expect(200);
    expect(await level(place)).toMatchObject({ min_stock_level: 0, is_low: false });
    const list = await bodyOf<object[]>(officer.get(`/v1/products/${id}/stock-policies`));
    expect(list).toHaveLength(2);
    const stale = officer.put(policy(id, DEFAULT_LOCATION_ID), { safety_stock: 2 }).set('if-match', '"99"');
    expect(await codeOf(stale, 412)).toBe('STALE_VERSION');
    await officer.delete(policy(id, DEFAULT_LOCATION_ID)).expect(204);
    expect(await level(DEFAULT_LOCATION_ID)).toMatchObject({ min_stock_level: 5, max_stock_level: null });
    await officer.delete(policy(id, DEFAULT_LOCATION_ID)).expect(404);
  });

  it('makes sense', async () => {
    const { id } = await aProduct(admin);
    const errors = async (body: object): Promise<string[]> =>
      fieldErrors((await officer.put(policy(id, DEFAULT_LOCATION_ID), body).expect(422)).body);
    expect(await errors({ min_stock_level: 10, max_stock_level: 5 })).toEqual([
      'max_stock_level BELOW_MINIMUM',
    ]);
    expect(await errors({ min_stock_level: 0.5 })).toEqual(['min_stock_level FRACTIONAL_QUANTITY']);
    expect(await errors({ reorder_quantity: 0, lead_time_days: -1 })).toEqual([
      'lead_time_days MIN',
      'reorder_quantity IS_QUANTITY',
    ]);
    await officer.put(policy(NOBODY, DEFAULT_LOCATION_ID), {}).expect(404);
    expect((await officer.put(policy(id, NOBODY), {}).expect(422)).body).toMatchObject({
      code: 'LOCATION_NOT_FOUND',
    });
    await (await t.as('cashier')).put(policy(id, DEFAULT_LOCATION_ID), {}).expect(403);
  });
});

describe('what to order', () => {
  it('comes from how fast goods sell, how long an order takes, and the supplier’s packs', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 40 });
    const supplier_id = await aSupplierOf(id, {
      pack_factor: 12,
      lead_time_days: 5,
      cost: 60,
      minimum_order_quantity: 2,
    });
    expect(await suggested(id)).toBeUndefined();
    await sell(id, 30);
    // One a day over 30 days: five while an order is on its way, so the ten that are left last.
    expect(await suggested(id)).toBeUndefined();
    await sell(id, 6);
    // 36 / 30 = 1.2 a day: 6 on the way and 17 to cover a fortnight, 4 left: 19 missing, in packs of 12.
    expect(await suggested(id)).toMatchObject({
      on_hand: 4,
      daily_sales: 1.2,
      lead_time_days: 5,
      reorder_point: 6,
      suggested_quantity: 24,
      packs: 2,
      supplier_id,
      pack_cost: 60,
    });
    expect(await suggested(id, `supplier_id=${supplier_id}`)).toBeDefined();
    expect(await suggested(id, `supplier_id=${NOBODY}`)).toBeUndefined();
    // The same goods in one day: as if they sold 36 a day.
    expect(await suggested(id, 'days=1&cover_days=0')).toMatchObject({
      reorder_point: 180,
      suggested_quantity: 180,
    });
    expect(await suggested(id, '', await t.as('user'))).not.toHaveProperty('pack_cost');
    const [told] = await t.app
      .get(ReorderSuggestions, { strict: false })
      .for(t.dataSource, { location_id: DEFAULT_LOCATION_ID, product_ids: [id] });
    expect(told).toMatchObject({ product_id: id, supplier_id });
    expect(told!.suggested_quantity.toNumber()).toBe(24);
  });

  it('fills up to the maximum, and counts on what is on its way', async () => {
    const place = await aLocation(admin);
    const { id } = await aProduct(admin, { stock_quantity: 50 });
    await officer.put(policy(id, place), { min_stock_level: 10, max_stock_level: 30 }).expect(200);
    expect(await suggested(id, `location_id=${place}`)).toMatchObject({
      projected: 0,
      suggested_quantity: 30,
    });
    const lines = [{ product_id: id, quantity: 8 }];
    const transfer = await bodyOf<DocumentBody>(
      officer.post('/v1/inventory/transfers', { to_location_id: place, lines }),
      201,
    );
    expect(await suggested(id, `location_id=${place}`)).toMatchObject({ in_transit: 0 });
    await officer.post(`/v1/inventory/transfers/${transfer.id}/ship`).expect(200);
    expect(await suggested(id, `location_id=${place}`)).toMatchObject({
      in_transit: 8,
      projected: 8,
      suggested_quantity: 22,
    });
    await officer.post(`/v1/inventory/transfers/${transfer.id}/receive`).expect(200);
    expect(await suggested(id, `location_id=${place}`)).toMatchObject({
      on_hand: 8,
      in_transit: 0,
      suggested_quantity: 22,
    });
  });

  it('is nothing for goods that are not to be bought', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 1, min_stock_level: 5, purchase_blocked: true });
    expect(await suggested(id)).toBeUndefined();
    await admin.patch(`/v1/products/${id}`, { purchase_blocked: false }).expect(200);
    expect(await suggested(id)).toMatchObject({ suggested_quantity: 4 });
  });
});
