import { expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aProduct, giveBack, sell, type Sale } from './till.js';

describe('what sales keep about a customer', () => {
  let t: TestApp;
  let admin: Client;
  let product_id: string;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
    product_id = (await aProduct(admin, { price: 10, stock_quantity: 1000 })).id;
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  const aCustomer = async (name: string): Promise<string> => {
    const body = { name, contact_info: `${name}@shop.example` };
    return ((await admin.post('/v1/customers', body).expect(201)).body as { id: string }).id;
  };
  const buy = (customer_id: string, fields: object = {}): Promise<Sale> =>
    sell(admin, [{ product_id, quantity: 2, note: 'gift for Bob' }], {
      customer_id,
      notes: 'ring twice',
      ...fields,
    });
  const salesOf = async (customer_id: string): Promise<string[]> =>
    ((await admin.get(`/v1/sales?customer_id=${customer_id}`).expect(200)).body as Sale[]).map(
      ({ id }) => id,
    );

  it('moves to the customer into whom they are merged, and goes on there', async () => {
    const [ann, anne] = [await aCustomer('Ann'), await aCustomer('Anne')];
    const sale = await buy(ann);
    const pending = (await admin.post('/v1/sales', { items: [{ product_id }], customer_id: ann }))
      .body as Sale;
    await giveBack(admin, sale, [1]).expect(201);
    await admin.post(`/v1/customers/${anne}/merge`, { from_ids: [ann] }).expect((answer) => {
      expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
    });
    expect(await salesOf(ann)).toEqual([]);
    expect((await salesOf(anne)).sort()).toEqual([sale.id, pending.id].sort());
    const returns = await t.dataSource.query<object[]>(`SELECT id FROM sale_returns WHERE customer_id = $1`, [
      anne,
    ]);
    expect(returns).toHaveLength(1);
    await giveBack(admin, sale, [1]).expect(201);
    await admin.post(`/v1/sales/${pending.id}/payments`, { payment_method: 'card', amount: 10 }).expect(201);
    expect((await admin.get(`/v1/sales/${pending.id}`)).body).toMatchObject({
      status: 'completed',
      customer_id: anne,
    });
  });

  it('is listed in their export, and forgets what was noted when they are anonymised', async () => {
    const ann = await aCustomer('Ann');
    const sale = await buy(ann);
    await giveBack(admin, sale, [1], { reason: 'too small' }).expect(201);
    const { body } = await admin.get(`/v1/customers/${ann}/export`).expect(200);
    expect(JSON.stringify(body)).toContain(sale.receipt_number);
    expect(JSON.stringify(body)).toContain('ring twice');

    await admin.post(`/v1/customers/${ann}/anonymise`, { reason: 'asked for it' }).expect((answer) => {
      expect(answer.status).toBeLessThan(300);
    });
    const after = (await admin.get(`/v1/sales/${sale.id}`).expect(200)).body as Sale & {
      notes: string | null;
    };
    expect(after).toMatchObject({ notes: null, total_amount: 20, items: [{ note: null }] });
    expect((await admin.get(`/v1/receipts/${sale.receipt_number}/proof`)).body).toMatchObject({
      is_valid: true,
    });
  });
});
