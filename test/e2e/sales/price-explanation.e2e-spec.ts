import { addPromotion } from '../../support/builders/promotions.js';
import { expectNoDrift, type TestProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aPack, aProduct, aUnit, giveBack, sell, type Sale } from './till.js';

interface Explanation {
  price_rule: string;
  base_price: number;
  sold: Record<string, number>;
  replayed: Record<string, number>;
  is_same: boolean;
  trace: { rule: string; outcome: string; source_id?: string; amount?: string; reason?: string }[];
  cost_amount?: number;
  margin_amount?: number;
}

describe('why a line cost what it did', () => {
  let t: TestApp;
  let admin: Client;
  let lamp: TestProduct;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
    await aUnit(admin, 'case');
    const made = await admin.post('/v1/tax-groups', { code: 'STD', name: 'Standard', rate: 20 }).expect(201);
    const tax_group_id = (made.body as { id: string }).id;
    lamp = await aProduct(admin, { price: 24.99, cost_price: 15, stock_quantity: 1000, tax_group_id });
    await aPack(admin, lamp, 'case', 12);
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  const explain = async (sale: Sale, line = 0, client = admin): Promise<Explanation> => {
    const { body } = await client.get(`/v1/sales/${sale.id}/items/${sale.items[line]!.id}/price`).expect(200);
    return body as Explanation;
  };

  it('is told as it was then, after prices, promotions, taxes and the product have changed', async () => {
    const promotion = await addPromotion(t.dataSource, { kind: 'percentage', value: 10 }, [lamp.id]);
    const sale = await sell(admin, [
      { product_id: lamp.id, quantity: 3 },
      { product_id: lamp.id, unit: 'case', quantity: 2 },
    ]);
    const before = [await explain(sale), await explain(sale, 1)];
    expect(before).toMatchObject([
      {
        price_rule: 'base',
        base_price: 24.99,
        is_same: true,
        sold: {
          unit_price: 24.99,
          discount_amount: 7.5,
          net_amount: 67.47,
          tax_amount: 13.49,
          total_amount: 80.96,
        },
      },
      { unit: 'case', unit_factor: 12, is_same: true, sold: { unit_price: 299.88, discount_amount: 59.98 } },
    ]);
    for (const { sold, replayed } of before) expect(replayed).toEqual(sold);
    expect(before[0]!.trace).toContainEqual(
      expect.objectContaining({
        rule: 'promotion_discount',
        source_id: promotion,
        outcome: 'applied',
        amount: '7.5',
      }),
    );

    await t.dataSource.query(`UPDATE promotions SET is_active = false, value = 90 WHERE id = $1`, [
      promotion,
    ]);
    await admin
      .patch(`/v1/products/${lamp.id}`, { price: 99, name: 'Dearer lamp', tax_group_id: null })
      .expect(200);
    expect([await explain(sale), await explain(sale, 1)]).toEqual(before);
    await giveBack(admin, sale, [1]).expect(201);
    expect(await explain(sale)).toMatchObject({ sold: before[0]!.sold, is_same: true });
    await admin.patch(`/v1/products/${lamp.id}`, { price: 24.99 }).expect(200);
  });

  it('holds what people said: a price, a discount, a tax by hand', async () => {
    const items = [
      { product_id: lamp.id, unit_price: 20 },
      { product_id: lamp.id, quantity: 2, discount_amount: 3 },
    ];
    const { body } = await admin
      .post('/v1/sales', { items, discount_amount: 1.01, tax_amount: 7 })
      .expect(201);
    for (const line of [0, 1]) expect(await explain(body as Sale, line)).toMatchObject({ is_same: true });
    expect((await explain(body as Sale)).price_rule).toBe('by_hand');
  });

  it('shows what it cost only to those who may see costs', async () => {
    const sale = await sell(admin, [{ product_id: lamp.id, quantity: 2 }]);
    expect(await explain(sale)).toMatchObject({ cost_amount: 30, margin_amount: 19.98 });
    const blind = await explain(sale, 0, await t.as('cashier'));
    expect(blind).toMatchObject({ is_same: true, sold: { unit_price: 24.99 } });
    expect(blind).not.toHaveProperty('cost_amount');
    expect(blind).not.toHaveProperty('margin_amount');
    expect(JSON.stringify(blind.trace)).not.toMatch(/cost/i);
  });

  it('is of a line of that sale, or not found', async () => {
    const [one, two] = [
      await sell(admin, [{ product_id: lamp.id }]),
      await sell(admin, [{ product_id: lamp.id }]),
    ];
    await admin.get(`/v1/sales/${one.id}/items/${two.items[0]!.id}/price`).expect(404);
    await admin.get(`/v1/sales/${two.items[0]!.id}/items/${two.items[0]!.id}/price`).expect(404);
    await admin.get(`/v1/sales/${one.id}/items/nothing/price`).expect((answer) => {
      expect([400, 404, 422]).toContain(answer.status);
    });
  });

  it('says little, but no wrong figures, of a line from before traces were complete', async () => {
    const sale = await sell(admin, [{ product_id: lamp.id }]);
    await t.dataSource.query(`UPDATE sale_items SET price_trace = '[]' WHERE sale_id = $1`, [sale.id]);
    expect(await explain(sale)).toMatchObject({ replayed: null, is_same: false, trace: [] });
  });

  it('is the price of its day for what is rung up late', async () => {
    const fabric = await aProduct(admin, { price: 5, stock_quantity: 100 });
    const then = new Date(Date.now()).toISOString();
    await admin.patch(`/v1/products/${fabric.id}`, { price: 8 }).expect(200);
    const late = await sell(admin, [{ product_id: fabric.id }], { sale_date: then });
    expect(late.total_amount).toBe(5);
    expect((await sell(admin, [{ product_id: fabric.id }])).total_amount).toBe(8);
    const added = { items: [{ product_id: fabric.id }], sale_date: then };
    const cart = (await admin.post('/v1/sales', added).expect(201)).body as Sale;
    const more = await admin.post(`/v1/sales/${cart.id}/items`, { product_id: fabric.id }).expect(201);
    expect(more.body).toMatchObject({ total_amount: 10 });
    const ancient = await sell(admin, [{ product_id: fabric.id }], { sale_date: '2010-12-01T08:26:00Z' });
    expect(ancient.total_amount).toBe(5);
  });
});
