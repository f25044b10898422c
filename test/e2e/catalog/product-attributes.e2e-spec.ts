import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { auditOf, fieldErrors, wrongFields, type Product } from './catalog-fixtures.js';

interface Attribute {
  id: string;
  code: string;
  version: number;
}

describe('typed attributes of products', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  afterAll(() => t.close());

  async function define(body: object): Promise<Attribute> {
    return (await admin.post('/v1/product-attributes', { name: 'An attribute', ...body }).expect(201))
      .body as Attribute;
  }
  const product = (body: object) => admin.post('/v1/products', { name: 'Thing', price: 1, ...body });
  async function category(name: string, parent_id?: string): Promise<string> {
    return ((await admin.post('/v1/categories', { name, parent_id }).expect(201)).body as { id: string }).id;
  }

  it('are defined, listed by what a category asks for, changed and deleted', async () => {
    const drinks = await category('Drinks');
    const coffee = await category('Coffee', drinks);
    const tea = await category('Tea', drinks);
    await define({ code: 'weight_note', type: 'text', sort_order: 3 });
    await define({ code: 'caffeine', type: 'number', unit: 'mg', category_id: drinks, sort_order: 2 });
    const roast = await define({
      code: 'roast',
      name: 'Roast',
      type: 'select',
      options: ['light', 'dark'],
      category_id: coffee,
      is_filterable: false,
      sort_order: 1,
    });
    expect(roast).toMatchObject({
      is_required: false,
      is_filterable: false,
      options: ['light', 'dark'],
      version: 1,
    });
    const codes = async (query: string): Promise<string[]> =>
      ((await admin.get(`/v1/product-attributes?${query}`).expect(200)).body as Attribute[]).map(
        ({ code }) => code,
      );
    expect(await codes(`category_id=${coffee}`)).toEqual(['roast', 'caffeine', 'weight_note']);
    expect(await codes(`category_id=${tea}&is_filterable=true`)).toEqual(['caffeine', 'weight_note']);
    expect(await codes('type=select')).toEqual(['roast']);

    const changed = await admin
      .patch(`/v1/product-attributes/${roast.id}`, {
        options: ['light', 'medium', 'dark'],
        is_required: true,
      })
      .set('if-match', '"1"')
      .expect(200);
    expect(changed.body).toMatchObject({
      options: ['light', 'medium', 'dark'],
      is_required: true,
      version: 2,
    });
    await admin.put(`/v1/product-attributes/${roast.id}`, { name: 'x' }).set('if-match', '"1"').expect(412);
    expect((await auditOf(t, roast.id)).map(({ action }) => action)).toEqual([
      'product_attribute.created',
      'product_attribute.updated',
    ]);
    expect((await admin.delete(`/v1/categories/${coffee}`).expect(409)).body).toMatchObject({
      code: 'CATEGORY_IN_USE',
    });
    await admin.delete(`/v1/product-attributes/${roast.id}`).expect(204);
    await admin.get(`/v1/product-attributes/${roast.id}`).expect(404);
  });

  it('check the values of products that have them, on creation and on every change', async () => {
    await define({ code: 'volume', type: 'number' });
    await define({ code: 'vegan', type: 'boolean' });
    await define({ code: 'harvested', type: 'date' });
    await define({ code: 'colour', type: 'select', options: ['red', 'blue'] });
    await define({ code: 'origin', type: 'multi_select', options: ['BR', 'ET'] });
    const fine = {
      volume: 0.5,
      vegan: true,
      harvested: '2026-02-28',
      colour: 'red',
      origin: ['ET'],
      free: { a: 1 },
    };
    const made = (await product({ attributes: fine }).expect(201)).body as Product;
    expect(made['attributes']).toEqual(fine);

    const wrong = {
      volume: '0.5',
      vegan: 1,
      harvested: '2026-02-30',
      colour: 'green',
      origin: ['DE'],
      free: null,
    };
    const expected = ['volume', 'vegan', 'harvested', 'colour', 'origin'].map(
      (code) => `attributes.${code} ATTRIBUTE_VALUE`,
    );
    for (const refused of [
      await product({ attributes: wrong }).expect(422),
      await admin.patch(`/v1/products/${made.id}`, { attributes: wrong, price: 2 }).expect(422),
    ]) {
      expect(fieldErrors(refused.body).sort()).toEqual(expected.sort());
    }
    expect((await admin.get(`/v1/products/${made.id}`)).body).toMatchObject({ price: 1, attributes: fine });
    const mixed = await product({ attributes: { volume: 'x' }, track_serials: true, unit: 'kg' }).expect(422);
    expect(wrongFields(mixed.body)).toEqual(['attributes.volume', 'track_serials']);
  });

  it('are required below their category, of what is new or changes its attributes or category', async () => {
    const food = await category('Food');
    const cheese = await category('Cheese', food);
    const before = (await product({ name: 'Brie', category_id: cheese }).expect(201)).body as Product;
    await define({ code: 'fat', type: 'number', is_required: true, category_id: food });

    const missing = ['attributes.fat ATTRIBUTE_REQUIRED'];
    expect(fieldErrors((await product({ category_id: cheese }).expect(422)).body)).toEqual(missing);
    expect(fieldErrors((await product({ category: 'Cheese' }).expect(422)).body)).toEqual(missing);
    await product({ category: 'Cheese', attributes: { fat: 45 } }).expect(201);
    const elsewhere = (await product({ category: 'Spoons' }).expect(201)).body as Product;
    for (const body of [{ category_id: cheese }, { category: 'cheese' }]) {
      const refused = await admin.patch(`/v1/products/${elsewhere.id}`, body).expect(422);
      expect(fieldErrors(refused.body)).toEqual(missing);
    }
    await admin.patch(`/v1/products/${before.id}`, { price: 3 }).expect(200);
    const cleared = await admin.patch(`/v1/products/${before.id}`, { attributes: { fat: null } }).expect(422);
    expect(fieldErrors(cleared.body)).toEqual(missing);
    await admin.patch(`/v1/products/${before.id}`, { attributes: { fat: 50 } }).expect(200);
  });

  it('keep their meaning while products have them', async () => {
    const { id } = await define({ code: 'size', type: 'select', options: ['S', 'M', 'L'] });
    const many = await define({ code: 'tags', type: 'multi_select', options: ['new', 'hot', 'old'] });
    await product({ attributes: { size: 'M', tags: ['hot', 'new'] } }).expect(201);
    const change = (body: object, of = id) => admin.patch(`/v1/product-attributes/${of}`, body);
    for (const body of [{ code: 'sizes' }, { type: 'multi_select' }, { type: 'text', options: [] }]) {
      expect((await change(body).expect(409)).body).toMatchObject({ code: 'ATTRIBUTE_IN_USE' });
    }
    await change({ options: ['S', 'L'] }).expect(409);
    await change({ options: ['new', 'old'] }, many.id).expect(409);
    await change({ options: ['M', 'XL'] }).expect(200);
    await change({ options: ['hot', 'new'] }, many.id).expect(200);
    await admin.delete(`/v1/product-attributes/${id}`).expect(204);
    expect((await admin.get('/v1/products?attribute=size:M').expect(200)).body).toHaveLength(1);
  });

  it('find products: values of one are alternatives, different ones must all match', async () => {
    await define({ code: 'metal', type: 'select', options: ['iron', 'zinc'] });
    const make = async (sku: string, attributes: object) => product({ sku, attributes }).expect(201);
    await make('IRON-5', { metal: 'iron', grade: 5, coated: true });
    await make('IRON-6', { metal: 'iron', grade: 6, finishes: ['matt', 'gloss'] });
    await make('ZINC-5', { metal: 'zinc', grade: '5', coated: false });
    const found = async (...asked: string[]): Promise<string[]> => {
      const query = asked.map((each) => `attribute=${encodeURIComponent(each)}`).join('&');
      const { body } = await admin.get(`/v1/products?sort=sku&${query}`).expect(200);
      return (body as Product[]).map(({ sku }) => sku);
    };
    expect(await found('metal:iron')).toEqual(['IRON-5', 'IRON-6']);
    expect(await found('metal:iron', 'metal:zinc')).toEqual(['IRON-5', 'IRON-6', 'ZINC-5']);
    expect(await found('metal:iron', 'grade:5')).toEqual(['IRON-5']);
    expect(await found('grade:5')).toEqual(['IRON-5', 'ZINC-5']);
    expect(await found('coated:true')).toEqual(['IRON-5']);
    expect(await found('finishes:gloss')).toEqual(['IRON-6']);
    expect(await found(`metal:' OR true --`)).toEqual([]);
    for (const wrong of ['attribute=metal', 'attribute=:iron', 'attribute=metal:', 'attribute[x]=1']) {
      await admin.get(`/v1/products?${wrong}`).expect(422);
    }
  });

  it('refuse every wrong field by name, a taken code, options that do not fit, and strangers', async () => {
    const wrong = {
      code: 'No Code',
      name: '',
      type: 'colour',
      options: ['a', 'a'],
      unit: '',
      is_required: 1,
      category_id: 'x',
      sort_order: 1.5,
      extra: true,
    };
    expect(wrongFields((await admin.post('/v1/product-attributes', wrong).expect(422)).body)).toEqual(
      Object.keys(wrong).sort(),
    );
    await define({ code: 'taken', type: 'text' });
    const twice = await admin
      .post('/v1/product-attributes', { code: 'taken', name: 'x', type: 'text' })
      .expect(409);
    expect(twice.body).toMatchObject({ code: 'ATTRIBUTE_CODE_TAKEN' });
    const options = async (body: object): Promise<string[]> => {
      const refused = await admin.post('/v1/product-attributes', { name: 'x', ...body }).expect(422);
      return fieldErrors(refused.body);
    };
    expect(await options({ code: 'a1', type: 'select' })).toEqual(['options OPTIONS_DO_NOT_FIT']);
    expect(await options({ code: 'a2', type: 'text', options: ['x'] })).toEqual([
      'options OPTIONS_DO_NOT_FIT',
    ]);
    const { id } = await define({ code: 'unused', type: 'text' });
    await admin.patch(`/v1/product-attributes/${id}`, { type: 'select' }).expect(422);
    await admin.patch(`/v1/product-attributes/${id}`, { type: 'select', options: ['x'] }).expect(200);
    const nowhere = { code: 'a3', type: 'text', category_id: '01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10' };
    expect(await options(nowhere)).toEqual(['category_id CATEGORY_NOT_FOUND']);
    const cashier = await t.as('cashier');
    await cashier.get('/v1/product-attributes').expect(200);
    await cashier.post('/v1/product-attributes', { code: 'b', name: 'x', type: 'text' }).expect(403);
  });
});
