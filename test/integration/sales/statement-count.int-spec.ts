import { aBundle, aPack, aUnit } from '../../e2e/sales/till.js';
import { aBatchedProduct, aSerialProduct, deliver, type Goods } from '../../e2e/sales/tracked-goods.js';
import { aProduct, type TestProduct } from '../../support/shop.js';
import { statementsOf } from '../../support/statements.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

const MANY = 50;

/** Who is asking, BEGIN and COMMIT, and the eleven steps of docs/checkout.md. It was as many before there were promotions. */
const ANONYMOUS_CHECKOUT = 14;

describe('round trips', () => {
  let t: TestApp;
  let admin: Client;
  let products: TestProduct[];

  const sell = async (lines: readonly TestProduct[], fields: object = {}): Promise<void> => {
    const items = lines.map(({ id }) => ({ product_id: id, quantity: 1 }));
    const payments = [{ payment_method: 'card', amount: 10 * lines.length }];
    const { body } = await admin
      .post('/v1/sales', { items, payments, ...fields }, `key-${lines.length}-${Math.random()}`)
      .expect(201);
    expect(body).toMatchObject({ status: 'completed', items: { length: lines.length } });
  };

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
    products = [];
    for (let count = 0; count < MANY; count += 1)
      products.push(await aProduct(admin, { stock_quantity: 1000 }));
    // What is remembered after the first time is asked for now.
    await sell(products.slice(0, 2));
  });
  afterAll(() => t.close());

  it('are as many for a checkout of 50 lines as for one of a single line', async () => {
    const one = await statementsOf(t, () => sell(products.slice(0, 1)));
    const many = await statementsOf(t, () => sell(products));
    expect(one).toContain('COMMIT');
    expect(many).toEqual(one);
    expect(one).toHaveLength(ANONYMOUS_CHECKOUT);
  });

  it('are one more for a known customer, who is no member, and as many for a member', async () => {
    const body = { name: 'Ann', contact_info: 'ann@shop.example' };
    const ann = (await admin.post('/v1/customers', body).expect(201)).body as { id: string };
    const bob = (await admin.post('/v1/customers', { ...body, loyalty_points: 10 }).expect(201))
      .body as typeof ann;
    for (const { id: customer_id } of [ann, bob]) {
      await sell(products.slice(0, 2), { customer_id });
      const one = await statementsOf(t, () => sell(products.slice(0, 1), { customer_id }));
      const many = await statementsOf(t, () => sell(products, { customer_id }));
      expect(many).toEqual(one);
      expect(one).toHaveLength(ANONYMOUS_CHECKOUT + 1);
    }
  });

  it('are as many for packs and bundles of 50 lines as for plain ones', async () => {
    await aUnit(admin, 'box');
    const lines: TestProduct[] = [];
    for (const product of products.slice(0, MANY / 2)) {
      lines.push(await aBundle(admin, 10, [[product, 2]]));
      await aPack(admin, product, 'box', 6, { barcode: `BOX-${product.sku}` });
    }
    const rung = [
      ...lines.map(({ id }) => ({ product_id: id })),
      ...products.slice(0, MANY / 2).map(({ id }) => ({ product_id: id, unit: 'box' })),
    ];
    const paid = lines.length * 10 + (MANY / 2) * 60;
    const checkout = (): Promise<string[]> =>
      statementsOf(t, async () => {
        const payments = [{ payment_method: 'card', amount: paid }];
        await admin.post('/v1/sales', { items: rung, payments }, `key-${Math.random()}`).expect(201);
      });
    expect(await checkout()).toHaveLength(ANONYMOUS_CHECKOUT);
  });

  it('are two more where lines name batches and units, however many, and one where they only have them', async () => {
    const tracked: object[] = [];
    const goods: Goods[] = [];
    for (let count = 0; count < MANY / 2; count += 1) {
      const [milk, phone] = [await aBatchedProduct(admin), await aSerialProduct(admin)];
      const serial_numbers = ['first', 'second', 'third'].map((unit) => `${unit} of ${phone.sku}`);
      goods.push({ product: milk, quantity: 9, batch_number: 'L1' });
      goods.push({ product: phone, quantity: 3, serial_numbers });
      tracked.push({ product_id: milk.id, batch_number: 'L1' });
      tracked.push({ product_id: phone.id, serial_numbers });
    }
    await deliver(t, goods);
    const checkout = (lines: readonly object[], unit: number): Promise<string[]> =>
      statementsOf(t, async () => {
        const items = lines.map((line) => {
          const { serial_numbers } = line as { serial_numbers?: string[] };
          return serial_numbers === undefined ? line : { ...line, serial_numbers: [serial_numbers[unit]] };
        });
        const payments = [{ payment_method: 'card', amount: 10 * lines.length }];
        await admin.post('/v1/sales', { items, payments }, `key-${Math.random()}`).expect(201);
      });
    await checkout(tracked, 0);
    const one = await checkout(tracked.slice(0, 2), 1);
    expect(one).toHaveLength(ANONYMOUS_CHECKOUT + 2);
    expect(await checkout(tracked.slice(2), 1)).toEqual(one);
    const unnamed = goods
      .filter(({ batch_number }) => batch_number)
      .map(({ product }) => ({ product_id: product.id }));
    expect(await checkout(unnamed, 0)).toHaveLength(ANONYMOUS_CHECKOUT + 1);
  });

  it('are as many for a return of 50 lines as for one of a single line', async () => {
    const giveBack = async (lines: readonly TestProduct[]): Promise<string[]> => {
      const items = lines.map(({ id }) => ({ product_id: id, quantity: 1 }));
      const payments = [{ payment_method: 'card', amount: 10 * lines.length }];
      const { body } = await admin.post('/v1/sales', { items, payments }).expect(201);
      const { id, items: sold } = body as { id: string; items: { id: string }[] };
      const returned = sold.map(({ id: sale_item_id }) => ({ sale_item_id, quantity: 1 }));
      return statementsOf(
        t,
        async () => void (await admin.post(`/v1/sales/${id}/returns`, { items: returned }).expect(201)),
      );
    };
    const one = await giveBack(products.slice(0, 1));
    const many = await giveBack(products);
    expect(one).toContain('COMMIT');
    expect(many).toEqual(one);
  });

  it.each(['/v1/products', '/v1/sales'])('are as many for %s with 50 rows as with one', async (path) => {
    while (((await admin.get(`${path}?limit=${MANY}`).expect(200)).body as unknown[]).length < MANY) {
      await sell(products.slice(0, 3));
    }
    const list = (limit: number): Promise<string[]> =>
      statementsOf(t, async () => {
        expect((await admin.get(`${path}?limit=${limit}`).expect(200)).body).toHaveLength(limit);
      });
    const one = await list(1);
    const many = await list(MANY);
    expect(one.length).toBeGreaterThan(1);
    expect(many).toHaveLength(one.length);
  });
});
