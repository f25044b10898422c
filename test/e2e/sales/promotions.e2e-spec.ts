import { addCoupon, addPromotion, usedOf, type PromotionFields } from '../../support/builders/promotions.js';
import { expectNoDrift, type TestProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aProduct, giveBack, sell, stockOf, type Sale } from './till.js';

interface Answer {
  status: number;
  body: Sale & { code?: string; errors?: { field: string; code: string }[] };
}

describe('promotions and coupons of a sale', () => {
  let t: TestApp;
  let admin: Client;
  let cashier: Client;
  let tea: TestProduct;
  let codes = 0;

  beforeAll(async () => {
    t = await startTestApp();
    [admin, cashier] = await Promise.all([t.as('admin'), t.as('cashier')]);
  });
  beforeEach(async () => {
    tea = await aProduct(admin, { price: 10, stock_quantity: 1000 });
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  const promotion = (
    fields: Partial<PromotionFields> = {},
    products: TestProduct[] = [tea],
  ): Promise<string> =>
    addPromotion(
      t.dataSource,
      { kind: 'percentage', value: 20, ...fields },
      products.map(({ id }) => id),
    );
  const coupon = async (limits: object = {}, fields: Partial<PromotionFields> = {}) => {
    const id = await promotion({ requires_coupon: true, ...fields });
    codes += 1;
    const code = `TEA${codes}`;
    await addCoupon(t.dataSource, id, code, limits);
    return { id, code };
  };
  const used = (id: string) => usedOf(t.dataSource, id);
  const post = async (path: string, body: object): Promise<Answer> => await cashier.post(path, body);
  const cart = (fields: object, quantity = 1): Promise<Answer> =>
    post('/v1/sales', { items: [{ product_id: tea.id, quantity }], ...fields });

  it('lower the price, are booked with the sale and named with the line', async () => {
    const id = await promotion();
    const sale = await sell(cashier, [{ product_id: tea.id, quantity: 5 }]);
    expect(sale).toMatchObject({ total_amount: 40, discount_amount: 10 });
    expect(sale.items[0]!.price_trace).toContainEqual(
      expect.objectContaining({ rule: 'promotion_discount', source_id: id, outcome: 'applied' }),
    );
    expect(await used(id)).toEqual({ uses: 1, amount: 10 });
  });

  it('come back line by line with the goods, the use with the last of them', async () => {
    const other = await aProduct(admin, { price: 5 });
    const id = await promotion({ usage_limit: 1, budget: 100 }, [tea, other]);
    const sale = await sell(cashier, [
      { product_id: tea.id, quantity: 3 },
      { product_id: other.id, quantity: 2 },
    ]);
    expect(await used(id)).toEqual({ uses: 1, amount: 8 });
    await giveBack(admin, sale, [1]).expect(201);
    expect(await used(id)).toEqual({ uses: 1, amount: 6 });
    await giveBack(admin, sale, [2, 1]).expect(201);
    expect(await used(id)).toEqual({ uses: 1, amount: 1 });
    expect((await sell(cashier, [{ product_id: tea.id }])).total_amount).toBe(10);
    await giveBack(admin, sale, [0, 1]).expect(201);
    expect(await used(id)).toEqual({ uses: 0, amount: 0 });
    expect((await sell(cashier, [{ product_id: tea.id }])).total_amount).toBe(8);
  });

  it('come back with a void and with a cancelled cart', async () => {
    const id = await promotion();
    const sale = await sell(cashier, [{ product_id: tea.id }]);
    const pending = (await cart({})).body;
    expect(await used(id)).toEqual({ uses: 2, amount: 4 });
    await admin.post(`/v1/sales/${sale.id}/void`, {}).expect(200);
    await admin.delete(`/v1/sales/${pending.id}`).expect(200);
    expect(await used(id)).toEqual({ uses: 0, amount: 0 });
  });

  it('opened by a coupon reach only the cart that has it, in any case', async () => {
    const { id, code } = await coupon();
    expect((await cart({})).body).toMatchObject({ total_amount: 10, coupon_codes: [] });
    const { body } = await cart({ coupon_codes: [` ${code.toLowerCase()} `, code] });
    expect(body).toMatchObject({ total_amount: 8, coupon_codes: [code] });
    expect(await used(id)).toEqual({ uses: 1, amount: 2 });
  });

  it('refuse a coupon that is unknown, used up or for other goods, and name it', async () => {
    const { code } = await coupon({ usage_limit: 1 });
    expect((await cart({ coupon_codes: [code] })).status).toBe(201);
    const refusals = async (coupon_codes: string[], product = tea): Promise<string[]> => {
      const answer = await post('/v1/sales', { items: [{ product_id: product.id }], coupon_codes });
      expect(answer.status).toBe(422);
      return answer.body.errors!.map((error) => `${error.field} ${error.code}`);
    };
    expect(await refusals([code])).toEqual(['coupon_codes.0 COUPON_USED_UP']);
    expect(await refusals(['NEVER-MADE'])).toEqual(['coupon_codes.0 COUPON_NOT_FOUND']);
    const free = await coupon();
    const other = await aProduct(admin);
    expect(await refusals([free.code], other)).toEqual(['coupon_codes.0 COUPON_NOT_APPLICABLE']);
    const wrong = await cart({ coupon_codes: ['', 5, 'x'.repeat(41)] });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors!.map(({ field }) => field)).toContain('coupon_codes');
  });

  it('stay with a pending cart that is priced again, even with the last use', async () => {
    const { id, code } = await coupon({ usage_limit: 1, usage_limit_per_customer: 1 });
    const ann = (await admin.post('/v1/customers', { name: 'Ann', contact_info: 'x' })).body as {
      id: string;
    };
    const { body: sale } = await cart({ coupon_codes: [code], customer_id: ann.id });
    const more = await post(`/v1/sales/${sale.id}/items`, { product_id: tea.id, quantity: 2 });
    expect(more).toMatchObject({ status: 201, body: { total_amount: 24, coupon_codes: [code] } });
    expect(await used(id)).toEqual({ uses: 1, amount: 6 });
    await cashier.delete(`/v1/sales/${sale.id}/items/${more.body.items[0]!.id}`).expect(200);
    expect(await used(id)).toEqual({ uses: 1, amount: 4 });
    await cashier.delete(`/v1/sales/${sale.id}/items/${more.body.items[1]!.id}`).expect((answer) => {
      expect([answer.status, (answer.body as Answer['body']).code]).toEqual([200, undefined]);
    });
    expect(await used(id)).toEqual({ uses: 0, amount: 0 });
  });

  it('are changed with the coupons of a pending cart', async () => {
    const first = await coupon();
    const second = await coupon({}, { value: 50 });
    const { body: sale } = await cart({ coupon_codes: [first.code] });
    const put = (body: object) => cashier.put(`/v1/sales/${sale.id}`, body);
    expect((await put({ coupon_codes: [second.code] }).expect(200)).body).toMatchObject({
      total_amount: 5,
      coupon_codes: [second.code],
    });
    expect([await used(first.id), await used(second.id)]).toEqual([
      { uses: 0, amount: 0 },
      { uses: 1, amount: 5 },
    ]);
    expect((await put({ coupon_codes: ['NEVER-MADE'] }).expect(422)).body).toMatchObject({
      code: 'COUPON_NOT_FOUND',
    });
    expect((await put({ notes: 'no change' }).expect(200)).body).toMatchObject({ total_amount: 5 });
    expect((await put({ coupon_codes: null }).expect(200)).body).toMatchObject({
      total_amount: 10,
      coupon_codes: [],
    });
    expect(await used(second.id)).toEqual({ uses: 0, amount: 0 });
  });

  it('leave nothing behind when the sale is refused after they were booked', async () => {
    const { id, code } = await coupon({ usage_limit: 1 });
    const payments = [{ payment_method: 'gift_card', amount: 8 }];
    expect((await cart({ coupon_codes: [code], payments })).status).toBe(422);
    expect((await cart({ coupon_codes: [code] }, 1001)).status).toBe(409);
    expect(await used(id)).toEqual({ uses: 0, amount: 0 });
    await cashier
      .post('/v1/sales?dry_run=true', { items: [{ product_id: tea.id }], coupon_codes: [code] })
      .expect(201);
    expect((await cart({ coupon_codes: [code] })).status).toBe(201);
  });

  it('take the coupons of an order', async () => {
    const { code } = await coupon();
    const order = { order_items: [{ product_id: tea.id, quantity: 2 }], coupon_codes: [code] };
    expect(await post('/v1/orders', order)).toMatchObject({ status: 201, body: { total: 16, discount: 4 } });
  });

  it('sell a coupon of 10 uses exactly 10 times from 40 tills, and the others leave nothing behind', async () => {
    const { id, code } = await coupon({ usage_limit: 10 });
    const answers = await Promise.all(
      Array.from({ length: 40 }, () =>
        cart({ coupon_codes: [code], payments: [{ payment_method: 'card', amount: 8 }] }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    const refused = answers.filter(({ status }) => status !== 201);
    const reasons = new Set(refused.map(({ status, body }) => `${status} ${body.code}`));
    expect(
      [...reasons].every((each) => ['409 PROMOTION_EXHAUSTED', '422 COUPON_USED_UP'].includes(each)),
    ).toBe(true);
    expect(await used(id)).toEqual({ uses: 10, amount: 20 });
    expect(await stockOf(admin, tea)).toBe(990);
    const [{ sales }] = await t.dataSource.query<[{ sales: number }]>(
      `SELECT count(*)::int AS sales FROM sale_items WHERE product_id = $1`,
      [tea.id],
    );
    expect(sales).toBe(10);

    const sold = answers.filter(({ status }) => status === 201).map(({ body: sale }) => sale.id);
    await admin.post(`/v1/sales/${sold[0]}/void`, {}).expect(200);
    expect((await cart({ coupon_codes: [code] })).status).toBe(201);
    expect((await cart({ coupon_codes: [code] })).status).toBe(422);
  });

  it('spend a budget to the last part that fits, whoever comes first, and never more', async () => {
    const id = await promotion({ budget: 15 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => cart({})));
    expect(answers.every(({ status }) => [201, 409].includes(status))).toBe(true);
    const sold = (total: number): number =>
      answers.filter(({ status, body }) => status === 201 && body.total_amount === total).length;
    expect(sold(8)).toBe(7);
    // Who is priced after seven were sold gets what is left; the others were priced before, and are refused.
    const rest = sold(9);
    expect(rest).toBeLessThanOrEqual(1);
    expect(await used(id)).toEqual({ uses: 7 + rest, amount: 14 + rest });
  });
});
