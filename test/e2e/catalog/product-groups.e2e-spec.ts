import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { auditOf, fieldErrors, wrongFields } from './catalog-fixtures.js';

interface Group {
  id: string;
  code: string;
  full_name: string;
  sort_order: number;
  version: number;
  children?: Group[];
}

describe('/v1/product-groups', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  afterAll(() => t.close());

  async function group(code: string, body: object = {}): Promise<Group> {
    return (await admin.post('/v1/product-groups', { code, name: code, ...body }).expect(201)).body as Group;
  }
  const get = async (id: string): Promise<Group> =>
    (await admin.get(`/v1/product-groups/${id}`).expect(200)).body as Group;
  const codesBelow = async (parent_id: string): Promise<string[]> =>
    ((await admin.get(`/v1/product-groups?parent_id=${parent_id}`).expect(200)).body as Group[]).map(
      ({ code }) => code,
    );

  it('form a tree whose nodes say where they are', async () => {
    const food = await group('food', { name: 'Food' });
    expect(food).toMatchObject({
      code: 'FOOD',
      full_name: 'Food',
      is_active: true,
      sort_order: 0,
      version: 1,
    });
    const drinks = await group('DRINKS', { name: 'Drinks', parent_id: food.id });
    const hot = await group('HOT', { name: 'Hot', parent_id: drinks.id });
    expect(hot.full_name).toBe('Food / Drinks / Hot');
    await admin.patch(`/v1/product-groups/${drinks.id}`, { name: 'Beverages' }).expect(200);
    expect((await get(hot.id)).full_name).toBe('Food / Beverages / Hot');
    const tree = (await admin.get('/v1/product-groups?tree=true').expect(200)).body as Group[];
    expect(tree.find(({ id }) => id === food.id)?.children?.[0]?.children?.[0]).toMatchObject({ id: hot.id });
    expect((await admin.get('/v1/product-groups?q=beverag').expect(200)).body).toMatchObject([
      { code: 'DRINKS' },
    ]);
  });

  it('keep each code once, in capitals, and refuse reserved words', async () => {
    await group('ONCE');
    expect(
      (await admin.post('/v1/product-groups', { code: ' once ', name: 'x' }).expect(409)).body,
    ).toMatchObject({
      code: 'PRODUCT_GROUP_CODE_TAKEN',
      product_group_code: 'ONCE',
    });
    for (const code of ['A B', 'default', 'É', 'X'.repeat(21), '']) {
      const refused = await admin.post('/v1/product-groups', { code, name: 'x' }).expect(422);
      expect(fieldErrors(refused.body)).toEqual(['code IS_DICTIONARY_CODE']);
    }
    const wrong = { code: 1, name: ' ', parent_id: 'x', is_active: 'yes', sort_order: -1, colour: 1 };
    expect(wrongFields((await admin.post('/v1/product-groups', wrong).expect(422)).body)).toEqual(
      Object.keys(wrong).sort(),
    );
    const orphan = { code: 'ORPHAN', name: 'x', parent_id: '01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10' };
    expect(fieldErrors((await admin.post('/v1/product-groups', orphan).expect(422)).body)).toEqual([
      'parent_id PRODUCT_GROUP_NOT_FOUND',
    ]);
  });

  it('move with all that is below them to a place of their own, and never into a circle', async () => {
    const a = await group('MV-A');
    const b = await group('MV-B');
    const below: Record<string, Group> = {};
    for (const code of ['MV-1', 'MV-2', 'MV-3']) below[code] = await group(code, { parent_id: b.id });
    const moved = await group('MV-X', { parent_id: a.id });
    const leaf = await group('MV-LEAF', { parent_id: moved.id });

    const move = (id: string, body: object) => admin.post(`/v1/product-groups/${id}/move`, body);
    expect((await move(moved.id, { parent_id: b.id, position: 1 }).expect(200)).body).toMatchObject({
      parent_id: b.id,
      sort_order: 1,
      full_name: 'MV-B / MV-X',
    });
    expect(await codesBelow(b.id)).toEqual(['MV-1', 'MV-X', 'MV-2', 'MV-3']);
    expect((await get(leaf.id)).full_name).toBe('MV-B / MV-X / MV-LEAF');
    await move(below['MV-3']!.id, { parent_id: b.id, position: 0 }).expect(200);
    expect(await codesBelow(b.id)).toEqual(['MV-3', 'MV-1', 'MV-X', 'MV-2']);
    await move(below['MV-3']!.id, { parent_id: b.id }).expect(200);
    expect(await codesBelow(b.id)).toEqual(['MV-1', 'MV-X', 'MV-2', 'MV-3']);
    await move(moved.id, { parent_id: b.id, position: 99 }).expect(200);
    expect(await codesBelow(b.id)).toEqual(['MV-1', 'MV-2', 'MV-3', 'MV-X']);

    for (const parent_id of [b.id, moved.id, leaf.id]) {
      expect((await move(b.id, { parent_id }).expect(409)).body).toMatchObject({
        code: 'PRODUCT_GROUP_CYCLE',
      });
    }
    await admin.patch(`/v1/product-groups/${b.id}`, { parent_id: leaf.id }).expect(409);
    expect(wrongFields((await move(b.id, { position: -1 }).expect(422)).body)).toEqual([
      'parent_id',
      'position',
    ]);
    expect((await auditOf(t, moved.id)).map(({ action }) => action)).toContain('product_group.moved');
  });

  it('never close a circle by two moves at once', async () => {
    const left = await group('LEFT');
    const right = await group('RIGHT');
    const answers = await Promise.all([
      admin.post(`/v1/product-groups/${left.id}/move`, { parent_id: right.id }),
      admin.post(`/v1/product-groups/${right.id}/move`, { parent_id: left.id }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('hold products, which are found from any group above', async () => {
    const top = await group('TOP', { name: 'Top' });
    const mid = await group('MID', { name: 'Mid', parent_id: top.id });
    const other = await group('OTHER');
    const body = { name: 'Grouped', price: 1, product_group_id: mid.id };
    const made = (await admin.post('/v1/products', body).expect(201)).body as { id: string };
    expect(made).toMatchObject({ product_group_id: mid.id, product_group: 'Top / Mid' });
    const found = async (id: string): Promise<number> =>
      ((await admin.get(`/v1/products?product_group_id=${id}`).expect(200)).body as unknown[]).length;
    expect([await found(top.id), await found(mid.id), await found(other.id)]).toEqual([1, 1, 0]);
    await admin.post(`/v1/product-groups/${mid.id}/move`, { parent_id: other.id }).expect(200);
    expect([await found(top.id), await found(mid.id), await found(other.id)]).toEqual([0, 1, 1]);

    await admin.delete(`/v1/product-groups/${mid.id}`).expect(409);
    expect((await admin.delete(`/v1/product-groups/${other.id}`).expect(409)).body).toMatchObject({
      code: 'PRODUCT_GROUP_IN_USE',
    });
    await admin.patch(`/v1/products/${made.id}`, { product_group_id: null }).expect(200);
    await admin.delete(`/v1/product-groups/${mid.id}`).set('if-match', '"1"').expect(412);
    await admin.delete(`/v1/product-groups/${mid.id}`).expect(204);
    await admin.get(`/v1/product-groups/${mid.id}`).expect(404);
  });

  it('keep their products when put out of use, and take no new ones', async () => {
    const old = await group('OLD');
    const made = await admin
      .post('/v1/products', { name: 'Kept', price: 1, product_group_id: old.id })
      .expect(201);
    const { id } = made.body as { id: string };
    await admin.patch(`/v1/product-groups/${old.id}`, { is_active: false }).expect(200);
    await admin.patch(`/v1/products/${id}`, { price: 2, product_group_id: old.id }).expect(200);
    const refused = await admin
      .post('/v1/products', { name: 'New', price: 1, product_group_id: old.id })
      .expect(422);
    expect(fieldErrors(refused.body)).toEqual(['product_group_id PRODUCT_GROUP_INACTIVE']);
    const nobody = '01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10';
    const unknown = await admin.patch(`/v1/products/${id}`, { product_group_id: nobody }).expect(422);
    expect(fieldErrors(unknown.body)).toEqual(['product_group_id PRODUCT_GROUP_NOT_FOUND']);
  });

  it('are written only with catalog:write', async () => {
    const cashier = await t.as('cashier');
    await cashier.get('/v1/product-groups').expect(200);
    await cashier.post('/v1/product-groups', { code: 'NO', name: 'No' }).expect(403);
    const { id } = await group('GUARDED');
    await cashier.post(`/v1/product-groups/${id}/move`, { parent_id: null }).expect(403);
    await cashier.delete(`/v1/product-groups/${id}`).expect(403);
  });
});
