import { aProduct, expectNoDrift, type TestProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface SaleBody {
  id: string;
  items: { id: string }[];
  payments: { id: string }[];
}

describe('cancel, void and return', () => {
  let t: TestApp;
  let admin: Client;
  let manager: Client;
  let cashier: Client;

  beforeAll(async () => {
    t = await startTestApp();
    [admin, manager, cashier] = await Promise.all([t.as('admin'), t.as('manager'), t.as('cashier')]);
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  const stockOf = async (product: TestProduct): Promise<number> =>
    ((await admin.get(`/v1/products/${product.id}`).expect(200)).body as { stock_quantity: number })
      .stock_quantity;

  const sell = async (product: TestProduct, quantity: number, amount: number): Promise<SaleBody> => {
    const items = [{ product_id: product.id, quantity }];
    const payments = [{ payment_method: 'card', amount }];
    return (await manager.post('/v1/sales', { items, payments }).expect(201)).body as SaleBody;
  };

  it('cancels a pending sale, giving back stock and what was paid', async () => {
    const item = await aProduct(admin, { price: 10 });
    const { body } = await cashier
      .post('/v1/sales', { items: [{ product_id: item.id, quantity: 4 }] })
      .expect(201);
    const { id } = body as SaleBody;
    await cashier.post(`/v1/sales/${id}/payments`, { payment_method: 'cash', amount: 10 }).expect(201);
    const cancelled = await cashier.delete(`/v1/sales/${id}`).expect(200);
    expect(cancelled.body).toMatchObject({ status: 'cancelled', voided_at: null, paid_amount: 0 });
    expect(await stockOf(item)).toBe(100);
    await cashier.delete(`/v1/sales/${id}`).expect(409);
  });

  it('voids a completed sale for those who may, with a receipt of its own', async () => {
    const item = await aProduct(admin, { price: 10 });
    const sale = await sell(item, 2, 20);
    const refused = await cashier.delete(`/v1/sales/${sale.id}`).expect(403);
    expect(refused.body).toMatchObject({ permission: 'sales:void' });
    const voided = await manager.post(`/v1/sales/${sale.id}/void`, { reason: 'rung up twice' }).expect(200);
    expect(voided.body).toMatchObject({
      status: 'cancelled',
      cancel_reason: 'rung up twice',
      paid_amount: 0,
    });
    expect(await stockOf(item)).toBe(100);
    const journal = await t.dataSource.query<{ total: string; entries: number }[]>(
      `SELECT sum(amount) AS total, count(*)::int AS entries FROM money_journal WHERE sale_id = $1`,
      [sale.id],
    );
    expect(journal).toEqual([{ total: '0.0000', entries: 2 }]);
  });

  it('returns part by part exactly what was paid, to the layers it came from', async () => {
    const item = await aProduct(admin, { price: 3.33, cost_price: 1.2345, stock_quantity: 10 });
    const items = [{ product_id: item.id, quantity: 3 }];
    const { body } = await manager
      .post('/v1/sales', { items, discount_amount: 1, payments: [{ payment_method: 'card', amount: 8.99 }] })
      .expect(201);
    const sale = body as SaleBody;
    const line = sale.items[0]!.id;
    const refunds: number[] = [];
    for (const disposition of ['restock', 'damaged', 'restock']) {
      const back = await manager
        .post(`/v1/sales/${sale.id}/returns`, {
          items: [{ sale_item_id: line, quantity: 1, disposition }],
          reason: 'wrong size',
        })
        .expect(201);
      refunds.push((back.body as { total_amount: number }).total_amount);
      expect(back.body).toMatchObject({ sale_id: sale.id, refunds: [{ payment_method: 'card' }] });
    }
    expect(refunds.reduce((total, each) => Math.round((total + each) * 100) / 100, 0)).toBe(8.99);
    expect((await manager.get(`/v1/sales/${sale.id}`)).body).toMatchObject({
      status: 'refunded',
      refunded_amount: 8.99,
    });
    expect(await stockOf(item)).toBe(9);
    const more = await manager.post(`/v1/sales/${sale.id}/returns`, {
      items: [{ sale_item_id: line, quantity: 1 }],
    });
    expect(more.status).toBe(409);
    const list = await manager.get(`/v1/returns?sale_id=${sale.id}`).expect(200);
    expect(list.body).toHaveLength(3);
  });

  it('names every wrong line of a return', async () => {
    const item = await aProduct(admin, { price: 10 });
    const sale = await sell(item, 2, 20);
    const strange = '00000000-0000-7000-8000-000000000000';
    const unknown = await manager.post(`/v1/sales/${sale.id}/returns`, {
      items: [{ sale_item_id: strange, quantity: 1 }],
    });
    expect(unknown.status).toBe(422);
    expect(unknown.body).toMatchObject({
      errors: [{ field: 'items.0.sale_item_id', code: 'SALE_ITEM_NOT_FOUND' }],
    });
    const line = sale.items[0]!.id;
    const twice = {
      items: [
        { sale_item_id: line, quantity: 2 },
        { sale_item_id: line, quantity: 1 },
      ],
    };
    const excess = await manager.post(`/v1/sales/${sale.id}/returns`, twice).expect(409);
    expect(excess.body).toMatchObject({
      code: 'RETURN_EXCEEDS_SALE',
      errors: [{ field: 'items.1.quantity' }],
    });
    const wrong = {
      items: [{ sale_item_id: line, quantity: 1 }],
      refunds: [{ payment_method: 'cash', amount: 9 }],
    };
    expect((await manager.post(`/v1/sales/${sale.id}/returns`, wrong).expect(422)).body).toMatchObject({
      code: 'REFUND_MISMATCH',
      due: 10,
      offered: 9,
    });
    await cashier
      .post(`/v1/sales/${sale.id}/returns`, { items: [{ sale_item_id: line, quantity: 1 }] })
      .expect(403);
    await manager.post(`/v1/sales/${sale.id}/void`, {}).expect(200);
  });

  it('takes goods back without their sale only from those who may', async () => {
    const item = await aProduct(admin, { price: 10, stock_quantity: 0 });
    const back = { items: [{ product_id: item.id, quantity: 2, unit_price: 9.5 }], reason: 'no receipt' };
    await manager.post('/v1/returns', back).expect(403);
    const { body } = await admin.post('/v1/returns', back).expect(201);
    expect(body).toMatchObject({
      sale_id: null,
      total_amount: 19,
      refunds: [{ payment_method: 'cash', amount: 19 }],
    });
    expect(await stockOf(item)).toBe(2);
    const { id } = body as SaleBody;
    expect((await admin.get(`/v1/returns/${id}/receipt`).expect(200)).body).toMatchObject({
      kind: 'return',
      body: { total: '-19.00' },
    });
  });

  it('refunds a payment without goods, and then refuses to void', async () => {
    const item = await aProduct(admin, { price: 10 });
    const sale = await sell(item, 2, 20);
    const payment = sale.payments[0]!.id;
    const part = await manager
      .post(`/v1/payments/${payment}/refund`, { amount: 5, reason: 'goodwill' })
      .expect(200);
    expect(part.body).toMatchObject({ status: 'partially_refunded', refunded_amount: 5 });
    expect((await manager.get(`/v1/sales/${sale.id}`)).body).toMatchObject({
      status: 'partially_refunded',
      refunded_amount: 5,
    });
    expect((await manager.post(`/v1/sales/${sale.id}/void`, {}).expect(409)).body).toHaveProperty('code');
    await manager.post(`/v1/payments/${payment}/refund`, { amount: 15.01 }).expect(409);
    await manager.post(`/v1/payments/${payment}/refund`, {}).expect(200);
    expect((await manager.get(`/v1/sales/${sale.id}`)).body).toMatchObject({ status: 'refunded' });
  });

  it('completes a sale when its pending payment is confirmed', async () => {
    const item = await aProduct(admin, { price: 10 });
    const payments = [{ payment_method: 'bank_transfer', amount: 10, status: 'pending' }];
    const { body } = await cashier
      .post('/v1/sales', { items: [{ product_id: item.id }], payments })
      .expect(201);
    const sale = body as SaleBody;
    expect(body).toMatchObject({ status: 'pending', paid_amount: 0 });
    const payment = sale.payments[0]!.id;
    await cashier.patch(`/v1/payments/${payment}/status`, { status: 'refunded' }).expect(422);
    await cashier.patch(`/v1/payments/${payment}/status`, { status: 'completed' }).expect(200);
    expect((await cashier.get(`/v1/sales/${sale.id}`)).body).toMatchObject({
      status: 'completed',
      paid_amount: 10,
    });
    await cashier.patch(`/v1/payments/${payment}/status`, { status: 'failed' }).expect(409);
  });
});
