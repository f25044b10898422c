import { expectNoDrift, type TestProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aBundle, aProduct, giveBack, sell, stockOf, type Sale } from './till.js';

describe('bundles', () => {
  let t: TestApp;
  let admin: Client;
  let tea: TestProduct;
  let cup: TestProduct;
  let breakfast: TestProduct;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  beforeEach(async () => {
    tea = await aProduct(admin, { price: 3, cost_price: 1, stock_quantity: 60 });
    cup = await aProduct(admin, { price: 8, cost_price: 5, stock_quantity: 20 });
    breakfast = await aBundle(admin, 12, [
      [tea, 3],
      [cup, 1],
    ]);
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  const stocks = async (): Promise<number[]> => [await stockOf(admin, tea), await stockOf(admin, cup)];

  it('sell the stock of their parts and cost what those cost', async () => {
    const sale = await sell(admin, [{ product_id: breakfast.id, quantity: 2 }, { product_id: cup.id }]);
    expect(sale).toMatchObject({ total_amount: 32, cost_amount: 21 });
    expect(sale.items).toMatchObject([
      {
        unit_price: 12,
        cost_amount: 16,
        components: [
          { sku: tea.sku, quantity: 6 },
          { sku: cup.sku, quantity: 2 },
        ],
      },
      { cost_amount: 5, components: [] },
    ]);
    expect(await stocks()).toEqual([54, 17]);
    expect((await admin.get(`/v1/sales/${sale.id}`)).body).toMatchObject({
      cost_amount: 21,
      items: sale.items,
    });
    expect((await admin.get(`/v1/sales/${sale.id}/receipt.txt`)).text).toContain('6 Product');
  });

  it('keep the parts they were sold with, whatever the bundle becomes', async () => {
    const sale = await sell(admin, [{ product_id: breakfast.id, quantity: 1 }]);
    await admin
      .put(`/v1/products/${breakfast.id}/parts`, { parts: [{ product_id: tea.id, quantity: 1 }] })
      .expect(200);
    await admin.post(`/v1/sales/${sale.id}/void`, {}).expect(200);
    expect(await stocks()).toEqual([60, 20]);
  });

  it('name the part that is short', async () => {
    const answer = await admin
      .post('/v1/sales', { items: [{ product_id: breakfast.id, quantity: 21 }] })
      .expect(409);
    expect(answer.body).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      lines: expect.arrayContaining([
        expect.objectContaining({ product_id: cup.id, requested: 21, available: 20 }),
        expect.objectContaining({ product_id: tea.id, requested: 63, available: 60 }),
      ]) as object[],
    });
    expect(await stocks()).toEqual([60, 20]);
  });

  it('are sold and come back whole', async () => {
    const honey = await aProduct(admin, { unit: 'kg', stock_quantity: 10 });
    const basket = await aBundle(admin, 20, [[honey, 0.125]], { unit: 'kg' });
    const half = await admin
      .post('/v1/sales', { items: [{ product_id: basket.id, quantity: 0.5 }] })
      .expect(422);
    expect(half.body).toMatchObject({ errors: [{ field: 'items.0.quantity', code: 'FRACTIONAL_PIECES' }] });
    const sale = await sell(admin, [{ product_id: basket.id, quantity: 3 }]);
    expect(await stockOf(admin, honey)).toBe(9.625);
    await giveBack(admin, sale, [0.5]).expect(422);
    await giveBack(admin, sale, [2]).expect(201);
    expect(await stockOf(admin, honey)).toBe(9.875);
  });

  it('come back bundle by bundle, each part to where it was', async () => {
    const sale = await sell(admin, [{ product_id: breakfast.id, quantity: 3 }]);
    const first = await giveBack(admin, sale, [1]).expect(201);
    expect(first.body).toMatchObject({ total_amount: 12 });
    expect(await stocks()).toEqual([54, 18]);
    await giveBack(admin, sale, [2]).expect(201);
    expect(await stocks()).toEqual([60, 20]);
  });

  it('are written off part by part when they come back damaged', async () => {
    const sale = await sell(admin, [{ product_id: breakfast.id, quantity: 1 }]);
    const items = [{ sale_item_id: sale.items[0]!.id, quantity: 1, disposition: 'damaged' }];
    await admin.post(`/v1/sales/${sale.id}/returns`, { items }).expect(201);
    expect(await stocks()).toEqual([57, 19]);
  });

  it('enter and leave a pending cart with their parts', async () => {
    const { body } = await admin.post('/v1/sales', { items: [{ product_id: cup.id }] }).expect(201);
    const cart = body as Sale;
    const added = await admin
      .post(`/v1/sales/${cart.id}/items`, { product_id: breakfast.id, quantity: 2 })
      .expect(201);
    expect(added.body).toMatchObject({ total_amount: 32, items: [{}, { components: [{}, {}] }] });
    expect(await stocks()).toEqual([54, 17]);
    await admin.delete(`/v1/sales/${cart.id}/items/${(added.body as Sale).items[1]!.id}`).expect(200);
    expect(await stocks()).toEqual([60, 19]);
    await admin.delete(`/v1/sales/${cart.id}`).expect(200);
    expect(await stocks()).toEqual([60, 20]);
  });

  it('come back without their sale as parts', async () => {
    await admin.post('/v1/returns', { items: [{ product_id: breakfast.id, quantity: 2 }] }).expect(201);
    expect(await stocks()).toEqual([66, 22]);
  });

  it('bring the profit that is left over the cost of their parts', async () => {
    const before = await profit();
    const sale = await sell(admin, [{ product_id: breakfast.id, quantity: 2 }]);
    expect(await profit()).toBe(before + 8);
    await giveBack(admin, sale, [1]).expect(201);
    expect(await profit()).toBe(before + 4);
    const other = await sell(admin, [{ product_id: breakfast.id, quantity: 5 }]);
    await admin.post(`/v1/sales/${other.id}/void`, {}).expect(200);
    expect(await profit()).toBe(before + 4);
  });

  const profit = async (): Promise<number> => {
    const day = new Date(Date.now()).toISOString().slice(0, 10);
    const { body } = await admin
      .get(`/v1/reports/financial/profit-loss?start_date=${day}&end_date=${day}`)
      .expect(200);
    return (body as { rows: { gross_profit: number }[] }).rows[0]?.gross_profit ?? 0;
  };
});
