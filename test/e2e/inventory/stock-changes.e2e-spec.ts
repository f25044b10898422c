import { Events } from '../../../src/common/jobs/events.js';
import { LOW_STOCK_REACHED, type LowStockReached } from '../../../src/inventory/index.js';
import { aProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { NOBODY, aLocation, expectSoundStock, fieldErrors } from './inventory-fixtures.js';

let t: TestApp;
let officer: Client;
let admin: Client;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  officer = await t.as('inventory_officer');
});
afterEach(() => expectSoundStock(t));
afterAll(() => t.close());

async function log(product_id: string): Promise<object[]> {
  return (await officer.get(`/v1/inventory/log?product_id=${product_id}`).expect(200)).body as object[];
}

describe('restocking', () => {
  it('books goods in by the address, as Pandac does, without a body', async () => {
    const { id, sku } = await aProduct(admin, { stock_quantity: 10, cost_price: 6 });
    const sent = t.http
      .post(`/v1/inventory/restock/${id}?quantity=5`)
      .set('authorization', `Bearer ${officer.token}`);
    const { body } = await sent.expect(200);
    expect(body).toMatchObject({
      product_id: id,
      sku,
      previous_quantity: 10,
      quantity: 5,
      new_quantity: 15,
      value: 30,
    });
    const [entry] = await log(id);
    expect(entry).toMatchObject({
      kind: 'receipt',
      quantity: 5,
      source_id: (body as { source_id: string }).source_id,
    });
  });

  it('takes a cost, a place and a reason, by a JSON body too', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 0 });
    const location_id = await aLocation(admin, { time_zone: 'Pacific/Kiritimati' });
    const input = { quantity: 4, unit_cost: 2.5125, location_id, reason: 'Note 4711' };
    const { body } = await officer.post(`/v1/inventory/restock/${id}`, input).expect(200);
    expect(body).toMatchObject({ location_id, new_quantity: 4, value: 10.05, reason: 'Note 4711' });
    const business_date = new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Kiritimati' }).format(
      new Date((body as { occurred_at: string }).occurred_at),
    );
    expect(await log(id)).toMatchObject([
      { unit_cost: 2.5125, reason: 'Note 4711', business_date, actor_id: officer.user_id },
    ]);
  });

  it('is audited with what was there before and after', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 3 });
    await officer.post(`/v1/inventory/restock/${id}?quantity=2`).expect(200);
    const { body } = await admin.get(`/v1/audit-log?subject_id=${id}&action=stock.restocked`).expect(200);
    expect(body).toMatchObject([
      { actor_id: officer.user_id, before: { on_hand: 3 }, after: { on_hand: 5, quantity: 2 } },
    ]);
  });

  it('names every wrong field at once', async () => {
    const { id } = await aProduct(admin);
    const address = `/v1/inventory/restock/${id}?quantity=lots&unit_cost=-1&location_id=here&colour=red`;
    const { body } = await officer.post(address).expect(422);
    expect(fieldErrors(body)).toEqual([
      'colour UNKNOWN_FIELD',
      'location_id IS_UUID',
      'quantity IS_QUANTITY',
      'unit_cost IS_MONEY',
    ]);
    expect(fieldErrors((await officer.post(`/v1/inventory/restock/${id}`).expect(422)).body)).toEqual([
      'quantity IS_QUANTITY',
    ]);
    await officer.post(`/v1/inventory/restock/${id}`, [1]).expect(422);
    expect(fieldErrors((await officer.post('/v1/inventory/restock/7?quantity=1').expect(422)).body)).toEqual([
      'product_id IS_UUID',
    ]);
  });

  it('refuses half a piece, and takes part of a kilogram', async () => {
    const { id } = await aProduct(admin);
    const { body } = await officer.post(`/v1/inventory/restock/${id}?quantity=0.5`).expect(422);
    expect(fieldErrors(body)).toEqual(['quantity FRACTIONAL_QUANTITY']);
    const cheese = await aProduct(admin, { unit: 'kg', stock_quantity: 0 });
    expect(
      (await officer.post(`/v1/inventory/restock/${cheese.id}?quantity=0.512`).expect(200)).body,
    ).toMatchObject({ new_quantity: 0.512 });
  });

  it('refuses products that are unknown, no goods, not to be bought, and places that do not exist', async () => {
    const service = await aProduct(admin, { is_stocked: false, stock_quantity: 0 });
    const blocked = await aProduct(admin, { purchase_blocked: true });
    const post = async (path: string, status: number): Promise<string> =>
      ((await officer.post(`/v1/inventory/restock/${path}`).expect(status)).body as { code: string }).code;
    expect(await post(`${NOBODY}?quantity=1`, 404)).toBe('PRODUCT_NOT_FOUND');
    expect(await post(`${service.id}?quantity=1`, 409)).toBe('PRODUCT_NOT_STOCKED');
    expect(await post(`${blocked.id}?quantity=1`, 409)).toBe('PURCHASE_BLOCKED');
    const { body } = await officer
      .post(`/v1/inventory/restock/${blocked.id}?quantity=1&location_id=${NOBODY}`)
      .expect(409);
    expect(body).toMatchObject({ product_id: blocked.id });
    const { id } = await aProduct(admin);
    const nowhere = (
      await officer.post(`/v1/inventory/restock/${id}?quantity=1&location_id=${NOBODY}`).expect(422)
    ).body;
    expect(fieldErrors(nowhere)).toEqual([expect.stringMatching(/^location_id /)]);
  });

  it('brings no goods in for an archived product, but writes off what is left', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 1 });
    // As it is when something sold comes back after the end.
    await t.dataSource.query(`UPDATE products SET lifecycle_status = 'archived' WHERE id = $1`, [id]);
    const { body } = await officer.post(`/v1/inventory/restock/${id}?quantity=1`).expect(409);
    expect(body).toMatchObject({ code: 'LIFECYCLE_RESTRICTED' });
    await officer
      .post('/v1/inventory/adjust', { product_id: id, new_quantity: 0, reason: 'Sold off' })
      .expect(200);
  });

  it('runs once for one key, and not at all for a dry run', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 1 });
    const first = await officer.post(`/v1/inventory/restock/${id}?quantity=2`, {}, 'key-1').expect(200);
    const again = await officer.post(`/v1/inventory/restock/${id}?quantity=2`, {}, 'key-1').expect(200);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
    await officer.post(`/v1/inventory/restock/${id}?quantity=3`, {}, 'key-1').expect(422);
    const dry = await officer.post(`/v1/inventory/restock/${id}?quantity=7&dry_run=true`).expect(200);
    expect(dry.body).toMatchObject({ previous_quantity: 3, new_quantity: 10 });
    expect(await log(id)).toHaveLength(2);
  });

  it('is closed to those who may only read', async () => {
    const { id } = await aProduct(admin);
    const cashier = await t.as('cashier');
    await cashier.post(`/v1/inventory/restock/${id}?quantity=1`).expect(403);
    await cashier.post(`/v1/inventory/stock-adjustment/${id}?adjustment=1&reason=x`).expect(403);
    await cashier.post('/v1/inventory/adjust', { product_id: id, quantity: 1, reason: 'x' }).expect(403);
    await t.http.post(`/v1/inventory/restock/${id}?quantity=1`).expect(401);
  });
});

describe('adjusting', () => {
  it('books a signed difference with its reason, by the address', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 10, cost_price: 6 });
    const { body } = await officer
      .post(`/v1/inventory/stock-adjustment/${id}?adjustment=-3&reason=Broken`)
      .expect(200);
    expect(body).toMatchObject({
      previous_quantity: 10,
      quantity: -3,
      new_quantity: 7,
      value: -18,
      reason: 'Broken',
    });
    expect(await log(id)).toMatchObject([
      { kind: 'adjustment', quantity: -3 },
      { kind: 'opening', quantity: 10 },
    ]);
  });

  it('makes the stock what was counted', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 10, cost_price: 6 });
    const count = (new_quantity: number) =>
      officer.post('/v1/inventory/adjust', { product_id: id, new_quantity, reason: 'Count' });
    expect((await count(4).expect(200)).body).toMatchObject({ quantity: -6, new_quantity: 4 });
    expect((await count(4).expect(200)).body).toMatchObject({ quantity: 0, new_quantity: 4, value: 0 });
    expect((await count(9).expect(200)).body).toMatchObject({ quantity: 5, new_quantity: 9, value: 30 });
    expect(await log(id)).toHaveLength(3);
  });

  it('counts what never was there', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 0 });
    const input = { product_id: id, new_quantity: 0, reason: 'Count' };
    expect((await officer.post('/v1/inventory/adjust', input).expect(200)).body).toMatchObject({
      quantity: 0,
      new_quantity: 0,
    });
    expect(
      (await officer.post('/v1/inventory/adjust', { ...input, new_quantity: 3, unit_cost: 2 }).expect(200))
        .body,
    ).toMatchObject({ value: 6 });
  });

  it('takes no more than is there, and says how much that is', async () => {
    const { id, sku } = await aProduct(admin, { stock_quantity: 2 });
    const { body } = await officer
      .post('/v1/inventory/adjust', { product_id: id, quantity: -3, reason: 'Gone' })
      .expect(409);
    expect(body).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      lines: [{ product_id: id, sku, requested: 3, available: 2 }],
    });
  });

  it('names every wrong field at once', async () => {
    const { id } = await aProduct(admin);
    const wrong = { product_id: 'x', quantity: 0, new_quantity: -1, reason: ' ', unit_cost: 1.23456 };
    expect(fieldErrors((await officer.post('/v1/inventory/adjust', wrong).expect(422)).body)).toEqual([
      'new_quantity IS_QUANTITY',
      'product_id IS_UUID',
      'quantity IS_NOT_ZERO',
      'quantity NOT_WITH',
      'reason IS_TEXT',
      'unit_cost IS_MONEY',
    ]);
    expect(
      fieldErrors((await officer.post('/v1/inventory/adjust', { product_id: id }).expect(422)).body),
    ).toEqual(['quantity IS_QUANTITY', 'reason IS_TEXT']);
    const half = await officer
      .post('/v1/inventory/adjust', { product_id: id, new_quantity: 1.5, reason: 'Count' })
      .expect(422);
    expect(fieldErrors(half.body)).toEqual(['new_quantity FRACTIONAL_QUANTITY']);
    expect(
      fieldErrors((await officer.post(`/v1/inventory/stock-adjustment/${id}?adjustment=0`).expect(422)).body),
    ).toEqual(['adjustment IS_NOT_ZERO', 'reason IS_TEXT']);
  });

  it('may go below zero where the place allows it', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 0, cost_price: 6 });
    const location_id = await aLocation(admin, { allow_negative_stock: true });
    const input = { product_id: id, quantity: -2, reason: 'Given away', location_id };
    expect((await officer.post('/v1/inventory/adjust', input).expect(200)).body).toMatchObject({
      new_quantity: -2,
      value: -12,
    });
  });

  it('leaves out what it cost for callers who may not see costs', async () => {
    const roles = { name: 'counter', permissions: ['inventory:read', 'inventory:write'] };
    await admin.post('/v1/roles', roles).expect(201);
    const counter = await t.as('counter');
    const { id } = await aProduct(admin, { stock_quantity: 2 });
    const { body } = await counter
      .post(`/v1/inventory/stock-adjustment/${id}?adjustment=-1&reason=x`)
      .expect(200);
    expect(body).not.toHaveProperty('value');
  });
});

describe('the minimum', () => {
  it('is announced once each time the stock falls to it, not each time it falls', async () => {
    const heard: LowStockReached[] = [];
    t.app
      .get(Events, { strict: false })
      .subscribe<LowStockReached>(LOW_STOCK_REACHED, 'test:low_stock', (event) => {
        heard.push(event);
        return Promise.resolve();
      });
    const { id } = await aProduct(admin, { stock_quantity: 10, min_stock_level: 5 });
    const by = async (adjustment: number): Promise<void> => {
      await officer
        .post(`/v1/inventory/stock-adjustment/${id}?adjustment=${adjustment}&reason=x`)
        .expect(200);
    };
    for (const adjustment of [-4, -1, -1, -1, +10, -9]) await by(adjustment);
    const dry = `/v1/inventory/stock-adjustment/${id}?adjustment=-4&reason=x&dry_run=true`;
    await officer.post(dry).expect(200);
    await t.drainJobs();
    expect(heard.map(({ product_id, on_hand }) => [product_id, Number(on_hand)])).toEqual([
      [id, 5],
      [id, 4],
    ]);
  });
});
