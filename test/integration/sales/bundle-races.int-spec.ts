import { expectNoDrift, type TestProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aBundle, aPack, aProduct, aUnit, stockOf, type Sale } from '../../e2e/sales/till.js';

interface Answer {
  status: number;
  body: Sale & { code?: string };
}

describe('bundles at many tills at once', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
    await aUnit(admin, 'crate');
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  const post = async (path: string, body: object): Promise<Answer> => await admin.post(path, body);
  const sell = (...products: TestProduct[]): Promise<Answer> =>
    post('/v1/sales', { items: products.map(({ id }) => ({ product_id: id, quantity: 1 })) });
  const sold = (answers: readonly Answer[]): number => answers.filter(({ status }) => status === 201).length;

  it('sell a shared component exactly as often as it is there, whichever bundle takes it', async () => {
    const shared = await aProduct(admin, { stock_quantity: 30 });
    const tea = await aProduct(admin, { stock_quantity: 1000 });
    const cake = await aProduct(admin, { stock_quantity: 1000 });
    const morning = await aBundle(admin, 9, [
      [tea, 1],
      [shared, 1],
    ]);
    const evening = await aBundle(admin, 12, [
      [shared, 2],
      [cake, 1],
    ]);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, till) => sell(till % 2 === 0 ? morning : evening)),
    );
    const mornings = sold(answers.filter((_, till) => till % 2 === 0));
    const evenings = sold(answers.filter((_, till) => till % 2 === 1));
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.map(({ status, body }) => `${status} ${body.code}`)).toEqual(
      refused.map(() => '409 INSUFFICIENT_STOCK'),
    );
    const left = await stockOf(admin, shared);
    expect(left).toBe(30 - mornings - 2 * evenings);
    // Whoever was refused found too little: at most one evening's worth is left, and then no morning was refused.
    expect(left).toBeLessThan(2);
    expect([await stockOf(admin, tea), await stockOf(admin, cake)]).toEqual([
      1000 - mornings,
      1000 - evenings,
    ]);
  });

  it('do not meet in a deadlock with carts that hold them in opposite order, packs and components between', async () => {
    const a = await aProduct(admin, { stock_quantity: 2000 });
    const b = await aProduct(admin, { stock_quantity: 2000 });
    await aPack(admin, a, 'crate', 6);
    const forth = await aBundle(admin, 5, [
      [a, 1],
      [b, 1],
    ]);
    const back = await aBundle(admin, 5, [
      [b, 2],
      [a, 1],
    ]);
    for (let round = 0; round < 3; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 16 }, (_, till) => {
          const crate = { product_id: a.id, unit: 'crate', quantity: 1 };
          const bundles = [{ product_id: forth.id }, { product_id: back.id }];
          const items = till % 2 === 0 ? [...bundles, crate] : [crate, ...bundles.reverse()];
          return post('/v1/sales', { items });
        }),
      );
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    }
    expect([await stockOf(admin, a), await stockOf(admin, b)]).toEqual([2000 - 48 * 8, 2000 - 48 * 3]);
  });

  it('come back once, whoever asks first', async () => {
    const part = await aProduct(admin, { stock_quantity: 10 });
    const bundle = await aBundle(admin, 10, [[part, 2]]);
    const { body: sale } = await sell(bundle);
    await post(`/v1/sales/${sale.id}/payments`, { payment_method: 'card', amount: 10 });
    const items = [{ sale_item_id: sale.items[0]!.id, quantity: 1 }];
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => post(`/v1/sales/${sale.id}/returns`, { items })),
      post(`/v1/sales/${sale.id}/void`, {}),
    ]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(await stockOf(admin, part)).toBe(10);
  });
});
