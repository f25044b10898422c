import { newId } from '../../../src/common/database/new-id.js';
import { aLocation } from '../../e2e/inventory/inventory-fixtures.js';
import { bodyOf, type DocumentBody } from '../../e2e/inventory/operations-fixtures.js';
import { expectNoDrift } from '../../support/shop.js';
import { statementsOf } from '../../support/statements.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

const MANY = 200;
const FEW = 2;

// Straight into the tables: two hundred products over HTTP would take longer than all that is measured.
const PRODUCTS = `
  INSERT INTO products (id, sku, name, price, cost_price, unit_id)
  SELECT uuidv7(), $1 || n, 'Product ' || n, 10, 6, (SELECT id FROM units WHERE decimal_places = 0 LIMIT 1)
  FROM generate_series(1, $2::int) AS n RETURNING id`;

const ON_HAND = `
  SELECT l.product_id, l.on_hand FROM stock_levels l JOIN locations p ON p.id = l.location_id AND p.is_default
  WHERE l.product_id = ANY ($1::uuid[]) ORDER BY l.product_id`;

describe('round trips of stock operations', () => {
  let t: TestApp;
  let admin: Client;
  let shop: string;
  let products: string[];

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
    shop = await aLocation(admin);
    const rows = await t.dataSource.query<{ id: string }[]>(PRODUCTS, [newId(), MANY]);
    products = rows.map(({ id }) => id);
    // What is remembered, or costs something, the first time only, is done now.
    await adjust(products, 10);
    await transfer(MANY);
    await count(FEW);
  });
  afterAll(async () => {
    await expectNoDrift(admin);
    await t.close();
  });

  async function adjust(product_ids: readonly string[], quantity: number): Promise<string[]> {
    const lines = product_ids.map((product_id) => ({ product_id, quantity, reason_code: 'correction' }));
    const { id } = await bodyOf(admin.post('/v1/inventory/adjustments', { lines }), 201);
    return statementsOf(t, () => bodyOf(admin.post(`/v1/inventory/adjustments/${id}/post`)));
  }

  async function transfer(size: number): Promise<Record<'create' | 'ship' | 'receive', string[]>> {
    const lines = products.slice(0, size).map((product_id) => ({ product_id, quantity: 1 }));
    let document: DocumentBody;
    const create = await statementsOf(t, async () => {
      document = await bodyOf(admin.post('/v1/inventory/transfers', { to_location_id: shop, lines }), 201);
    });
    const path = `/v1/inventory/transfers/${document!.id}`;
    const ship = await statementsOf(t, () => bodyOf(admin.post(`${path}/ship`)));
    const part = document!.lines.map(({ id: line_id }, index) =>
      index % 2 === 0
        ? { line_id, received_quantity: 1 }
        : { line_id, received_quantity: 0, lost_quantity: 1, reason: 'Lost' },
    );
    const receive = await statementsOf(t, () => bodyOf(admin.post(`${path}/receive`, { lines: part })));
    return { create, ship, receive };
  }

  async function count(size: number): Promise<Record<'enter' | 'post', string[]>> {
    const product_ids = products.slice(0, size);
    const { id } = await bodyOf(admin.post('/v1/inventory/counts', { scope: 'products', product_ids }), 201);
    const path = `/v1/inventory/counts/${id}`;
    const levels = await t.dataSource.query<{ product_id: string; on_hand: string }[]>(ON_HAND, [
      product_ids,
    ]);
    const entries = levels.map(({ product_id, on_hand }, index) => ({
      product_id,
      counted_quantity: Number(on_hand) + (index % 2 === 0 ? 1 : -1),
    }));
    const enter = await statementsOf(t, () => bodyOf(admin.post(`${path}/entries`, { entries }), 201));
    await admin.post(`${path}/review`).expect(200);
    const post = await statementsOf(t, () => bodyOf(admin.post(`${path}/post`)));
    return { enter, post };
  }

  const sizes = (trips: Record<string, string[]>): Record<string, number> =>
    Object.fromEntries(Object.entries(trips).map(([name, sent]) => [name, sent.length]));

  it('are as many for a transfer of 200 lines as for one of two', async () => {
    expect(sizes(await transfer(MANY))).toEqual(sizes(await transfer(FEW)));
  });

  it('are as many for a count of 200 products as for one of two', async () => {
    expect(sizes(await count(MANY))).toEqual(sizes(await count(FEW)));
  });

  it('are as many for an adjustment of 200 lines as for one of two', async () => {
    expect((await adjust(products, 1)).length).toBe((await adjust(products.slice(0, FEW), 1)).length);
  });
});
