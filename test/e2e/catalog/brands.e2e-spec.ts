import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { auditOf } from './catalog-fixtures.js';

describe('/v1/brands', () => {
  let t: TestApp;
  let admin: Client;
  const missing = '01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10';

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  afterAll(() => t.close());

  async function brand(name: string): Promise<{ id: string; version: number }> {
    return (await admin.post('/v1/brands', { name }).expect(201)).body as { id: string; version: number };
  }

  it('creates, reads, changes and deletes one, and audits each step', async () => {
    const created = await admin
      .post('/v1/brands', { name: 'Acme', website: 'https://acme.example' })
      .expect(201);
    expect(created.body).toMatchObject({ name: 'Acme', description: null, is_active: true, version: 1 });
    expect(created.headers['etag']).toBe('"1"');
    const { id } = created.body as { id: string };

    const changed = await admin
      .patch(`/v1/brands/${id}`, { website: null, description: 'Kitchen' })
      .expect(200);
    expect(changed.body).toMatchObject({ name: 'Acme', website: null, description: 'Kitchen', version: 2 });
    await admin.put(`/v1/brands/${id}`, { is_active: false }).expect(200);
    expect((await admin.get(`/v1/brands/${id}`).expect(200)).body).toMatchObject({
      is_active: false,
      version: 3,
    });

    await admin.delete(`/v1/brands/${id}`).expect(204);
    await admin.get(`/v1/brands/${id}`).expect(404);
    const trail = await auditOf(t, id);
    expect(trail.map(({ action }) => action)).toEqual([
      'brand.created',
      'brand.updated',
      'brand.updated',
      'brand.deleted',
    ]);
    expect(trail[1]).toMatchObject({ before: { description: null }, after: { description: 'Kitchen' } });
  });

  it('refuses a second one of the same name, whatever its case, on creation and on renaming', async () => {
    await brand('Nordic');
    const other = await brand('Southern');
    const refused = await admin.post('/v1/brands', { name: 'NORDIC' }).expect(409);
    expect(refused.body).toMatchObject({ code: 'BRAND_NAME_TAKEN', brand_name: 'NORDIC' });
    const renamed = await admin.patch(`/v1/brands/${other.id}`, { name: 'nordic' }).expect(409);
    expect(renamed.body).toMatchObject({ code: 'BRAND_NAME_TAKEN' });
  });

  it('names every wrong field', async () => {
    const answer = await admin
      .post('/v1/brands', { name: ' ', website: 'nowhere', is_active: 'yes', colour: 1 })
      .expect(422);
    const fields = (answer.body as { errors: { field: string }[] }).errors.map(({ field }) => field);
    expect(new Set(fields)).toEqual(new Set(['name', 'website', 'is_active', 'colour']));
    await admin.patch(`/v1/brands/${missing}`, { name: null }).expect(422);
  });

  it('refuses a change of a version that is not the current one', async () => {
    const { id } = await brand('Versioned');
    await admin.patch(`/v1/brands/${id}`, { description: 'a' }).set('if-match', '"1"').expect(200);
    await admin.patch(`/v1/brands/${id}`, { description: 'b' }).set('if-match', '"1"').expect(412);
    await admin.delete(`/v1/brands/${id}`).set('if-match', '"1"').expect(412);
    expect((await admin.get(`/v1/brands/${id}`)).body).toMatchObject({ description: 'a', version: 2 });
  });

  it('is not deleted while a product carries it', async () => {
    const { id } = await brand('Carried');
    await admin.post('/v1/products', { name: 'Carried thing', price: 1, brand_id: id }).expect(201);
    expect((await admin.delete(`/v1/brands/${id}`).expect(409)).body).toMatchObject({ code: 'BRAND_IN_USE' });
  });

  it('is read by those who may only read, and written by those who may write', async () => {
    const cashier = await t.as('cashier');
    await cashier.get('/v1/brands').expect(200);
    await cashier.post('/v1/brands', { name: 'Mine' }).expect(403);
    const manager = await t.as('manager');
    await manager.post('/v1/brands', { name: "The manager's" }).expect(201);
    await admin.get(`/v1/brands/${missing}`).expect(404);
    await admin.delete(`/v1/brands/${missing}`).expect(404);
  });

  it('pages through all of them in order, and searches by part of the name', async () => {
    for (const name of ['Zebra 1', 'zebra 2', 'Zebra 3']) await brand(name);
    const first = await admin.get('/v1/brands?q=zebra&limit=2&count=true').expect(200);
    expect(first.headers['x-total-count']).toBe('3');
    const next = /<([^>]+)>/.exec(String(first.headers['link']))?.[1];
    const second = await admin.get(next!).expect(200);
    const names = [...(first.body as { name: string }[]), ...(second.body as { name: string }[])].map(
      ({ name }) => name,
    );
    expect(new Set(names)).toEqual(new Set(['Zebra 1', 'zebra 2', 'Zebra 3']));
    expect((await admin.get('/v1/brands?q=%25').expect(200)).body).toEqual([]);
  });
});
