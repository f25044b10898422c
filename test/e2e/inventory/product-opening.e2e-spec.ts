import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { NOBODY, aLocation, expectSoundStock, fieldErrors } from './inventory-fixtures.js';

let t: TestApp;
let admin: Client;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
afterEach(() => expectSoundStock(t));
afterAll(() => t.close());

const laptop = { name: 'Laptop', price: 999.99, cost_price: 600 };

async function movements(product_id: string): Promise<object[]> {
  return (await admin.get(`/v1/inventory/log?product_id=${product_id}`).expect(200)).body as object[];
}

it('posts the opening stock as a movement at the cost price', async () => {
  const { body } = await admin
    .post('/v1/products', { ...laptop, sku: 'PROD001', stock_quantity: 50 })
    .expect(201);
  expect(body).toMatchObject({ sku: 'PROD001', stock_quantity: 50, cost_price: 600 });
  expect(await movements((body as { id: string }).id)).toMatchObject([
    { kind: 'opening', quantity: 50, unit_cost: 600, value: 30_000 },
  ]);
});

it('opens at another location when asked, and at no cost when none is known', async () => {
  const location_id = await aLocation(admin);
  const input = { name: 'Pen', price: 1, stock_quantity: 3, location_id };
  const { body } = await admin.post('/v1/products', input).expect(201);
  expect(body).not.toHaveProperty('location_id');
  expect(await movements((body as { id: string }).id)).toMatchObject([{ location_id, unit_cost: 0 }]);
});

it('posts nothing without opening stock', async () => {
  const { body } = await admin.post('/v1/products', { ...laptop, stock_quantity: 0 }).expect(201);
  expect(body).toMatchObject({ stock_quantity: 0 });
  expect(await movements((body as { id: string }).id)).toEqual([]);
});

it('creates both or neither', async () => {
  const count = async (): Promise<unknown> => t.dataSource.query(`SELECT count(*) FROM products`);
  const before = await count();
  const half = await admin.post('/v1/products', { ...laptop, stock_quantity: 1.5 }).expect(422);
  expect(fieldErrors(half.body)).toEqual(['stock_quantity FRACTIONAL_QUANTITY']);
  const nowhere = await admin
    .post('/v1/products', { ...laptop, stock_quantity: 1, location_id: NOBODY })
    .expect(422);
  expect(fieldErrors(nowhere.body)).toEqual([expect.stringMatching(/^location_id /)]);
  const service = { ...laptop, is_stocked: false, stock_quantity: 1 };
  expect(fieldErrors((await admin.post('/v1/products', service).expect(422)).body)).toEqual([
    'stock_quantity NOT_STOCKED',
  ]);
  const dry = await admin.post('/v1/products?dry_run=true', { ...laptop, stock_quantity: 5 }).expect(201);
  expect(dry.body).toMatchObject({ stock_quantity: 5 });
  expect(await count()).toEqual(before);
});

it('creates once for one key', async () => {
  const input = { ...laptop, sku: 'ONCE', stock_quantity: 2 };
  const first = await admin.post('/v1/products', input, 'once').expect(201);
  const again = await admin.post('/v1/products', input, 'once').expect(201);
  expect(again.body).toEqual(first.body);
  expect(again.headers['idempotency-replayed']).toBe('true');
  expect((await admin.post('/v1/products', { ...input, price: 1 }).expect(409)).body).toMatchObject({
    code: 'SKU_TAKEN',
  });
});

it('hides the cost from those who may not see it, and is closed to those who may not write', async () => {
  await admin
    .post('/v1/roles', { name: 'lister', permissions: ['catalog:read', 'catalog:write'] })
    .expect(201);
  const { body } = await (
    await t.as('lister')
  )
    .post('/v1/products', { ...laptop, stock_quantity: 1 })
    .expect(201);
  expect(body).not.toHaveProperty('cost_price');
  await (await t.as('cashier')).post('/v1/products', laptop).expect(403);
});

it('names every wrong field at once', async () => {
  const wrong = { price: -1, stock_quantity: -1, location_id: 'here', colour: 'red' };
  expect(fieldErrors((await admin.post('/v1/products', wrong).expect(422)).body)).toEqual(
    expect.arrayContaining([
      'colour UNKNOWN_FIELD',
      'location_id IS_UUID',
      'name IS_TEXT',
      'price IS_MONEY',
      'stock_quantity IS_QUANTITY',
    ]),
  );
});
