import { aProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aLocation, expectSoundStock } from './inventory-fixtures.js';

let t: TestApp;
let admin: Client;
let location_id: string;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  location_id = await aLocation(admin, { allow_negative_stock: true });
  await admin.post('/v1/registers', { location_id, code: 'R1', name: 'Till', is_default: true }).expect(201);
});
afterEach(() => expectSoundStock(t));
afterAll(() => t.close());

interface SoldItem {
  id: string;
  cost_amount: number;
}

async function sell(product_id: string, quantity: number): Promise<{ id: string; items: SoldItem[] }> {
  const amount = quantity * 10;
  const sale = {
    location_id,
    items: [{ product_id, quantity }],
    payments: [{ payment_method: 'cash', amount }],
  };
  return (await admin.post('/v1/sales', sale).expect(201)).body as { id: string; items: SoldItem[] };
}

async function onHand(product_id: string): Promise<unknown> {
  const path = `/v1/inventory/stock-levels?product_id=${product_id}&location_id=${location_id}`;
  return ((await admin.get(path).expect(200)).body as { on_hand: number }[])[0]!.on_hand;
}

const restock = (product_id: string, quantity: number, unit_cost: number) =>
  admin.post(`/v1/inventory/restock/${product_id}`, { quantity, unit_cost, location_id }).expect(200);

describe('a sale of goods that were not booked in yet', () => {
  it('costs in the end what the goods that came cost', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 0, cost_price: 6 });
    const sale = await sell(id, 3);
    expect(sale.items[0]!.cost_amount).toBe(18);
    await restock(id, 5, 7);
    const { body } = await admin.get(`/v1/sales/${sale.id}`).expect(200);
    expect((body as { items: SoldItem[] }).items[0]!.cost_amount).toBe(21);
    expect(await onHand(id)).toBe(2);
  });

  it('is voided after they came, and everything is back', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 0, cost_price: 6 });
    const sale = await sell(id, 3);
    await restock(id, 2, 7);
    await restock(id, 2, 8);
    await admin.delete(`/v1/sales/${sale.id}`).expect(200);
    expect(await onHand(id)).toBe(4);
    const { body } = await admin.get(`/v1/inventory/log?kind=void&product_id=${id}`).expect(200);
    const costs = (body as { quantity: number; unit_cost: number }[]).map((entry) => [
      entry.quantity,
      entry.unit_cost,
    ]);
    expect(costs.sort()).toEqual([
      [1, 8],
      [2, 7],
    ]);
  });
});
