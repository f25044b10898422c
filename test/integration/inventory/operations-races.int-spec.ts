import { DEFAULT_LOCATION_ID, TRANSIT_LOCATION_ID } from '../../../src/locations/index.js';
import { aLocation, expectSoundStock } from '../../e2e/inventory/inventory-fixtures.js';
import { bodyOf, movementsAt, onHandAt, type DocumentBody } from '../../e2e/inventory/operations-fixtures.js';
import { aProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

const TILLS = 10;
const SALES_EACH = 4;

let t: TestApp;
let admin: Client;
let officer: Client;
let shop: string;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  officer = await t.as('inventory_officer');
  shop = await aLocation(admin);
});
afterEach(() => expectSoundStock(t));
afterAll(() => t.close());

async function aTransfer(product_id: string, quantity: number): Promise<DocumentBody> {
  const body = { to_location_id: shop, lines: [{ product_id, quantity }] };
  return bodyOf(officer.post('/v1/inventory/transfers', body), 201);
}

async function statuses(...requests: PromiseLike<{ status: number }>[]): Promise<number[]> {
  return (await Promise.all(requests)).map(({ status }) => status).sort();
}

function sell(product_id: string): PromiseLike<{ status: number }> {
  const payments = [{ payment_method: 'cash', amount: 10 }];
  return admin.post('/v1/sales', { items: [{ product_id, quantity: 1 }], payments });
}

it('a draft that two people ship at once leaves once', async () => {
  const { id: product_id } = await aProduct(admin, { stock_quantity: 10 });
  const { id } = await aTransfer(product_id, 6);
  const path = `/v1/inventory/transfers/${id}/ship`;
  const answers = await statuses(officer.post(path), admin.post(path), officer.post(path));
  // Whoever waited is told so; whoever came after finds it done.
  expect(answers.filter((status) => status === 200).length).toBeGreaterThanOrEqual(1);
  expect(answers.every((status) => status === 200 || status === 409)).toBe(true);
  expect(await onHandAt(t, product_id, DEFAULT_LOCATION_ID)).toBe(4);
  expect(await movementsAt(t, product_id)).toEqual(['transfer_in +6']);
});

it('a transfer that two people receive at once arrives once', async () => {
  const { id: product_id } = await aProduct(admin, { stock_quantity: 10 });
  const { id } = await aTransfer(product_id, 6);
  const path = `/v1/inventory/transfers/${id}`;
  await officer.post(`${path}/ship`).expect(200);
  const answers = await statuses(officer.post(`${path}/receive`), admin.post(`${path}/receive`));
  expect(answers).toEqual([200, 409]);
  expect(await onHandAt(t, product_id, shop)).toBe(6);
  expect(await onHandAt(t, product_id, TRANSIT_LOCATION_ID)).toBe(0);
});

it('parts that several people receive at once are never more than was sent', async () => {
  const { id: product_id } = await aProduct(admin, { stock_quantity: 10 });
  const { id, lines } = await aTransfer(product_id, 5);
  const path = `/v1/inventory/transfers/${id}`;
  await officer.post(`${path}/ship`).expect(200);
  const part = { lines: [{ line_id: lines[0]!.id, received_quantity: 2 }] };
  const answers = await statuses(...[1, 2, 3, 4].map(() => officer.post(`${path}/receive`, part)));
  expect(answers).toEqual([200, 200, 422, 422]);
  expect(await onHandAt(t, product_id, shop)).toBe(4);
  expect(await onHandAt(t, product_id, TRANSIT_LOCATION_ID)).toBe(1);
});

it('a transfer that is cancelled and received at once does one of the two', async () => {
  const { id: product_id } = await aProduct(admin, { stock_quantity: 10 });
  const { id } = await aTransfer(product_id, 5);
  const path = `/v1/inventory/transfers/${id}`;
  await officer.post(`${path}/ship`).expect(200);
  expect(await statuses(officer.post(`${path}/cancel`), admin.post(`${path}/receive`))).toEqual([200, 409]);
  const here = await onHandAt(t, product_id, DEFAULT_LOCATION_ID);
  expect(here + (await onHandAt(t, product_id, shop))).toBe(10);
  expect(await onHandAt(t, product_id, TRANSIT_LOCATION_ID)).toBe(0);
});

it('a count posted while ten tills sell the same goods finds what was missing, and nothing else', async () => {
  const stock = TILLS * SALES_EACH + 20;
  const { id: product_id } = await aProduct(admin, { stock_quantity: stock });
  const body = { scope: 'products', product_ids: [product_id] };
  const { id } = await bodyOf(officer.post('/v1/inventory/counts', body), 201);
  const path = `/v1/inventory/counts/${id}`;
  // Three are missing on the shelf.
  const entries = [{ product_id, counted_quantity: stock - 3 }];
  await officer.post(`${path}/entries`, { entries }).expect(201);
  await officer.post(`${path}/review`).expect(200);
  const till = async (): Promise<void> => {
    for (let sale = 0; sale < SALES_EACH; sale += 1) expect((await sell(product_id)).status).toBe(201);
  };
  const tills = Array.from({ length: TILLS }, till);
  await officer.post(`${path}/post`).expect(200);
  await Promise.all(tills);
  expect(await onHandAt(t, product_id, DEFAULT_LOCATION_ID)).toBe(stock - 3 - TILLS * SALES_EACH);
  const moved = await movementsAt(t, product_id, DEFAULT_LOCATION_ID);
  expect(moved.filter((text) => text.startsWith('count'))).toEqual(['count -3']);
});

it('two counts of the same goods that are opened at once are one count', async () => {
  const { id: product_id } = await aProduct(admin);
  const body = { scope: 'products', product_ids: [product_id], location_id: shop };
  const open = (client: Client): PromiseLike<{ status: number }> => client.post('/v1/inventory/counts', body);
  expect(await statuses(open(officer), open(admin), open(officer))).toEqual([201, 409, 409]);
});

it('what is left is promised once, however many ask for it at once', async () => {
  const { id: product_id } = await aProduct(admin, { stock_quantity: 3 });
  const owner_id = product_id;
  const body = { product_id, quantity: 2, owner_type: 'order', owner_id };
  const ask = (): PromiseLike<{ status: number }> => officer.post('/v1/inventory/reservations', body);
  expect(await statuses(ask(), ask(), ask())).toEqual([201, 409, 409]);
});
