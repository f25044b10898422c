import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface SaleBody {
  id: string;
  status: string;
  total_amount: number;
  receipt_number: string | null;
  items: { id: string; line_number: number; product_id: string; cost_amount?: number }[];
  payments: { amount: number; change_amount: number; status: string }[];
  [field: string]: unknown;
}

describe('checkout', () => {
  let t: TestApp;
  let admin: Client;
  let cashier: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
    cashier = await t.as('cashier');
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  const stockOf = async (id: string): Promise<number> =>
    ((await admin.get(`/v1/products/${id}`).expect(200)).body as { stock_quantity: number }).stock_quantity;

  it('completes a paid sale in one call: stock, change, receipt', async () => {
    const mug = await aProduct(admin, { price: 12.99, cost_price: 5, stock_quantity: 50 });
    const { body } = await cashier
      .post('/v1/sales', {
        items: [{ product_id: mug.id, quantity: 3 }],
        payments: [{ payment_method: 'cash', amount: 38.97, tendered: 50 }],
      })
      .expect(201);
    const sale = body as SaleBody;
    expect(sale).toMatchObject({
      status: 'completed',
      subtotal: 38.97,
      total_amount: 38.97,
      paid_amount: 38.97,
      change_amount: 11.03,
      receipt_number: 'MAIN-POS1-00000001',
    });
    expect(sale.items[0]).not.toHaveProperty('cost_amount');
    expect(await stockOf(mug.id)).toBe(47);

    const again = await admin.get(`/v1/sales/${sale.id}`).expect(200);
    expect(again.body).toMatchObject({ ...sale, items: [expect.objectContaining({ cost_amount: 15 })] });
    expect(again.body).toMatchObject({ cost_amount: 15, profit_amount: 23.97 });
    expect((await cashier.get(`/v1/sales/${sale.id}`)).body).toEqual(sale);
  });

  it('keeps a sale pending until its payments cover it, then completes it', async () => {
    const lamp = await aProduct(admin, { price: 40 });
    const { body } = await cashier.post('/v1/sales', { items: [{ product_id: lamp.id }] }).expect(201);
    const { id } = body as SaleBody;
    expect(body).toMatchObject({ status: 'pending', receipt_number: null, paid_amount: 0 });
    expect(await stockOf(lamp.id)).toBe(99);

    await cashier.post(`/v1/sales/${id}/payments`, { payment_method: 'card', amount: 15 }).expect(201);
    await cashier.get(`/v1/sales/${id}/receipt`).expect(404);
    const over = await cashier
      .post(`/v1/sales/${id}/payments`, { payment_method: 'card', amount: 30 })
      .expect(422);
    expect(over.body).toMatchObject({ code: 'OVERPAYMENT', errors: [{ field: 'amount' }] });
    await cashier.post(`/v1/sales/${id}/payments`, { payment_method: 'cash', amount: 30 }).expect(201);
    const done = await cashier.get(`/v1/sales/${id}`).expect(200);
    expect(done.body).toMatchObject({ status: 'completed', paid_amount: 40, change_amount: 5 });
    expect((await cashier.get(`/v1/sales/${id}/payments`)).body).toHaveLength(2);
    await cashier.post(`/v1/sales/${id}/payments`, { payment_method: 'cash', amount: 1 }).expect(409);
  });

  it('names every line that cannot be sold, and writes nothing', async () => {
    const fine = await aProduct(admin);
    const blocked = await aProduct(admin, { sales_blocked: true });
    const answer = await cashier
      .post('/v1/sales', {
        items: [
          { product_id: fine.id, quantity: 1 },
          { product_id: blocked.id, quantity: 1 },
          { product_id: '00000000-0000-7000-8000-000000000000', quantity: 1 },
          { product_id: fine.id, quantity: 0.5 },
          { code: 'no-such-code' },
          {},
        ],
      })
      .expect(422);
    const { errors } = answer.body as { errors: { field: string; code: string }[] };
    expect(errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'items.1.product_id SALES_BLOCKED',
      'items.2.product_id PRODUCT_NOT_FOUND',
      'items.3.quantity FRACTIONAL_PIECES',
      'items.4.code PRODUCT_NOT_FOUND',
      'items.5.product_id PRODUCT_OR_CODE',
    ]);
    expect(await stockOf(fine.id)).toBe(100);
  });

  it('refuses what is not in stock, naming requested and available, adding up lines of one product', async () => {
    const last = await aProduct(admin, { stock_quantity: 5 });
    const answer = await cashier
      .post('/v1/sales', {
        items: [
          { product_id: last.id, quantity: 3 },
          { product_id: last.id, quantity: 3 },
        ],
      })
      .expect(409);
    expect(answer.body).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      lines: [{ product_id: last.id, requested: 6, available: 5 }],
    });
    expect(await stockOf(last.id)).toBe(5);
  });

  it('keeps the same product on two lines as two lines', async () => {
    const twice = await aProduct(admin, { price: 2.5 });
    const { body } = await cashier
      .post('/v1/sales', {
        items: [
          { product_id: twice.id, quantity: 2 },
          { code: twice.sku, quantity: 1 },
        ],
      })
      .expect(201);
    expect((body as SaleBody).items.map((item) => item.line_number)).toEqual([1, 2]);
    expect(body).toMatchObject({ total_amount: 7.5 });
  });

  it('checks the figures of the client and tells the right ones', async () => {
    const item = await aProduct(admin, { price: 19.99 });
    const answer = await cashier
      .post('/v1/sales', { items: [{ product_id: item.id, quantity: 2 }], subtotal: 39.98, total_amount: 40 })
      .expect(422);
    expect(answer.body).toMatchObject({
      code: 'TOTAL_MISMATCH',
      expected: { total_amount: 39.98 },
      errors: [{ field: 'total_amount' }],
    });
    await cashier
      .post('/v1/sales', { items: [{ product_id: item.id, quantity: 2 }], total_amount: 39.98 })
      .expect(201);
  });

  it('takes another price or a discount only from those who may, and records it', async () => {
    const item = await aProduct(admin, { price: 20 });
    const cheaper = { items: [{ product_id: item.id, unit_price: 15 }] };
    const refused = await cashier.post('/v1/sales', cheaper).expect(403);
    expect(refused.body).toMatchObject({ code: 'PERMISSION_DENIED', permission: 'sales:override_price' });
    await cashier.post('/v1/sales', { items: [{ product_id: item.id, unit_price: 20 }] }).expect(201);
    await cashier.post('/v1/sales', { items: [{ product_id: item.id, discount_amount: 1 }] }).expect(403);

    const manager = await t.as('manager');
    const { body } = await manager.post('/v1/sales', cheaper).expect(201);
    const { id } = body as SaleBody;
    expect(body).toMatchObject({
      total_amount: 15,
      items: [{ is_override: true, base_price: 20, unit_price: 15 }],
    });
    const log = await admin.get(`/v1/audit-log?subject_id=${id}`).expect(200);
    expect(JSON.stringify(log.body)).toContain('"unit_price":15');
  });

  it('insists on completion when asked to', async () => {
    const item = await aProduct(admin, { price: 20 });
    const body = {
      items: [{ product_id: item.id }],
      status: 'completed',
      payments: [{ payment_method: 'cash', amount: 5 }],
    };
    const answer = await cashier.post('/v1/sales', body).expect(422);
    expect(answer.body).toMatchObject({ code: 'TENDER_SHORT', due: 20, paid: 5 });
    expect(await stockOf(item.id)).toBe(100);
  });

  it('completes a sale that costs nothing', async () => {
    const gift = await aProduct(admin, { price: 0 });
    const { body } = await cashier
      .post('/v1/sales', { items: [{ product_id: gift.id }], payments: [] })
      .expect(201);
    expect(body).toMatchObject({ status: 'completed', total_amount: 0, payments: [] });
    expect((body as SaleBody).receipt_number).not.toBeNull();
  });

  it('shares a cart discount out to the lines so that they sum to it', async () => {
    const manager = await t.as('manager');
    const three = await Promise.all([1, 2, 3].map(() => aProduct(admin, { price: 3.33 })));
    const items = three.map(({ id }) => ({ product_id: id }));
    const { body } = await manager.post('/v1/sales', { items, discount_amount: 1 }).expect(201);
    expect(body).toMatchObject({ discount_amount: 1, subtotal: 8.99, total_amount: 8.99 });
    const lines = (body as { items: { discount_amount: number }[] }).items.map(
      (line) => line.discount_amount,
    );
    expect(lines.sort()).toEqual([0.33, 0.33, 0.34]);
  });

  it('takes the id of the till and knows it again', async () => {
    const item = await aProduct(admin);
    const id = '0198c7a2-7d3e-7c1a-9a51-3f0c5b8a1e77';
    await cashier.post('/v1/sales', { id, items: [{ product_id: item.id }] }).expect(201);
    const twice = await cashier.post('/v1/sales', { id, items: [{ product_id: item.id }] }).expect(409);
    expect(twice.body).toMatchObject({ code: 'SALE_ALREADY_EXISTS' });
    expect(await stockOf(item.id)).toBe(99);
  });

  it('shows what a sale would be without making it', async () => {
    const item = await aProduct(admin, { price: 5 });
    const body = {
      items: [{ product_id: item.id, quantity: 4 }],
      payments: [{ payment_method: 'cash', amount: 20 }],
    };
    const before = await cashier.get('/v1/sales?count=true&limit=1');
    const dry = await cashier.post('/v1/sales?dry_run=true', body).expect(201);
    expect(dry.body).toMatchObject({ status: 'completed', total_amount: 20 });
    await cashier.get(`/v1/sales/${(dry.body as SaleBody).id}`).expect(404);
    expect(await stockOf(item.id)).toBe(100);
    const after = await cashier.get('/v1/sales?count=true&limit=1');
    expect(after.headers['x-total-count']).toBe(before.headers['x-total-count']);
  });
});
