import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import { aProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { addPlace, faults } from './price-fixtures.js';

let t: TestApp;
let admin: Client;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
afterAll(() => t?.close());

interface Entry {
  subject: string;
  price: number | null;
  changed_at: string;
  actor_id: string | null;
}

async function history(id: string, filter = ''): Promise<Entry[]> {
  return (await admin.get(`/v1/products/${id}/price-history?${filter}`).expect(200)).body as Entry[];
}

it("tells a product's prices, newest first, everywhere or as one place saw them", async () => {
  const { id } = await aProduct(admin, { price: 10 });
  const place = await addPlace(t);
  await admin.patch(`/v1/products/${id}`, { price: 12 }).expect(200);
  const fields = { product_id: id, method: 'fixed', base_price: 11 };
  await admin.post('/v1/prices', { ...fields, location_id: place }).expect(201);
  await admin.post('/v1/prices', { ...fields, location_id: DEFAULT_LOCATION_ID }).expect(201);
  await admin.post('/v1/prices/step', { product_id: id, min_quantity: 5, price: 9 }).expect(201);
  expect((await history(id)).map(({ subject, price }) => `${subject} ${price}`)).toEqual([
    'step 9',
    'place 11',
    'place 11',
    'product 12',
    'product 10',
  ]);
  expect(await history(id, `location_id=${place}`)).toHaveLength(4);
  expect((await history(id, 'subject=product')).map(({ actor_id }) => actor_id)).toEqual([
    admin.user_id,
    null,
  ]);
  expect(await history(id, 'subject=step')).toMatchObject([
    { min_quantity: 5, location_id: null, actor_id: admin.user_id },
  ]);
  const first = await admin.get(`/v1/products/${id}/price-history?limit=2`).expect(200);
  const next = /<([^>]+)>/.exec(first.headers['link'] as string)![1]!;
  expect((await admin.get(next).expect(200)).body).toHaveLength(2);
});

it('takes days by the clock of the place and times as they are', async () => {
  const place = await addPlace(t);
  await query(
    t.dataSource,
    `UPDATE locations SET time_zone = 'Asia/Tokyo', is_active = false WHERE id = $1`,
    [place],
  );
  const { id } = await aProduct(admin, { price: 10 });
  for (const [at, price] of [
    ['2026-03-01T14:59:59.999Z', 1],
    ['2026-03-01T15:00:00Z', 2],
    ['2026-03-02T14:59:59.999Z', 3],
    ['2026-03-02T15:00:00Z', 4],
  ]) {
    const text = `INSERT INTO price_changes (subject, product_id, price, changed_at) VALUES ('product', $1, $2, $3)`;
    await query(t.dataSource, text, [id, price, at]);
  }
  const prices = async (filter: string) =>
    (await history(id, `location_id=${place}&sort=changed_at&${filter}`)).map(({ price }) => price);
  expect(await prices('from=2026-03-02&to=2026-03-02')).toEqual([2, 3]);
  expect(await prices('from=2026-03-01T15:00:00Z&to=2026-03-02T15:00:00Z')).toEqual([2, 3, 4]);
  expect(await prices('to=2026-03-01')).toEqual([1]);
});

it('names what is wrong or missing', async () => {
  const { id } = await aProduct(admin);
  await admin.get(`/v1/products/${newId()}/price-history`).expect(404);
  const elsewhere = await admin.get(`/v1/products/${id}/price-history?location_id=${newId()}`).expect(422);
  expect(faults(elsewhere.body)).toEqual(['location_id LOCATION_NOT_FOUND']);
  const { body } = await admin.get(`/v1/products/${id}/price-history?from=soon&subject=cost`).expect(422);
  expect(faults(body)).toEqual(['from IS_DAY_OR_INSTANT', 'subject IS_IN']);
  await t.http.get(`/v1/products/${id}/price-history`).expect(401);
});
