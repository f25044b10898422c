import { query } from '../../../src/common/database/statement.js';
import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

let t: TestApp;
let admin: Client;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
afterAll(async () => {
  await expectNoDrift(admin);
  await t?.close();
});

async function aCoupon(code: string, usage_limit: number): Promise<string> {
  const promotion = { name: 'Half price', kind: 'percentage', value: 50, requires_coupon: true };
  const { body } = await admin.post('/v1/promotions', promotion).expect(201);
  const id = (body as { id: string }).id;
  await admin.post(`/v1/promotions/${id}/coupons`, { code, usage_limit }).expect(201);
  return id;
}

interface Answer {
  status: number;
  body: { id: string; code?: string; total_amount?: number; errors?: { code: string }[] };
}

async function sell(product_id: string, coupon: string): Promise<Answer> {
  const items = [{ product_id, quantity: 1 }];
  const payments = [{ payment_method: 'cash', amount: 5 }];
  const { status, body } = await admin.post('/v1/sales', { items, coupon_codes: [coupon], payments });
  return { status, body: body as Answer['body'] };
}

it('a coupon with 10 uses sells exactly 10 times from 40 tills, and a void brings one back', async () => {
  const { id } = await aProduct(admin, { price: 10, stock_quantity: 100 });
  const promotion = await aCoupon('TEN', 10);
  const answers = await Promise.all(Array.from({ length: 40 }, () => sell(id, 'TEN')));
  const sold = answers.filter(({ status }) => status === 201);
  expect(sold).toHaveLength(10);
  expect(sold.every(({ body }) => body.total_amount === 5)).toBe(true);
  const refused = answers.filter(({ status }) => status !== 201);
  const codes = new Set(refused.map(({ body }) => body.errors?.[0]?.code ?? body.code));
  expect([...codes].filter((code) => code !== 'PROMOTION_EXHAUSTED' && code !== 'COUPON_USED_UP')).toEqual(
    [],
  );
  const text = `SELECT sum(uses)::int AS uses, sum(amount)::float8 AS amount FROM promotion_redemptions
    WHERE promotion_id = $1`;
  expect(await query(t.dataSource, text, [promotion])).toEqual([{ uses: 10, amount: 50 }]);

  await admin
    .delete(`/v1/sales/${sold[0]!.body.id}`)
    .expect((answer) => expect(answer.status).toBeLessThan(300));
  expect((await sell(id, 'TEN')).status).toBe(201);
  expect((await sell(id, 'TEN')).status).not.toBe(201);
  expect(await query(t.dataSource, text, [promotion])).toEqual([{ uses: 10, amount: 50 }]);
});
