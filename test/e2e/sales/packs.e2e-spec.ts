import { expectNoDrift, type TestProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aPack, aProduct, aUnit, giveBack, sell, stockOf, type Sale } from './till.js';

describe('packs', () => {
  let t: TestApp;
  let admin: Client;
  let cashier: Client;
  let tea: TestProduct;

  beforeAll(async () => {
    t = await startTestApp();
    [admin, cashier] = await Promise.all([t.as('admin'), t.as('cashier')]);
    await aUnit(admin, 'case');
    await aUnit(admin, 'pallet');
  });
  beforeEach(async () => {
    tea = await aProduct(admin, { price: 2, cost_price: 1.25, stock_quantity: 100 });
    await aPack(admin, tea, 'case', 12, { barcode: `CASE-${tea.sku}` });
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  it('sell by their unit: a pack’s worth of stock at the unit price times what it holds', async () => {
    const sale = await sell(admin, [
      { product_id: tea.id, unit: 'case', quantity: 3 },
      { product_id: tea.id },
    ]);
    expect(sale).toMatchObject({ total_amount: 74, cost_amount: 46.25 });
    expect(sale.items).toMatchObject([
      { unit: 'case', unit_factor: 12, quantity: 3, unit_price: 24, total_amount: 72, cost_amount: 45 },
      { unit: 'pc', unit_factor: 1, quantity: 1, unit_price: 2, cost_amount: 1.25 },
    ]);
    expect(await stockOf(admin, tea)).toBe(63);
    expect((await admin.get(`/v1/sales/${sale.id}`).expect(200)).body).toMatchObject({ items: sale.items });
  });

  it('are known by their own barcode', async () => {
    const { body } = await admin.get(`/v1/products/${tea.id}/packagings`).expect(200);
    const [pack] = body as { barcodes: string[] }[];
    const sale = await sell(cashier, [{ code: pack!.barcodes[0] }, { code: pack!.barcodes[0], quantity: 2 }]);
    expect(sale.items).toMatchObject([
      { unit: 'case', quantity: 1, total_amount: 24 },
      { unit: 'case', quantity: 2, total_amount: 48 },
    ]);
    expect(await stockOf(admin, tea)).toBe(64);
  });

  it('are refused where a unit is unknown, not sold, or would break a piece', async () => {
    await aPack(admin, tea, 'pallet', 600, { allow_sale: false });
    const answer = await cashier
      .post('/v1/sales', {
        items: [
          { product_id: tea.id, unit: 'crate' },
          { product_id: tea.id, unit: 'pallet' },
          { product_id: tea.id, unit: 'case', quantity: 0.3 },
        ],
      })
      .expect(422);
    const { errors } = answer.body as { errors: { field: string; code: string }[] };
    expect(errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'items.0.unit UNIT_NOT_FOUND',
      'items.1.unit UNIT_NOT_SOLD',
      'items.2.quantity FRACTIONAL_PIECES',
    ]);
    expect(await stockOf(admin, tea)).toBe(100);
  });

  it('do not oversell: what is short is told in pieces', async () => {
    const answer = await cashier
      .post('/v1/sales', { items: [{ product_id: tea.id, unit: 'case', quantity: 9 }] })
      .expect(409);
    expect(answer.body).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      lines: [{ product_id: tea.id, requested: 108, available: 100 }],
    });
  });

  it('come back in packs or parts of them, whole pieces only, and give back what they cost', async () => {
    const sale = await sell(admin, [{ product_id: tea.id, unit: 'case', quantity: 2 }]);
    const broken = await giveBack(admin, sale, [0.3]).expect(422);
    expect(broken.body).toMatchObject({
      code: 'FRACTIONAL_PIECES',
      errors: [{ field: 'items.0.quantity', code: 'FRACTIONAL_PIECES' }],
    });
    const half = await giveBack(admin, sale, [0.5]).expect(201);
    expect(half.body).toMatchObject({
      total_amount: 12,
      items: [{ unit: 'case', unit_factor: 12, quantity: 0.5, total_amount: 12 }],
    });
    expect(await stockOf(admin, tea)).toBe(82);
    expect((await giveBack(admin, sale, [1.5]).expect(201)).body).toMatchObject({ total_amount: 36 });
    expect(await stockOf(admin, tea)).toBe(100);
    await giveBack(admin, sale, [0.5]).expect(409);
  });

  it('stay packs in a pending cart that is priced again, and go back whole when it is cancelled', async () => {
    const { body } = await admin
      .post('/v1/sales', { items: [{ product_id: tea.id, unit: 'case', quantity: 1 }] })
      .expect(201);
    const cart = body as Sale;
    const more = await admin
      .post(`/v1/sales/${cart.id}/items`, { product_id: tea.id, unit: 'case' })
      .expect(201);
    expect(more.body).toMatchObject({ total_amount: 48, items: [{ unit: 'case' }, { unit: 'case' }] });
    expect(await stockOf(admin, tea)).toBe(76);
    const second = (more.body as Sale).items[1]!.id;
    await admin.delete(`/v1/sales/${cart.id}/items/${second}`).expect(200);
    expect(await stockOf(admin, tea)).toBe(88);
    await admin.delete(`/v1/sales/${cart.id}`).expect(200);
    expect(await stockOf(admin, tea)).toBe(100);
  });

  it('hold in a pending cart what they held when they were rung up', async () => {
    const { body } = await admin
      .post('/v1/sales', { items: [{ product_id: tea.id, unit: 'case' }] })
      .expect(201);
    const packs = await admin.get(`/v1/products/${tea.id}/packagings`).expect(200);
    const [pack] = packs.body as { id: string }[];
    await admin.patch(`/v1/products/${tea.id}/packagings/${pack!.id}`, { factor: 6 }).expect(200);
    const cart = body as Sale;
    const more = await admin
      .post(`/v1/sales/${cart.id}/items`, { product_id: tea.id, unit: 'case' })
      .expect(201);
    expect(more.body).toMatchObject({
      total_amount: 36,
      items: [
        { unit_factor: 12, total_amount: 24 },
        { unit_factor: 6, total_amount: 12 },
      ],
    });
    expect(await stockOf(admin, tea)).toBe(82);
  });

  it('are printed with their unit', async () => {
    const sale = await sell(admin, [{ product_id: tea.id, unit: 'case', quantity: 2 }]);
    const { body } = await admin.get(`/v1/sales/${sale.id}/receipt`).expect(200);
    expect(body).toMatchObject({
      body: { version: 2, lines: [{ unit: 'case', unit_factor: '12', quantity: '2', unit_price: '24.00' }] },
    });
    expect((await admin.get(`/v1/sales/${sale.id}/receipt.txt`)).text).toContain('2 case x 24.00');
    expect((await admin.get(`/v1/sales/${sale.id}/receipt.html`)).text).toContain('2 case');
  });

  it('sell through orders too', async () => {
    const { body } = await admin
      .post('/v1/orders', { order_items: [{ product_id: tea.id, unit: 'case', quantity: 2 }] })
      .expect(201);
    expect(body).toMatchObject({ total: 48, order_items: [{ unit: 'case', quantity: 2, unit_price: 24 }] });
    expect(await stockOf(admin, tea)).toBe(76);
  });

  it('come back without their sale, too', async () => {
    const { body } = await admin
      .post('/v1/returns', { items: [{ product_id: tea.id, unit: 'case', quantity: 1, unit_price: 20 }] })
      .expect(201);
    expect(body).toMatchObject({ total_amount: 20, items: [{ unit: 'case', unit_factor: 12 }] });
    expect(await stockOf(admin, tea)).toBe(112);
  });

  it('count by what they hold in the report of products sold', async () => {
    await sell(admin, [
      { product_id: tea.id, unit: 'case', quantity: 2 },
      { product_id: tea.id, quantity: 3 },
    ]);
    const day = new Date(Date.now()).toISOString().slice(0, 10);
    const { body } = await admin
      .get(`/v1/sales/analytics/top-products?start_date=${day}&end_date=${day}&limit=200`)
      .expect(200);
    const row = (body as { product_id: string; quantity: number }[]).find(
      (each) => each.product_id === tea.id,
    );
    expect(row).toMatchObject({ quantity: 27 });
  });
});
