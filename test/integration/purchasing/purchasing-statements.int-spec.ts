import { addProduct } from '../../support/builders/goods.js';
import { expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aSupplier, anOrder, get, post } from '../../e2e/purchasing/purchasing-shop.js';
import { statementsOf } from '../../support/statements.js';

let t: TestApp;
let admin: Client;
let acme: string;
const products: string[] = [];

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  acme = await aSupplier(admin);
  for (let at = 0; at < 200; at++) {
    products.push(await addProduct(t.dataSource, { sku: `P-${at}`, price: '9' }));
  }
});
afterAll(() => t.close());

/** An order, a whole delivery of it, its cancellation and its completion again: how many statements each took. */
async function statementsFor(count: number): Promise<Record<string, number>> {
  const lines = products.slice(0, count).map((product_id) => ({ product_id, quantity: 2, unit_price: 3 }));
  const taken: Record<string, number> = {};
  const counted = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    let result: T | undefined;
    taken[name] = (await statementsOf(t, async () => void (result = await work()))).length;
    return result as T;
  };
  const order = await counted('order', () => anOrder(admin, acme, lines));
  const path = `/v1/purchase-orders/${order.id}`;
  const receipt = await counted('receive', () => post(admin, `${path}/receive`, {}, 201));
  const receiptPath = `/v1/delivery-receipts/${receipt.id}`;
  const costs = [{ description: 'Freight', amount: 10, allocation: 'quantity' }];
  await counted('landed', () => post(admin, `${receiptPath}/landed-costs`, { costs }));
  await counted('cancel', () => post(admin, `${receiptPath}/cancel`, { comment: 'x' }));
  await counted('again', () => post(admin, `${receiptPath}/complete`));
  await counted('show', () => get(admin, path));
  return taken;
}

it('does not ask the database more often for 200 lines than for 2', async () => {
  await statementsFor(3);
  const [few, many] = [await statementsFor(2), await statementsFor(200)];
  expect(many).toEqual(few);
  await expectNoDrift(admin);
});
