import type { Response } from 'supertest';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { fieldErrors, wrongFields, type Product } from './catalog-fixtures.js';

describe('what a product is and how it is tracked', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  afterAll(() => t.close());

  const post = (body: object) => admin.post('/v1/products', { name: 'Thing', price: 1, ...body });
  async function create(body: object = {}): Promise<Product> {
    return (await post(body).expect(201)).body as Product;
  }
  async function refused(body: object): Promise<string[]> {
    return fieldErrors((await post(body).expect(422)).body);
  }
  async function refusedChange(id: string, body: object): Promise<string[]> {
    const [patch, put] = [
      await admin.patch(`/v1/products/${id}`, body),
      await admin.put(`/v1/products/${id}`, body),
    ];
    expect([patch.status, put.status]).toEqual([422, 422]);
    expect(fieldErrors(put.body)).toEqual(fieldErrors(patch.body));
    return fieldErrors(patch.body);
  }

  it('keeps best-before dates by batch: one implies the other, and neither goes alone', async () => {
    const dated = await create({ requires_expiry: true });
    expect(dated).toMatchObject({ requires_expiry: true, track_batches: true, track_serials: false });
    expect(await refused({ requires_expiry: true, track_batches: false })).toEqual([
      'track_batches EXPIRY_NEEDS_BATCHES',
    ]);
    expect(await refusedChange(dated.id, { track_batches: false })).toEqual([
      'track_batches EXPIRY_NEEDS_BATCHES',
    ]);
    const plain = await admin
      .patch(`/v1/products/${dated.id}`, { track_batches: false, requires_expiry: false })
      .expect(200);
    expect(plain.body).toMatchObject({ requires_expiry: false, track_batches: false });
    const again = await admin.patch(`/v1/products/${dated.id}`, { requires_expiry: true }).expect(200);
    expect(again.body).toMatchObject({ requires_expiry: true, track_batches: true });
  });

  it('numbers pieces only', async () => {
    expect(await refused({ track_serials: true, unit: 'kg' })).toEqual(['track_serials SERIALS_NEED_PIECES']);
    const { id } = await create({ track_serials: true });
    expect(await refusedChange(id, { unit: 'kg' })).toEqual(['track_serials SERIALS_NEED_PIECES']);
    await admin.patch(`/v1/products/${id}`, { unit: 'kg', track_serials: false }).expect(200);
  });

  it('tracks nothing of a service', async () => {
    expect(await refused({ is_stocked: false, track_serials: true, requires_expiry: true })).toEqual([
      'track_batches NOT_STOCKED',
      'track_serials NOT_STOCKED',
      'requires_expiry NOT_STOCKED',
    ]);
    const { id } = await create({ track_batches: true });
    expect(await refusedChange(id, { is_stocked: false })).toEqual(['track_batches NOT_STOCKED']);
  });

  it('is a template or a bundle without stock of its own, for good', async () => {
    for (const kind of ['template', 'bundle']) {
      const made = await create({ kind });
      expect(made).toMatchObject({ kind, is_stocked: false, parent_id: null, option_values: {} });
      expect(await refused({ kind, is_stocked: true })).toEqual(['is_stocked KIND_NOT_STOCKED']);
      expect(await refused({ kind, stock_quantity: 2 })).toEqual(['stock_quantity NOT_STOCKED']);
      expect(await refusedChange(made.id, { is_stocked: true })).toEqual(['is_stocked KIND_NOT_STOCKED']);
      expect(await refusedChange(made.id, { kind: 'standard' })).toEqual(['kind KIND_IS_FINAL']);
      await admin.patch(`/v1/products/${made.id}`, { kind, price: 3 }).expect(200);
      const listed = (await admin.get(`/v1/products?kind=${kind}`).expect(200)).body as Product[];
      expect(listed.map(({ id }) => id)).toEqual([made.id]);
    }
    const { id } = await create();
    expect(await refusedChange(id, { kind: 'bundle' })).toEqual(['kind KIND_IS_FINAL']);
    expect(
      wrongFields((await post({ kind: 'set', parent_id: id, option_values: {} }).expect(422)).body),
    ).toEqual(['kind', 'option_values', 'parent_id']);
  });

  it('has a price or, said so, none', async () => {
    const none = await create({ name: 'No price', sku: 'NO-PRICE', price: null });
    expect(none).toMatchObject({ price: null, unit_price: null });
    expect(await create({ price: undefined, unit_price: null })).toMatchObject({ price: null });
    const silent = await admin.post('/v1/products', { name: 'Silent' }).expect(422);
    expect(wrongFields(silent.body)).toEqual(['price']);
    for (const body of [
      { price: null, unit_price: 5 },
      { price: 5, unit_price: null },
    ]) {
      expect(await refused(body)).toEqual(['unit_price IS_SAME_AS']);
    }
    const priced = await admin.patch(`/v1/products/${none.id}`, { price: 0 }).expect(200);
    expect(priced.body).toMatchObject({ price: 0 });
    expect(
      (await admin.patch(`/v1/products/${none.id}`, { unit_price: null }).expect(200)).body,
    ).toMatchObject({
      price: null,
    });

    const sorted = (await admin.get('/v1/products?sort=price&q=price').expect(200)).body as Product[];
    expect(sorted.map(({ sku }) => sku)).toEqual(['NO-PRICE']);
    expect((await admin.get('/v1/products?min_price=0&q=no-price').expect(200)).body).toEqual([]);
    const paged: unknown[] = [];
    let path: string | undefined = '/v1/products?sort=price&limit=1';
    while (path !== undefined) {
      const answer: Response = await admin.get(path).expect(200);
      paged.push(...(answer.body as unknown[]));
      path = /<([^>]+)>/.exec(String(answer.headers['link'] ?? ''))?.[1];
    }
    expect(paged).toEqual((await admin.get('/v1/products?sort=price&limit=200').expect(200)).body);
  });
});
