import { randomUUID } from 'node:crypto';
import { aProduct, expectNoDrift, type TestProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface Answer {
  status: number;
  body: { id?: string; code?: string; lines?: unknown[] };
  headers: Record<string, string>;
}

describe('many tills at once', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  const sell = async (items: object[], price: number, key?: string): Promise<Answer> =>
    await admin.post('/v1/sales', { items, payments: [{ payment_method: 'card', amount: price }] }, key);

  const stockOf = async ({ id }: TestProduct): Promise<number> =>
    ((await admin.get(`/v1/products/${id}`)).body as { stock_quantity: number }).stock_quantity;

  it('sells the last 25 units to exactly 25 of 40 clients', async () => {
    const last = await aProduct(admin, { price: 10, stock_quantity: 25 });
    const answers = await Promise.all(Array.from({ length: 40 }, () => sell([{ product_id: last.id }], 10)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(25);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(15);
    for (const { body } of refused) {
      expect(body).toMatchObject({
        code: 'INSUFFICIENT_STOCK',
        lines: [{ product_id: last.id, sku: last.sku, requested: 1, available: 0 }],
      });
    }
    expect(await stockOf(last)).toBe(0);
  });

  it('makes one sale of 20 concurrent requests with one Idempotency-Key', async () => {
    const item = await aProduct(admin, { price: 10 });
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => sell([{ product_id: item.id }], 10, key)),
    );
    const made = answers.filter(({ status }) => status === 201);
    const running = answers.filter(({ status }) => status === 409);
    expect(made.length + running.length).toBe(20);
    expect(made.length).toBeGreaterThan(0);
    expect(new Set(made.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(new Set(running.map(({ body }) => body.code))).toEqual(
      running.length > 0 ? new Set(['REQUEST_IN_PROGRESS']) : new Set(),
    );
    expect(await stockOf(item)).toBe(99);

    const replay = await sell([{ product_id: item.id }], 10, key);
    expect(replay.headers['idempotency-replayed']).toBe('true');
    expect(replay.body).toEqual(made[0]!.body);
    const other = await sell([{ product_id: item.id, quantity: 2 }], 20, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await stockOf(item)).toBe(99);
  });

  it('does not remember a refusal: the same key may succeed later', async () => {
    const item = await aProduct(admin, { price: 10, stock_quantity: 0 });
    const key = randomUUID();
    expect((await sell([{ product_id: item.id }], 10, key)).status).toBe(409);
    await admin.post(`/v1/inventory/restock/${item.id}?quantity=1`).expect((answer) => answer.status < 300);
    expect((await sell([{ product_id: item.id }], 10, key)).status).toBe(201);
  });

  it('lets no deadlock reach carts with the same products in opposite order', async () => {
    const a = await aProduct(admin, { price: 1, stock_quantity: 1000 });
    const b = await aProduct(admin, { price: 1, stock_quantity: 1000 });
    const there = [{ product_id: a.id }, { product_id: b.id }];
    const back = [...there].reverse();
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all(
        Array.from({ length: 16 }, (_, index) => sell(index % 2 ? there : back, 2)),
      );
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    }
    expect(await stockOf(a)).toBe(920);
    expect(await stockOf(b)).toBe(920);
  });

  it('returns a line once, whoever asks first', async () => {
    const item = await aProduct(admin, { price: 10 });
    const { body } = await sell([{ product_id: item.id, quantity: 1 }], 10);
    const sale = body as { id: string; items: { id: string }[] };
    const items = [{ sale_item_id: sale.items[0]!.id, quantity: 1 }];
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => admin.post(`/v1/sales/${sale.id}/returns`, { items })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    expect(await stockOf(item)).toBe(100);
  });

  it('voids or returns, never both', async () => {
    const item = await aProduct(admin, { price: 10 });
    const { body } = await sell([{ product_id: item.id, quantity: 2 }], 20);
    const sale = body as { id: string; items: { id: string }[] };
    const answers = await Promise.all([
      admin.post(`/v1/sales/${sale.id}/void`, {}),
      admin.post(`/v1/sales/${sale.id}/returns`, {
        items: [{ sale_item_id: sale.items[0]!.id, quantity: 1 }],
      }),
    ]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
  });
});
