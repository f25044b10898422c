import { expectNoDrift, type TestProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aProduct, giveBack, sell, type Sale } from './till.js';

interface Problem {
  code: string;
  [detail: string]: unknown;
}

describe('what a customer pays with of their own', () => {
  let t: TestApp;
  let admin: Client;
  let cashier: Client;
  let lamp: TestProduct;

  beforeAll(async () => {
    t = await startTestApp();
    [admin, cashier] = await Promise.all([t.as('admin'), t.as('cashier')]);
    lamp = await aProduct(admin, { price: 10, stock_quantity: 10_000 });
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  const aCustomer = async (fields: object = {}): Promise<string> => {
    const body = { name: 'Ann', contact_info: 'ann@shop.example', ...fields };
    return ((await admin.post('/v1/customers', body).expect(201)).body as { id: string }).id;
  };
  const pointsOf = async (id: string): Promise<number> =>
    ((await admin.get(`/v1/customers/${id}`).expect(200)).body as { loyalty_points: number }).loyalty_points;
  const owedBy = async (id: string): Promise<number> =>
    ((await admin.get(`/v1/customers/${id}/summary`).expect(200)).body as { open_receivables: number })
      .open_receivables;
  const buy = (customer_id: string | undefined, quantity: number, payments: object[]) =>
    cashier.post('/v1/sales', { customer_id, items: [{ product_id: lamp.id, quantity }], payments });
  const refusal = async (request: PromiseLike<{ status: number; body: unknown }>) => {
    const { status, body } = await request;
    return { status, ...(body as Problem) };
  };

  describe('on account', () => {
    const onAccount = (amount: number) => [{ payment_method: 'on_account', amount }];

    it('is charged within the limit, refused beyond it, and cash never is', async () => {
      const ann = await aCustomer({ credit_limit: 50 });
      const sale = (await buy(ann, 4, onAccount(40)).expect(201)).body as Sale;
      expect(sale).toMatchObject({ status: 'completed', paid_amount: 40 });
      expect(await owedBy(ann)).toBe(40);
      expect(await refusal(buy(ann, 2, onAccount(20)))).toMatchObject({
        status: 409,
        code: 'CREDIT_LIMIT_EXCEEDED',
        limit: 50,
        balance: 40,
        requested: 20,
        available: 10,
      });
      expect(await owedBy(ann)).toBe(40);
      await buy(ann, 2, [{ payment_method: 'cash', amount: 20 }]).expect(201);
      await buy(ann, 2, [...onAccount(10), { payment_method: 'card', amount: 10 }]).expect(201);
      expect(await owedBy(ann)).toBe(50);
    });

    it('needs a customer, credit, and no block', async () => {
      expect(await refusal(buy(undefined, 1, onAccount(10)))).toMatchObject({
        status: 422,
        code: 'CUSTOMER_REQUIRED',
        errors: [{ field: 'payments.0.payment_method' }],
      });
      const poor = await aCustomer();
      expect(await refusal(buy(poor, 1, onAccount(10)))).toMatchObject({
        status: 409,
        code: 'CREDIT_LIMIT_EXCEEDED',
      });
      const blocked = await aCustomer({ credit_limit: 100, credit_blocked: true });
      expect(await refusal(buy(blocked, 1, onAccount(10)))).toMatchObject({
        status: 409,
        code: 'CREDIT_BLOCKED',
      });
    });

    it('comes back when the goods do, or the sale is voided', async () => {
      const ann = await aCustomer({ credit_limit: 100 });
      const sale = (await buy(ann, 3, onAccount(30)).expect(201)).body as Sale;
      const { body } = await giveBack(admin, sale, [1]).expect(201);
      expect(body).toMatchObject({ refunds: [{ payment_method: 'on_account', amount: 10 }] });
      expect(await owedBy(ann)).toBe(20);
      const other = (await buy(ann, 5, onAccount(50)).expect(201)).body as Sale;
      await admin.post(`/v1/sales/${other.id}/void`, {}).expect(200);
      expect(await owedBy(ann)).toBe(20);
    });

    it('is charged later too: as a payment of a pending sale, or when an announced one is confirmed', async () => {
      const ann = await aCustomer({ credit_limit: 30 });
      const cart = (await buy(ann, 3, []).expect(201)).body as Sale;
      const pay = (amount: number, fields: object = {}) =>
        cashier.post(`/v1/sales/${cart.id}/payments`, { payment_method: 'on_account', amount, ...fields });
      await pay(10).expect(201);
      expect(await owedBy(ann)).toBe(10);
      const announced = (await pay(20, { status: 'pending' }).expect(201)).body as { id: string };
      expect(await owedBy(ann)).toBe(10);
      await admin.patch(`/v1/customers/${ann}`, { credit_limit: 20 }).expect(200);
      const confirm = () => cashier.patch(`/v1/payments/${announced.id}/status`, { status: 'completed' });
      expect(await refusal(confirm())).toMatchObject({
        status: 409,
        code: 'CREDIT_LIMIT_EXCEEDED',
        available: 10,
      });
      await admin.patch(`/v1/customers/${ann}`, { credit_limit: 30 }).expect(200);
      await confirm().expect(200);
      expect(await owedBy(ann)).toBe(30);
      expect((await admin.get(`/v1/sales/${cart.id}`)).body).toMatchObject({ status: 'completed' });
      expect(await refusal(admin.put(`/v1/sales/${cart.id}`, { customer_id: null }))).toMatchObject({
        status: 409,
      });
    });

    it('keeps a sale with the customer who paid part of it', async () => {
      const ann = await aCustomer({ credit_limit: 30 });
      const cart = (await buy(ann, 3, []).expect(201)).body as Sale;
      await cashier
        .post(`/v1/sales/${cart.id}/payments`, { payment_method: 'on_account', amount: 5 })
        .expect(201);
      const change = admin.put(`/v1/sales/${cart.id}`, { customer_id: await aCustomer() });
      expect(await refusal(change)).toMatchObject({ status: 409, code: 'CUSTOMER_HAS_PAID' });
      await admin.delete(`/v1/sales/${cart.id}`).expect(200);
      expect(await owedBy(ann)).toBe(0);
    });
  });

  describe('points', () => {
    const points = (amount: number) => ({ payment_method: 'loyalty_points', amount });
    const card = (amount: number) => ({ payment_method: 'card', amount });

    it('are earned at completion and shown, on the receipt as well', async () => {
      const ann = await aCustomer({ loyalty_points: 100 });
      const sale = (await buy(ann, 3, [card(30)]).expect(201)).body as Sale;
      expect(sale.loyalty).toEqual({ points_earned: 30, points_redeemed: 0, points_balance: 130 });
      expect(await pointsOf(ann)).toBe(130);
      expect(((await admin.get(`/v1/sales/${sale.id}`)).body as Sale).loyalty).toEqual(sale.loyalty);
      const { body } = await admin.get(`/v1/sales/${sale.id}/receipt`).expect(200);
      expect(body).toMatchObject({ body: { points: { earned: 30, redeemed: 0, balance: 130 } } });
      expect((await admin.get(`/v1/sales/${sale.id}/receipt.txt`)).text).toMatch(/Points balance +130/);
    });

    it('are earned only once a sale is complete, and not by strangers', async () => {
      const ann = await aCustomer({ loyalty_points: 10 });
      const cart = (await buy(ann, 2, []).expect(201)).body as Sale;
      expect([cart.loyalty, await pointsOf(ann)]).toEqual([null, 10]);
      await cashier.post(`/v1/sales/${cart.id}/payments`, { payment_method: 'cash', amount: 20 }).expect(201);
      expect(await pointsOf(ann)).toBe(30);
      const stranger = await aCustomer();
      expect(((await buy(stranger, 2, [card(20)]).expect(201)).body as Sale).loyalty).toBeNull();
      expect((await sell(admin, [{ product_id: lamp.id }])).loyalty).toBeNull();
    });

    it('pay, in whole or in part, and what they pay earns nothing', async () => {
      const ann = await aCustomer({ loyalty_points: 1500 });
      const sale = (await buy(ann, 3, [points(10), card(20)]).expect(201)).body as Sale;
      expect(sale).toMatchObject({
        status: 'completed',
        loyalty: { points_earned: 20, points_redeemed: 1000, points_balance: 520 },
      });
      expect(await refusal(buy(ann, 1, [points(10)]))).toMatchObject({
        status: 409,
        code: 'INSUFFICIENT_POINTS',
        balance: 520,
        needed: 1000,
      });
      expect(await pointsOf(ann)).toBe(520);
      expect(await refusal(buy(await aCustomer(), 1, [points(10)]))).toMatchObject({
        status: 409,
        code: 'NOT_A_MEMBER',
      });
      expect(await refusal(buy(undefined, 1, [points(10)]))).toMatchObject({
        status: 422,
        code: 'CUSTOMER_REQUIRED',
      });
    });

    it('go back where they came from with the goods', async () => {
      const ann = await aCustomer({ loyalty_points: 1000 });
      const sale = (await buy(ann, 4, [points(10), card(30)]).expect(201)).body as Sale;
      expect(await pointsOf(ann)).toBe(30);
      for (const part of [1, 1, 2]) await giveBack(admin, sale, [part]).expect(201);
      expect(await pointsOf(ann)).toBe(1000);
      expect((await admin.get(`/v1/sales/${sale.id}`)).body).toMatchObject({
        status: 'refunded',
        refunded_amount: 40,
      });
    });

    it('are as before after a void, a cancelled cart and a refund without goods', async () => {
      const ann = await aCustomer({ loyalty_points: 1000 });
      const sale = (await buy(ann, 2, [points(5), card(15)]).expect(201)).body as Sale;
      await admin.post(`/v1/sales/${sale.id}/void`, {}).expect(200);
      expect(await pointsOf(ann)).toBe(1000);

      const cart = (await buy(ann, 2, []).expect(201)).body as Sale;
      await cashier.post(`/v1/sales/${cart.id}/payments`, points(8)).expect(201);
      expect(await pointsOf(ann)).toBe(200);
      await admin.delete(`/v1/sales/${cart.id}`).expect(200);
      expect(await pointsOf(ann)).toBe(1000);

      const kept = (await buy(ann, 2, [points(5), card(15)]).expect(201)).body as Sale;
      for (const { id } of kept.payments) await admin.post(`/v1/payments/${id}/refund`, {}).expect(200);
      expect(await pointsOf(ann)).toBe(1000);
    });

    it('are drawn when an announced payment is confirmed, and not before', async () => {
      const ann = await aCustomer({ loyalty_points: 500 });
      const cart = (await buy(ann, 1, []).expect(201)).body as Sale;
      await cashier.post(`/v1/sales/${cart.id}/payments`, card(5)).expect(201);
      const announced = await cashier
        .post(`/v1/sales/${cart.id}/payments`, { ...points(5), status: 'pending' })
        .expect(201);
      expect(await pointsOf(ann)).toBe(500);
      const { id } = announced.body as { id: string };
      await cashier.patch(`/v1/payments/${id}/status`, { status: 'completed' }).expect(200);
      expect((await admin.get(`/v1/sales/${cart.id}`)).body).toMatchObject({
        status: 'completed',
        loyalty: { points_earned: 5, points_redeemed: 500, points_balance: 5 },
      });
    });

    it('cannot be spent twice at two tills', async () => {
      const ann = await aCustomer({ loyalty_points: 3000 });
      const answers = await Promise.all(Array.from({ length: 12 }, () => buy(ann, 1, [points(10)])));
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
      const refused = answers.filter(({ status }) => status !== 201);
      expect(refused.map(({ body }) => (body as Problem).code)).toEqual(
        refused.map(() => 'INSUFFICIENT_POINTS'),
      );
      expect(await pointsOf(ann)).toBe(0);
    });

    it('and the account are drawn on together by many tills without a deadlock', async () => {
      const ann = await aCustomer({ loyalty_points: 100_000, credit_limit: 10_000 });
      const first = (await buy(ann, 10, [points(50), { payment_method: 'on_account', amount: 50 }]))
        .body as Sale;
      const answers = await Promise.all([
        ...Array.from({ length: 10 }, () =>
          buy(ann, 1, [points(5), { payment_method: 'on_account', amount: 5 }]),
        ),
        ...Array.from({ length: 10 }, () => giveBack(admin, first, [1])),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
      expect([await pointsOf(ann), await owedBy(ann)]).toEqual([100_000 - 5000 + 50, 50]);
    });
  });
});
