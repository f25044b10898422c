import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { auditOf, type Product } from './catalog-fixtures.js';

describe('the life of a product', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  afterAll(() => t.close());

  async function create(body: object = {}): Promise<string> {
    return (
      (await admin.post('/v1/products', { name: 'Thing', price: 1, ...body }).expect(201)).body as Product
    ).id;
  }
  const move = (id: string, status: string, reason?: string) =>
    admin.post(`/v1/products/${id}/lifecycle`, reason === undefined ? { status } : { status, reason });

  it('runs from new to archived, step by step, and keeps the history', async () => {
    const id = await create({ lifecycle_status: 'new' });
    for (const status of ['active', 'phase_out', 'active', 'phase_out', 'discontinued', 'archived']) {
      expect((await move(id, status, `now ${status}`).expect(200)).body).toMatchObject({
        lifecycle_status: status,
      });
    }
    const history = (await admin.get(`/v1/products/${id}/lifecycle`).expect(200)).body as Record<
      string,
      unknown
    >[];
    expect(
      history.map(({ from_status, to_status }) => `${from_status as string}>${to_status as string}`),
    ).toEqual([
      'new>active',
      'active>phase_out',
      'phase_out>active',
      'active>phase_out',
      'phase_out>discontinued',
      'discontinued>archived',
    ]);
    expect(history[1]).toMatchObject({ reason: 'now phase_out', actor_id: admin.user_id });
    expect((await auditOf(t, id)).at(-1)).toMatchObject({
      before: { lifecycle_status: 'discontinued' },
      after: { lifecycle_status: 'archived' },
    });
  });

  it('refuses every other step, by its own route and by PATCH', async () => {
    const forbidden: [string[], string][] = [
      [['new'], 'phase_out'],
      [['new'], 'discontinued'],
      [['active'], 'new'],
      [['active'], 'archived'],
      [['active', 'phase_out'], 'archived'],
      [['active', 'discontinued'], 'active'],
      [['active', 'discontinued', 'archived'], 'active'],
    ];
    for (const [path, to] of forbidden) {
      const [first, ...steps] = path;
      const id = await create({ lifecycle_status: first });
      for (const status of steps) await move(id, status).expect(200);
      const refused = await move(id, to).expect(409);
      expect(refused.body).toMatchObject({ code: 'TRANSITION_FORBIDDEN', from: path.at(-1), to });
      await admin.patch(`/v1/products/${id}`, { lifecycle_status: to }).expect(409);
      await admin.put(`/v1/products/${id}`, { lifecycle_status: to, price: 5 }).expect(409);
      expect((await admin.get(`/v1/products/${id}`)).body).toMatchObject({
        lifecycle_status: path.at(-1),
        price: 1,
      });
    }
  });

  it('is noted in the history when PATCH moves it', async () => {
    const id = await create();
    await admin.patch(`/v1/products/${id}`, { lifecycle_status: 'phase_out', price: 2 }).expect(200);
    await admin.patch(`/v1/products/${id}`, { lifecycle_status: 'phase_out' }).expect(200);
    const history = (await admin.get(`/v1/products/${id}/lifecycle`).expect(200)).body as unknown[];
    expect(history).toHaveLength(1);
  });

  it('does not discontinue what is still in stock', async () => {
    const id = await create({ stock_quantity: 4 });
    expect((await move(id, 'discontinued').expect(409)).body).toMatchObject({
      code: 'HAS_STOCK',
      on_hand: 4,
    });
    await admin.patch(`/v1/products/${id}`, { lifecycle_status: 'discontinued' }).expect(409);
    await admin.post(`/v1/inventory/stock-adjustment/${id}?adjustment=-4&reason=broken`).expect(200);
    await move(id, 'discontinued').expect(200);
  });

  it('never touches a block that was set by hand', async () => {
    const id = await create({ sales_blocked: true, purchase_blocked: true });
    for (const status of ['phase_out', 'active', 'phase_out']) {
      expect((await move(id, status).expect(200)).body).toMatchObject({
        sales_blocked: true,
        purchase_blocked: true,
      });
    }
    const free = await create();
    expect((await move(free, 'phase_out').expect(200)).body).toMatchObject({ purchase_blocked: false });
  });

  it('refuses unknown statuses, blank reasons, stale versions, strangers and unknown products', async () => {
    const id = await create();
    await move(id, 'gone').expect(422);
    await move(id, 'phase_out', ' ').expect(422);
    await move(id, 'phase_out').set('if-match', '"9"').expect(412);
    const cashier = await t.as('cashier');
    await cashier.post(`/v1/products/${id}/lifecycle`, { status: 'phase_out' }).expect(403);
    await cashier.get(`/v1/products/${id}/lifecycle`).expect(200);
    const nobody = '01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10';
    await move(nobody, 'active').expect(404);
    await admin.get(`/v1/products/${nobody}/lifecycle`).expect(404);
  });

  describe('deletion', () => {
    it('removes a product nothing refers to, with its barcodes', async () => {
      const id = await create({ barcode: 'GONE-1' });
      await move(id, 'phase_out').expect(200);
      await admin.delete(`/v1/products/${id}`).set('if-match', '"1"').expect(412);
      await admin.delete(`/v1/products/${id}`).expect(204);
      await admin.get(`/v1/products/${id}`).expect(404);
      await create({ barcode: 'GONE-1' });
      expect((await auditOf(t, id)).at(-1)).toMatchObject({ action: 'product.deleted', after: null });
    });

    it('archives one that other records refer to, and lists leave it out', async () => {
      const id = await create({ name: 'Stocked thing', stock_quantity: 2 });
      expect((await admin.delete(`/v1/products/${id}`).expect(409)).body).toMatchObject({
        code: 'HAS_STOCK',
      });
      await admin.post(`/v1/inventory/stock-adjustment/${id}?adjustment=-2&reason=broken`).expect(200);
      await admin.delete(`/v1/products/${id}`).expect(204);
      expect((await admin.get(`/v1/products/${id}`).expect(200)).body).toMatchObject({
        lifecycle_status: 'archived',
      });
      expect((await admin.get('/v1/products?q=stocked').expect(200)).body).toEqual([]);
      expect((await admin.get('/v1/products?q=stocked&status=archived').expect(200)).body).toMatchObject([
        { id },
      ]);
      await admin.delete(`/v1/products/${id}`).expect(204);
      expect((await auditOf(t, id)).map(({ action }) => action)).toEqual([
        'product.created',
        'stock.adjusted',
        'product.archived',
      ]);
    });
  });
});
