import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aSupplier, anOrder, get, post, stockOf, type Body } from '../../e2e/purchasing/purchasing-shop.js';

let t: TestApp;
let admin: Client;
let manager: Client;
let acme: string;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  manager = await t.as('manager');
  acme = await aSupplier(admin);
});
afterAll(() => t.close());

async function statusesOf(calls: PromiseLike<{ status: number }>[]): Promise<number[]> {
  return (await Promise.all(calls)).map(({ status }) => status).sort();
}

it('two people complete one delivery: one does, the other gets 409, the stock is posted once', async () => {
  for (let round = 0; round < 5; round++) {
    const { id } = await aProduct(admin, { stock_quantity: 0 });
    const body = { supplier_id: acme, lines: [{ product_id: id, quantity: 7, unit_price: 2 }] };
    const receipt = await post(admin, '/v1/delivery-receipts', body, 201);
    const complete = `/v1/delivery-receipts/${receipt.id}/complete`;
    expect(await statusesOf([admin.post(complete), manager.post(complete)])).toEqual([200, 409]);
    expect(await stockOf(admin, id)).toEqual({ on_hand: 7, stock_value: 14 });
  }
});

it('two deliveries of one order at once cannot bring more than was ordered', async () => {
  for (let round = 0; round < 5; round++) {
    const { id } = await aProduct(admin, { stock_quantity: 0 });
    const order = await anOrder(admin, acme, [{ product_id: id, quantity: 10, unit_price: 1 }]);
    const receive = `/v1/purchase-orders/${order.id}/receive`;
    const lines = [{ line_id: order.lines[0]!.id, quantity: 6 }];
    const calls = [admin, manager, admin].map((as) => as.post(receive, { lines }));
    expect(await statusesOf(calls)).toEqual([201, 422, 422]);
    expect(await stockOf(admin, id)).toMatchObject({ on_hand: 6 });
    const delivered = { status: 'Delivered' };
    const status = `/v1/purchase-orders/${order.id}/status`;
    await Promise.all([admin.patch(status, delivered), manager.patch(status, delivered)]);
    expect(await stockOf(admin, id)).toMatchObject({ on_hand: 10 });
  }
});

it('deliveries that share orders crosswise wait for each other and all come in', async () => {
  const { id } = await aProduct(admin, { stock_quantity: 0 });
  const orders: Body[] = [];
  for (let at = 0; at < 3; at++) {
    orders.push(await anOrder(admin, acme, [{ product_id: id, quantity: 100, unit_price: 1 }]));
  }
  const lineOf = (at: number): object => ({ order_line_id: orders[at % 3]!.lines[0]!.id, quantity: 5 });
  const receipts: Body[] = [];
  for (let at = 0; at < 6; at++) {
    const lines = at % 2 === 0 ? [lineOf(at), lineOf(at + 1)] : [lineOf(at + 1), lineOf(at)];
    receipts.push(await post(admin, '/v1/delivery-receipts', { lines }, 201));
  }
  const calls = receipts.map((receipt) => admin.post(`/v1/delivery-receipts/${receipt.id}/complete`));
  expect(await statusesOf(calls)).toEqual(Array(6).fill(200));
  expect(await stockOf(admin, id)).toMatchObject({ on_hand: 60 });
  for (const order of orders) {
    const { lines } = await get(admin, `/v1/purchase-orders/${order.id}`);
    expect(lines).toMatchObject([{ received_quantity: 20 }]);
  }
});

it('one request is not ordered twice by two buyers', async () => {
  const { id } = await aProduct(admin);
  const lines = [{ product_id: id, quantity: 10, supplier_id: acme }];
  const request = await post(manager, '/v1/purchase-requests', { lines }, 201);
  await post(manager, `/v1/purchase-requests/${request.id}/submit`);
  await post(admin, `/v1/purchase-requests/${request.id}/approve`);
  const convert = `/v1/purchase-requests/${request.id}/convert`;
  expect(await statusesOf([admin.post(convert), manager.post(convert)])).toEqual([201, 409]);
  expect(await get(admin, `/v1/purchase-requests/${request.id}`)).toMatchObject({
    lines: [{ converted_quantity: 10 }],
  });
});

it('two orders at once do not both use up the last of a credit limit', async () => {
  const strict = await aSupplier(admin, { credit_limit: 100 });
  const { id } = await aProduct(admin);
  const body = { supplier_id: strict, lines: [{ product_id: id, quantity: 6, unit_price: 10 }] };
  const calls = [admin, manager, admin].map((as) => as.post('/v1/purchase-orders', body));
  expect(await statusesOf(calls)).toEqual([201, 422, 422]);
});

it('leaves no drift', () => expectNoDrift(admin));
