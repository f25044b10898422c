import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface SaleBody {
  id: string;
  version: number;
  total_amount: number;
  items: { id: string; line_number: number; total_amount: number }[];
}

describe('a pending cart', () => {
  let t: TestApp;
  let admin: Client;
  let manager: Client;
  let sale: SaleBody;
  let product: string;

  beforeAll(async () => {
    t = await startTestApp();
    [admin, manager] = await Promise.all([t.as('admin'), t.as('manager')]);
  });
  beforeEach(async () => {
    product = (await aProduct(admin, { price: 10, stock_quantity: 20 })).id;
    const items = [{ product_id: product, quantity: 2 }];
    sale = (await manager.post('/v1/sales', { items }).expect(201)).body as SaleBody;
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  const stock = async (): Promise<number> =>
    ((await admin.get(`/v1/products/${product}`)).body as { stock_quantity: number }).stock_quantity;

  it('takes further lines and lets them go again, with their stock', async () => {
    const added = await manager
      .post(`/v1/sales/${sale.id}/items`, { product_id: product, quantity: 3 })
      .expect(201);
    expect(added.body).toMatchObject({ total_amount: 50, items: [{ line_number: 1 }, { line_number: 2 }] });
    expect(await stock()).toBe(15);
    const second = (added.body as SaleBody).items[1]!.id;
    const removed = await manager.delete(`/v1/sales/${sale.id}/items/${second}`).expect(200);
    expect(removed.body).toMatchObject({ total_amount: 20, items: [{ line_number: 1 }] });
    expect(await stock()).toBe(18);
    await manager.delete(`/v1/sales/${sale.id}/items/${second}`).expect(404);
    expect((await manager.get(`/v1/sales/${sale.id}/items`).expect(200)).body).toHaveLength(1);
  });

  it('does not sell an empty cart', async () => {
    await manager.delete(`/v1/sales/${sale.id}/items/${sale.items[0]!.id}`).expect(200);
    const answer = await manager.put(`/v1/sales/${sale.id}`, { status: 'completed' }).expect(409);
    expect(answer.body).toMatchObject({ code: 'EMPTY_SALE' });
  });

  it('keeps an agreed price when the cart is priced again', async () => {
    const items = [{ product_id: product, quantity: 1, unit_price: 8 }];
    const agreed = (await manager.post('/v1/sales', { items }).expect(201)).body as SaleBody;
    await admin.patch(`/v1/products/${product}`, { price: 12 }).expect(200);
    const { body } = await manager
      .post(`/v1/sales/${agreed.id}/items`, { product_id: product, quantity: 1 })
      .expect(201);
    expect((body as SaleBody).items.map((line) => line.total_amount)).toEqual([8, 12]);
  });

  it('refuses a change that would make it cheaper than what was paid', async () => {
    await manager.post(`/v1/sales/${sale.id}/payments`, { payment_method: 'card', amount: 15 }).expect(201);
    const answer = await manager.delete(`/v1/sales/${sale.id}/items/${sale.items[0]!.id}`).expect(409);
    expect(answer.body).toMatchObject({ code: 'SALE_OVERPAID' });
  });

  it('changes customer, discount and notes, knows its version, and completes when it is paid', async () => {
    const customer = await manager
      .post('/v1/customers', { name: 'Ann', contact_info: 'ann@shop.example' })
      .expect(201);
    const { id } = customer.body as { id: string };
    const change = { customer_id: id, discount_amount: 5, notes: 'gift wrap' };
    const stale = await manager.put(`/v1/sales/${sale.id}`, change).set('if-match', '"99"').expect(412);
    expect(stale.body).toMatchObject({ code: 'STALE_VERSION', current_version: sale.version });
    const changed = await manager
      .put(`/v1/sales/${sale.id}`, change)
      .set('if-match', `"${sale.version}"`)
      .expect(200);
    expect(changed.body).toMatchObject({
      total_amount: 15,
      discount_amount: 5,
      customer_id: id,
      notes: 'gift wrap',
    });
    expect(changed.headers['etag']).toBe(`"${sale.version + 1}"`);
    const short = await manager.patch(`/v1/sales/${sale.id}`, { status: 'completed' }).expect(422);
    expect(short.body).toMatchObject({ code: 'TENDER_SHORT', due: 15, paid: 0 });
    await manager.post(`/v1/sales/${sale.id}/payments`, { payment_method: 'card', amount: 15 }).expect(201);
    const done = await manager.patch(`/v1/sales/${sale.id}`, { notes: 'done' }).expect(200);
    expect(done.body).toMatchObject({ status: 'completed', notes: 'done' });
    await manager.patch(`/v1/sales/${sale.id}`, { discount_amount: 1 }).expect(409);
    expect((await manager.get(`/v1/sales?customer_id=${id}`)).body).toHaveLength(1);
  });
});
