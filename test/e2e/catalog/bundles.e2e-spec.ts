import { newId } from '../../../src/common/database/new-id.js';
import { violates } from '../../../src/common/database/sql-state.js';
import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { auditOf, fieldErrors, wrongFields, type Product } from './catalog-fixtures.js';

describe('parts of a bundle', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  afterAll(async () => {
    await expectNoDrift(admin);
    await t.close();
  });

  const bundle = async (fields: object = {}): Promise<Product> =>
    (await admin.post('/v1/products', { name: 'Set', price: 30, kind: 'bundle', ...fields }).expect(201))
      .body as Product;
  const at = (id: string): string => `/v1/products/${id}/parts`;
  const part = (product: { id: string }, quantity = 1) => ({ product_id: product.id, quantity });

  it('are set in order and answered with prices', async () => {
    const set = await bundle();
    const [mug, spoon] = [await aProduct(admin, { price: 12.99 }), await aProduct(admin, { price: 3.5 })];
    const { body, headers } = await admin
      .put(at(set.id), { parts: [part(spoon, 4), part(mug, 2)] })
      .set('if-match', '"1"')
      .expect(200);
    expect(headers['etag']).toBe('"2"');
    expect(body).toMatchObject({
      product_id: set.id,
      price: 30,
      parts_price: 39.98,
      parts: [
        { product_id: spoon.id, sku: spoon.sku, quantity: 4, unit: 'pc', price: 3.5, is_stocked: true },
        { product_id: mug.id, quantity: 2, price: 12.99, lifecycle_status: 'active' },
      ],
      version: 2,
    });
    expect((await admin.get(at(set.id)).expect(200)).body).toEqual(body);
    await admin
      .put(at(set.id), { parts: [part(mug)] })
      .set('if-match', '"1"')
      .expect(412);

    const fewer = await admin.put(at(set.id), { parts: [part(mug, 3)] }).expect(200);
    expect(fewer.body).toMatchObject({ parts: [{ product_id: mug.id, quantity: 3 }], parts_price: 38.97 });
    expect((await auditOf(t, set.id)).at(-1)).toMatchObject({
      action: 'product.parts_changed',
      before: { parts: [{ product_id: spoon.id }, { product_id: mug.id }] },
      after: { parts: [{ product_id: mug.id }] },
    });
    await admin.put(at(set.id), { parts: [] }).expect(200);
  });

  it('make as many bundles at each place as the scarcest part allows', async () => {
    const set = await bundle();
    const annex = (
      await admin
        .post('/v1/locations', {
          code: 'ANNEX',
          name: 'Annex',
          type: 'store',
          time_zone: 'UTC',
          currency: 'USD',
        })
        .expect(201)
    ).body as { id: string };
    const [mug, flour] = [
      await aProduct(admin, { stock_quantity: 7 }),
      await aProduct(admin, { stock_quantity: 2, unit: 'kg' }),
    ];
    const service = await aProduct(admin, { is_stocked: false, stock_quantity: 0 });
    await admin.post(`/v1/inventory/restock/${mug.id}?quantity=50&location_id=${annex.id}`).expect(200);
    await admin.put(at(set.id), { parts: [part(mug, 2), part(flour, 0.75), part(service)] }).expect(200);
    const availability = async () =>
      ((await admin.get(at(set.id)).expect(200)).body as { availability: unknown }).availability;
    expect(await availability()).toEqual([
      { location_id: annex.id, location_code: 'ANNEX', location_name: 'Annex', available: 0 },
      expect.objectContaining({ location_code: 'MAIN', available: 2 }),
    ]);
    await admin.post(`/v1/inventory/restock/${flour.id}?quantity=10`).expect(200);
    expect(await availability()).toEqual([
      expect.objectContaining({ available: 0 }),
      expect.objectContaining({ location_code: 'MAIN', available: 3 }),
    ]);
    const unlimited = await bundle();
    await admin.put(at(unlimited.id), { parts: [part(service)] }).expect(200);
    expect((await admin.get(at(unlimited.id)).expect(200)).body).toMatchObject({ availability: [] });
  });

  it('say that the parts have no price together when one has none', async () => {
    const set = await bundle({ price: null });
    const [mug, free] = [await aProduct(admin), await aProduct(admin, { price: null as never })];
    const { body } = await admin.put(at(set.id), { parts: [part(mug), part(free)] }).expect(200);
    expect(body).toMatchObject({ price: null, parts_price: null });
  });

  it('name every part that cannot be one', async () => {
    const [set, other] = [await bundle(), await bundle()];
    const template = (
      await admin.post('/v1/products', { name: 'Tee', price: 1, kind: 'template' }).expect(201)
    ).body as Product;
    const mug = await aProduct(admin);
    const gone = await aProduct(admin, { stock_quantity: 0 });
    await admin.post(`/v1/products/${gone.id}/lifecycle`, { status: 'discontinued' }).expect(200);
    const parts = [
      part(set),
      part(mug, 0.5),
      part(mug),
      part(other),
      part(template),
      part(gone),
      part({ id: newId() }),
    ];
    const { body } = await admin.put(at(set.id), { parts }).expect(422);
    expect(fieldErrors(body)).toEqual([
      'parts.0.product_id OWN_PART',
      'parts.1.quantity FRACTIONAL_QUANTITY',
      'parts.2.product_id REPEATED_PART',
      'parts.3.product_id NESTED_BUNDLE',
      'parts.4.product_id TEMPLATE',
      'parts.5.product_id LIFECYCLE_RESTRICTED',
      'parts.6.product_id PRODUCT_NOT_FOUND',
    ]);
    const shape = await admin
      .put(at(set.id), {
        parts: [
          { product_id: 'x', quantity: 0, price: 1 },
          { product_id: mug.id, quantity: 1.0001 },
        ],
      })
      .expect(422);
    expect(wrongFields(shape.body)).toEqual([
      'parts.0.price',
      'parts.0.product_id',
      'parts.0.quantity',
      'parts.1.quantity',
    ]);
    for (const bad of [
      {},
      { parts: null },
      { parts: [7] },
      { parts: [[[]]] },
      { parts: Array(51).fill(part(mug)) },
    ]) {
      await admin.put(at(set.id), bad).expect(422);
    }
    expect((await admin.get(at(set.id)).expect(200)).body).toMatchObject({ parts: [], version: 1 });
  });

  it('recognise a part by its id in any spelling', async () => {
    const set = await bundle();
    const mug = await aProduct(admin);
    const { body } = await admin
      .put(at(set.id), { parts: [part(mug), { product_id: mug.id.toUpperCase(), quantity: 1 }] })
      .expect(422);
    expect(fieldErrors(body)).toEqual(['parts.1.product_id REPEATED_PART']);
  });

  it('are for bundles alone', async () => {
    const mug = await aProduct(admin);
    const refused = await admin.put(at(mug.id), { parts: [part(await aProduct(admin))] }).expect(409);
    expect(refused.body).toMatchObject({ code: 'NOT_A_BUNDLE', kind: 'standard' });
    expect((await admin.get(at(mug.id)).expect(409)).body).toMatchObject({ code: 'NOT_A_BUNDLE' });
    await admin.get(at(newId())).expect(404);
    await admin.put(at(newId()), { parts: [] }).expect(404);
    const cashier = await t.as('cashier');
    await cashier.put(at((await bundle()).id), { parts: [] }).expect(403);
  });

  it('can neither be deleted nor retired while the bundle is in use', async () => {
    const set = await bundle();
    const mug = await aProduct(admin, { stock_quantity: 0 });
    await admin.put(at(set.id), { parts: [part(mug)] }).expect(200);
    const deleted = await admin.delete(`/v1/products/${mug.id}`).expect(409);
    expect(deleted.body).toMatchObject({ code: 'PART_OF_BUNDLE', sku: mug.sku });
    const retired = await admin
      .post(`/v1/products/${mug.id}/lifecycle`, { status: 'discontinued' })
      .expect(409);
    expect(retired.body).toMatchObject({ code: 'PART_OF_BUNDLE' });
    await admin.put(`/v1/products/${mug.id}`, { lifecycle_status: 'discontinued' }).expect(409);
    expect((await admin.get(`/v1/products/${mug.id}`).expect(200)).body).toMatchObject({
      lifecycle_status: 'active',
    });
    await admin.post(`/v1/products/${mug.id}/lifecycle`, { status: 'phase_out' }).expect(200);

    await admin.post(`/v1/products/${set.id}/lifecycle`, { status: 'discontinued' }).expect(200);
    await admin.post(`/v1/products/${mug.id}/lifecycle`, { status: 'discontinued' }).expect(200);
    const free = await aProduct(admin, { stock_quantity: 0 });
    const loose = await bundle();
    await admin.put(at(loose.id), { parts: [part(free)] }).expect(200);
    await admin.delete(`/v1/products/${loose.id}`).expect(204);
    await admin.delete(`/v1/products/${free.id}`).expect(204);
  });

  it('are guarded by the database, whatever writes them', async () => {
    const [set, mug] = [await bundle(), await aProduct(admin)];
    const add = (bundle_id: string, component_id: string, quantity: number) =>
      t.dataSource
        .query(
          `INSERT INTO bundle_parts (id, bundle_id, component_id, quantity, sort_order) VALUES ($1, $2, $3, $4, 0)`,
          [newId(), bundle_id, component_id, quantity],
        )
        .then(
          () => undefined,
          (error: unknown) => error,
        );
    expect(violates(await add(set.id, (await bundle()).id, 1), 'ck_bundle_parts_component')).toBe(true);
    expect(violates(await add(mug.id, (await aProduct(admin)).id, 1), 'ck_bundle_parts_bundle')).toBe(true);
    expect(violates(await add(set.id, mug.id, 0), 'ck_bundle_parts_quantity')).toBe(true);
    expect(await add(set.id, mug.id, 1)).toBeUndefined();
    expect(violates(await add(set.id, mug.id, 1), 'uq_bundle_parts_component')).toBe(true);
  });

  it('are never retired and put into a bundle at the same time', async () => {
    for (let round = 0; round < 5; round++) {
      const [set, mug] = [await bundle(), await aProduct(admin, { stock_quantity: 0 })];
      const [put, retire] = await Promise.all([
        admin.put(at(set.id), { parts: [part(mug)] }),
        admin.post(`/v1/products/${mug.id}/lifecycle`, { status: 'discontinued' }),
      ]);
      expect([put.status, retire.status].sort()).toEqual(put.status === 200 ? [200, 409] : [200, 422]);
    }
  });

  it('have no stock of their own', async () => {
    const set = await bundle();
    const refused = await admin.post(`/v1/inventory/restock/${set.id}?quantity=5`).expect(409);
    expect(refused.body).toMatchObject({
      code: expect.stringMatching(/^(PRODUCT_NOT_STOCKED|NOT_PURCHASABLE)$/),
    });
    await admin.post(`/v1/inventory/stock-adjustment/${set.id}?adjustment=1&reason=x`).expect(409);
    const opened = await admin.post('/v1/products', {
      name: 'Set',
      price: 1,
      kind: 'bundle',
      stock_quantity: 3,
    });
    expect([opened.status, fieldErrors(opened.body)]).toEqual([422, ['stock_quantity NOT_STOCKED']]);
  });
});
