import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { auditOf, fieldErrors, wrongFields, type Product } from './catalog-fixtures.js';

describe('changing a product', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  afterAll(() => t.close());

  async function create(body: object): Promise<Product> {
    return (await admin.post('/v1/products', { price: 1, ...body }).expect(201)).body as Product;
  }

  it('changes what is sent by PUT and PATCH alike, leaves the rest, and null clears', async () => {
    const made = await create({
      name: 'Mug',
      description: 'Blue',
      cost_price: 0.4,
      category: 'Cups',
      plu: '501',
    });
    const put = await admin.put(`/v1/products/${made.id}`, { unit_price: 2.5 }).expect(200);
    expect(put.body).toMatchObject({
      price: 2.5,
      description: 'Blue',
      category: 'Cups',
      cost_price: 0.4,
      version: 2,
    });
    expect(put.headers['etag']).toBe('"2"');

    const cleared = { description: null, cost_price: null, category: null, plu: null };
    const patch = await admin.patch(`/v1/products/${made.id}`, cleared).expect(200);
    expect(patch.body).toMatchObject({ ...cleared, category_id: null, price: 2.5, version: 3 });
    const attributes = { a: 1, b: { c: 2 } };
    await admin.patch(`/v1/products/${made.id}`, { attributes }).expect(200);
    const replaced = await admin
      .patch(`/v1/products/${made.id}`, { attributes: { b: { d: 3 } } })
      .expect(200);
    expect((replaced.body as Product)['attributes']).toEqual({ b: { d: 3 } });
  });

  it('refuses null where there must be a value, unknown fields, and stock', async () => {
    const { id } = await create({ name: 'Firm' });
    const wrong = {
      name: null,
      kind: null,
      sku: null,
      unit: null,
      lifecycle_status: null,
      attributes: null,
      id: 'x',
    };
    expect(wrongFields((await admin.patch(`/v1/products/${id}`, wrong).expect(422)).body)).toEqual(
      Object.keys(wrong).sort(),
    );
    for (const stock_quantity of [5, 0, null]) {
      const refused = await admin.patch(`/v1/products/${id}`, { stock_quantity }).expect(422);
      expect(fieldErrors(refused.body)).toEqual(['stock_quantity USE_STOCK_ADJUSTMENT']);
      expect(JSON.stringify(refused.body)).toContain('stock adjustment');
    }
    expect((await admin.get(`/v1/products/${id}`)).body).toMatchObject({ version: 1, stock_quantity: 0 });
  });

  it('keeps a nested category when its own name is sent back', async () => {
    const parent = (await admin.post('/v1/categories', { name: 'Garden' }).expect(201)).body as {
      id: string;
    };
    const pots = { name: 'Pots', parent_id: parent.id };
    const nested = (await admin.post('/v1/categories', pots).expect(201)).body as { id: string };
    await admin.post('/v1/categories', { name: 'Pots' }).expect(201);
    const made = await create({ name: 'Pot', category_id: nested.id });
    const back = await admin.patch(`/v1/products/${made.id}`, { category: 'Pots', price: 2 }).expect(200);
    expect(back.body).toMatchObject({ category_id: nested.id, price: 2 });
  });

  it('audits a change of price and cost with before and after', async () => {
    const { id } = await create({ name: 'Dear', price: 10, cost_price: 5 });
    await admin.patch(`/v1/products/${id}`, { price: 12, cost_price: 6.5 }).expect(200);
    const last = (await auditOf(t, id)).at(-1);
    expect(last?.action).toBe('product.updated');
    const figures = (row?: Record<string, unknown> | null) => [
      Number(row?.['price']),
      Number(row?.['cost_price']),
    ];
    expect([figures(last?.before), figures(last?.after)]).toEqual([
      [10, 5],
      [12, 6.5],
    ]);
    expect(last?.after).not.toHaveProperty('name');
  });

  it('lets one of two changes of the same version win', async () => {
    const { id } = await create({ name: 'Contested' });
    const answers = await Promise.all(
      [3, 4].map((price) => admin.patch(`/v1/products/${id}`, { price }).set('if-match', '"1"')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await admin.get(`/v1/products/${id}`)).body).toMatchObject({ version: 2 });
    await admin.patch(`/v1/products/${id}`, { price: 5 }).set('if-match', 'yesterday').expect(400);
  });

  it('refuses codes of other products, and changes nothing then', async () => {
    await create({ name: 'Owner', sku: 'OWNED', plu: '9001', barcode: 'OWN-1' });
    const { id } = await create({ name: 'Thief', barcode: 'MINE-1' });
    for (const [field, code] of [
      ['sku', 'SKU_TAKEN'],
      ['plu', 'PLU_TAKEN'],
      ['barcode', 'BARCODE_TAKEN'],
    ] as const) {
      const value = { sku: 'owned', plu: '09001', barcode: 'OWN-1' }[field];
      const refused = await admin
        .patch(`/v1/products/${id}`, { name: 'Changed', [field]: value })
        .expect(409);
      expect(refused.body).toMatchObject({ code });
    }
    expect((await admin.get(`/v1/products/${id}`)).body).toMatchObject({
      name: 'Thief',
      barcode: 'MINE-1',
      version: 1,
    });
  });

  it('keeps the unit while there is stock that was counted in it', async () => {
    const { id } = await create({ name: 'Counted', stock_quantity: 3 });
    expect((await admin.patch(`/v1/products/${id}`, { unit: 'kg' }).expect(409)).body).toMatchObject({
      code: 'HAS_STOCK',
    });
    expect((await admin.patch(`/v1/products/${id}`, { is_stocked: false }).expect(409)).body).toMatchObject({
      code: 'HAS_STOCK',
    });
    await admin.patch(`/v1/products/${id}`, { unit: 'PC', is_stocked: true }).expect(200);
    const empty = await create({ name: 'Not counted', min_stock_level: 0 });
    expect((await admin.patch(`/v1/products/${empty.id}`, { unit: 'kg' }).expect(200)).body).toMatchObject({
      unit: 'kg',
    });
    await admin.patch(`/v1/products/${empty.id}`, { min_stock_level: 0.5 }).expect(200);
    expect(
      fieldErrors((await admin.patch(`/v1/products/${empty.id}`, { unit: 'pc' }).expect(422)).body),
    ).toEqual(['min_stock_level FRACTIONAL_QUANTITY']);
  });

  it('is open only to those with catalog:write, and says 404 for what is not there', async () => {
    const { id } = await create({ name: 'Guarded' });
    const cashier = await t.as('cashier');
    await cashier.patch(`/v1/products/${id}`, { price: 0 }).expect(403);
    await cashier.delete(`/v1/products/${id}`).expect(403);
    const nobody = '01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10';
    expect((await admin.patch(`/v1/products/${nobody}`, { price: 1 }).expect(404)).body).toMatchObject({
      code: 'PRODUCT_NOT_FOUND',
    });
    await admin.delete(`/v1/products/${nobody}`).expect(404);
    await admin.get('/v1/products/not-an-id').expect(422);
  });
});
