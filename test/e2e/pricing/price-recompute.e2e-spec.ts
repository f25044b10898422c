import { query, queryOne } from '../../../src/common/database/statement.js';
import { runInTransaction } from '../../../src/common/database/tx.js';
import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import { followCosts } from '../../../src/pricing/recompute/follow-costs.js';
import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { addPack, addPlace, historyOf, setCost } from './price-fixtures.js';

let t: TestApp;
let admin: Client;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
afterAll(async () => {
  await expectNoDrift(admin);
  await t?.close();
});

interface Price {
  id: string;
  effective_price: number | null;
  cost_basis: number | null;
  version: number;
}

async function price(fields: object): Promise<string> {
  const body = { location_id: DEFAULT_LOCATION_ID, method: 'markup', markup_percent: 50, ...fields };
  return ((await admin.post('/v1/prices', body).expect(201)).body as Price).id;
}

async function now(id: string, kind = ''): Promise<Price> {
  return (await admin.get(`/v1/prices${kind}/${id}`).expect(200)).body as Price;
}

async function restock(product_id: string, quantity: number, unit_cost: number): Promise<void> {
  await admin.post(`/v1/inventory/restock/${product_id}`, { quantity, unit_cost }).expect(200);
}

/** Jobs that wait for somebody who follows costs. */
async function waiting(): Promise<number> {
  const text = `SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE task_identifier = 'pricing:follow_stock_cost'`;
  return (await queryOne<{ count: number }>(t.dataSource, text)).count;
}

describe('a price by markup', () => {
  it('follows the average cost when goods come in, with its history', async () => {
    const { id: product_id } = await aProduct(admin, { cost_price: 10, stock_quantity: 10 });
    const id = await price({ product_id });
    await t.drainJobs();
    expect(await now(id)).toMatchObject({ effective_price: 15, cost_basis: 10 });
    await restock(product_id, 10, 20);
    await t.drainJobs();
    expect(await now(id)).toMatchObject({ effective_price: 22.5, cost_basis: 15, version: 1 });
    const changes = (await historyOf(t, product_id)).filter(({ subject }) => subject === 'place');
    expect(changes).toEqual([
      { subject: 'place', price: 15, actor_id: admin.user_id },
      { subject: 'place', price: 22.5, actor_id: null },
    ]);
  });

  it('follows corrections of stock and what comes back', async () => {
    const { id: product_id } = await aProduct(admin, { cost_price: 10, stock_quantity: 1 });
    const id = await price({ product_id });
    await restock(product_id, 1, 30);
    await t.drainJobs();
    expect(await now(id)).toMatchObject({ cost_basis: 20 });
    const adjust = `/v1/inventory/stock-adjustment/${product_id}`;
    await admin.post(adjust, { adjustment: -1, reason: 'broken' }).expect(200);
    await t.drainJobs();
    expect(await now(id)).toMatchObject({ cost_basis: 30, effective_price: 45 });
    await admin.post(adjust, { adjustment: 1, reason: 'found' }).expect(200);
    await t.drainJobs();
    expect(await now(id)).toMatchObject({ cost_basis: 30 });
  });

  it('is told of costs that really changed, and never by a sale', async () => {
    const { id: product_id } = await aProduct(admin, { price: 9, cost_price: 4, stock_quantity: 5 });
    await restock(product_id, 5, 4.5);
    await t.drainJobs();
    await restock(product_id, 1, 4.25);
    expect(await waiting()).toBe(0);
    const sale = { items: [{ product_id, quantity: 7 }], payments: [{ payment_method: 'cash', amount: 63 }] };
    await admin.post('/v1/sales', sale).expect(201);
    expect(await waiting()).toBe(0);
    await restock(product_id, 1, 5);
    expect(await waiting()).toBe(1);
    await t.drainJobs();
  });

  it('follows the cost of the product where there is no stock, until it has one of its own', async () => {
    const { id: product_id } = await aProduct(admin, { cost_price: 2, stock_quantity: 0 });
    const id = await price({ product_id });
    await admin.patch(`/v1/products/${product_id}`, { cost_price: 3 }).expect(200);
    await t.drainJobs();
    expect(await now(id)).toMatchObject({ effective_price: 4.5, cost_basis: 3 });
    await admin.patch(`/v1/products/${product_id}`, { cost_price: null }).expect(200);
    await t.drainJobs();
    expect(await now(id)).toMatchObject({ effective_price: null, cost_basis: null });
    await restock(product_id, 1, 0);
    await t.drainJobs();
    expect(await now(id)).toMatchObject({ effective_price: 0, cost_basis: 0 });
    await admin.patch(`/v1/products/${product_id}`, { cost_price: 9 }).expect(200);
    await t.drainJobs();
    expect(await now(id)).toMatchObject({ effective_price: 0, cost_basis: 0 });
  });

  it('is seen by a cost that changed while it was being written', async () => {
    const { id: product_id } = await aProduct(admin, { cost_price: 2, stock_quantity: 0 });
    const id = await price({ product_id });
    await query(t.dataSource, `UPDATE products SET cost_price = 5 WHERE id = $1`, [product_id]);
    await t.drainJobs();
    expect(await now(id)).toMatchObject({ cost_basis: 5, effective_price: 7.5 });
  });
});

it("automatic prices follow the location's markup and rounding", async () => {
  const place = await addPlace(t, { markup: 10 });
  const { id: product_id } = await aProduct(admin, { cost_price: 0.99, stock_quantity: 0 });
  const id = await price({ product_id, location_id: place, method: 'auto' });
  const fixed = await price({ product_id, method: 'fixed', base_price: 7 });
  expect(await now(id)).toMatchObject({ effective_price: 1.09 });
  await admin
    .patch(`/v1/locations/${place}`, { default_markup_percent: 20, rounding_mode: 'up' })
    .expect(200);
  await t.drainJobs();
  expect(await now(id)).toMatchObject({ effective_price: 1.19 });
  expect(await now(fixed)).toMatchObject({ effective_price: 7 });
});

it('prices of packs follow the cost of what is in them', async () => {
  const { id: product_id } = await aProduct(admin, { cost_price: 1, stock_quantity: 10 });
  const packaging_id = await addPack(t, product_id, 6);
  const body = {
    packaging_id,
    location_id: DEFAULT_LOCATION_ID,
    method: 'markup',
    markup_percent: 50,
    discount_percent: 10,
  };
  const { body: pack } = await admin.post('/v1/prices/packaging', body).expect(201);
  expect(pack).toMatchObject({ effective_price: 8.1, cost_basis: 6 });
  await restock(product_id, 10, 2);
  await t.drainJobs();
  expect(await now(pack.id as string, '/packaging')).toMatchObject({ effective_price: 12.15, cost_basis: 9 });
  await admin.patch(`/v1/products/${product_id}/packagings/${packaging_id}`, { factor: 10 }).expect(200);
  await t.drainJobs();
  expect(await now(pack.id as string, '/packaging')).toMatchObject({
    effective_price: 20.25,
    cost_basis: 15,
  });
  await admin.delete(`/v1/products/${product_id}/packagings/${packaging_id}`).expect(409);
});

it('what was sold down to a dearer layer is followed at night', async () => {
  const { id: product_id } = await aProduct(admin, { price: 9, cost_price: 1, stock_quantity: 1 });
  await restock(product_id, 1, 3);
  const id = await price({ product_id });
  await t.drainJobs();
  expect(await now(id)).toMatchObject({ cost_basis: 2 });
  const sale = { items: [{ product_id, quantity: 1 }], payments: [{ payment_method: 'cash', amount: 9 }] };
  await admin.post('/v1/sales', sale).expect(201);
  await t.drainJobs();
  expect(await now(id)).toMatchObject({ cost_basis: 2 });
  await query(t.dataSource, `SELECT graphile_worker.add_job('pricing:follow_all')`);
  await t.drainJobs();
  expect(await now(id)).toMatchObject({ cost_basis: 3, effective_price: 4.5 });
});

it('ten thousand prices are followed in two statements, and a repeat changes none', async () => {
  const place = await addPlace(t, { markup: 25 });
  await query(
    t.dataSource,
    `WITH made AS (
       INSERT INTO products (id, sku, name, price, cost_price, unit_id)
       SELECT uuidv7(), 'MASS' || n, 'Mass', 1, n, (SELECT id FROM units WHERE code = 'pc')
       FROM generate_series(1, 10000) n RETURNING id)
     INSERT INTO product_prices (id, location_id, product_id, method) SELECT uuidv7(), $1::uuid, id, 'auto' FROM made`,
    [place],
  );
  const follow = () => runInTransaction(t.dataSource, (tx) => followCosts(tx, { location_id: place }));
  const started = performance.now();
  expect(await follow()).toBe(10_000);
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(await follow()).toBe(0);
  const wrong = `SELECT FROM product_prices b JOIN products p ON p.id = b.product_id
    WHERE b.location_id = $1 AND b.effective_price <> round(p.cost_price * 1.25, 2)`;
  expect(await query(t.dataSource, wrong, [place])).toEqual([]);
});

it('one cost of a location moves no price of another', async () => {
  const [here, there] = [await addPlace(t), await addPlace(t)];
  const { id: product_id } = await aProduct(admin, { cost_price: 1, stock_quantity: 0 });
  const [a, b] = [
    await price({ product_id, location_id: here }),
    await price({ product_id, location_id: there }),
  ];
  await setCost(t, { product_id, location_id: here, cost: 4 });
  const product_ids = [product_id];
  await runInTransaction(t.dataSource, (tx) => followCosts(tx, { product_ids, location_id: here }));
  expect(await now(a)).toMatchObject({ cost_basis: 4 });
  expect(await now(b)).toMatchObject({ cost_basis: 1 });
});
