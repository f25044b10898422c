import type { Response } from 'supertest';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { auditOf, fieldErrors, wrongFields } from './catalog-fixtures.js';

interface Category {
  id: string;
  name: string;
  parent_id: string | null;
  children?: Category[];
}

describe('/v1/categories', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  afterAll(() => t.close());

  async function category(name: string, parent_id?: string): Promise<string> {
    const body = parent_id === undefined ? { name } : { name, parent_id };
    return ((await admin.post('/v1/categories', body).expect(201)).body as Category).id;
  }

  function find(tree: Category[], id: string): Category | undefined {
    for (const node of tree) {
      const found = node.id === id ? node : find(node.children ?? [], id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  it('answers flat with parent_id, and nested', async () => {
    const kitchen = await category('Kitchen');
    const mugs = await category('Mugs', kitchen);
    const big = await category('Big mugs', mugs);

    const flat = (await admin.get(`/v1/categories?parent_id=${kitchen}`).expect(200)).body as Category[];
    expect(flat).toMatchObject([{ id: mugs, parent_id: kitchen }]);
    const tree = (await admin.get('/v1/categories?tree=true').expect(200)).body as Category[];
    expect(find(tree, kitchen)?.children?.[0]?.children?.[0]).toMatchObject({ id: big, children: [] });
    const found = (await admin.get(`/v1/categories?q=MUGS&parent_id=${mugs}`).expect(200)).body as Category[];
    expect(found.map(({ id }) => id)).toEqual([big]);
  });

  it('refuses the same name below the same parent, and allows it elsewhere', async () => {
    const a = await category('Summer');
    const b = await category('Winter');
    await category('Shoes', a);
    await category('Shoes', b);
    const refused = await admin.post('/v1/categories', { name: 'SHOES', parent_id: a }).expect(409);
    expect(refused.body).toMatchObject({ code: 'CATEGORY_NAME_TAKEN' });
    await admin.post('/v1/categories', { name: 'summer' }).expect(409);
  });

  it('moves a branch and refuses every circle', async () => {
    const top = await category('Top');
    const middle = await category('Middle', top);
    const bottom = await category('Bottom', middle);
    for (const parent_id of [top, middle, bottom]) {
      const refused = await admin.post(`/v1/categories/${top}/move`, { parent_id }).expect(409);
      expect(refused.body).toMatchObject({ code: 'CATEGORY_CYCLE' });
    }
    await admin.patch(`/v1/categories/${top}`, { parent_id: bottom }).expect(409);

    const moved = await admin.post(`/v1/categories/${bottom}/move`, { parent_id: null }).expect(200);
    expect(moved.body).toMatchObject({ parent_id: null, version: 2 });
    await admin.post(`/v1/categories/${top}/move`, { parent_id: bottom }).expect(200);
    expect((await auditOf(t, top)).at(-1)).toMatchObject({
      action: 'category.moved',
      before: { parent_id: null },
      after: { parent_id: bottom },
    });
  });

  it('lets two moves at once never close a circle', async () => {
    const left = await category('Left');
    const right = await category('Right');
    const answers = await Promise.all([
      admin.post(`/v1/categories/${left}/move`, { parent_id: right }),
      admin.post(`/v1/categories/${right}/move`, { parent_id: left }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('refuses unknown parents, wrong fields and stale versions', async () => {
    const nobody = '01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10';
    const refused = await admin.post('/v1/categories', { name: 'Orphan', parent_id: nobody }).expect(422);
    expect(fieldErrors(refused.body)).toEqual(['parent_id CATEGORY_NOT_FOUND']);
    const wrong = await admin
      .post('/v1/categories', { name: '', parent_id: 'x', sort_order: -1, extra: 1 })
      .expect(422);
    expect(wrongFields(wrong.body)).toEqual(['extra', 'name', 'parent_id', 'sort_order']);

    const id = await category('Stale');
    expect(wrongFields((await admin.post(`/v1/categories/${id}/move`, {}).expect(422)).body)).toEqual([
      'parent_id',
    ]);
    await admin.patch(`/v1/categories/${id}`, { name: 'Fresh' }).set('if-match', '"7"').expect(412);
    await admin.post(`/v1/categories/${nobody}/move`, { parent_id: id }).expect(404);
  });

  it('is not deleted while it has children or products', async () => {
    const parent = await category('Parent');
    const child = await category('Child', parent);
    expect((await admin.delete(`/v1/categories/${parent}`).expect(409)).body).toMatchObject({
      code: 'CATEGORY_IN_USE',
    });
    await admin.post('/v1/products', { name: 'Thing', price: 1, category_id: child }).expect(201);
    await admin.delete(`/v1/categories/${child}`).expect(409);
    const empty = await category('Empty', parent);
    await admin.delete(`/v1/categories/${empty}`).expect(204);
  });

  it('is written only with catalog:write', async () => {
    const officer = await t.as('inventory_officer');
    await officer.get('/v1/categories').expect(200);
    await officer.post('/v1/categories', { name: 'No' }).expect(403);
  });

  it('pages through siblings without losing or repeating one', async () => {
    const parent = await category('Pages');
    for (let n = 0; n < 5; n++) await category(`Page ${n}`, parent);
    const seen: string[] = [];
    let path: string | undefined = `/v1/categories?parent_id=${parent}&limit=2`;
    while (path !== undefined) {
      const answer: Response = await admin.get(path).expect(200);
      seen.push(...(answer.body as Category[]).map(({ name }) => name));
      path = /<([^>]+)>/.exec(String(answer.headers['link'] ?? ''))?.[1];
    }
    expect(seen).toEqual(['Page 0', 'Page 1', 'Page 2', 'Page 3', 'Page 4']);
  });
});
