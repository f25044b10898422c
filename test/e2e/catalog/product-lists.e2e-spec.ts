import type { Response } from 'supertest';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { wrongFields, type Product } from './catalog-fixtures.js';

describe('lists of products', () => {
  let t: TestApp;
  let admin: Client;
  const ids: Record<string, string> = {};

  async function create(sku: string, body: object): Promise<void> {
    const made = await admin.post('/v1/products', { sku, name: sku, price: 1, ...body }).expect(201);
    ids[sku] = (made.body as Product).id;
  }

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
    const category = async (name: string, parent_id: string | null) =>
      ((await admin.post('/v1/categories', { name, parent_id }).expect(201)).body as { id: string }).id;
    ids['kitchen'] = await category('Kitchen', null);
    ids['cups'] = await category('Cups', ids['kitchen']);
    ids['deep'] = await category('Espresso cups', ids['cups']);
    ids['acme'] = ((await admin.post('/v1/brands', { name: 'Acme' })).body as { id: string }).id;

    await create('MUG-BLUE', {
      name: 'Blue coffee mug',
      price: 12.99,
      category_id: ids['cups'],
      barcode: '4006381333931',
    });
    await create('MUG-RED', {
      name: 'Red coffee mug',
      price: 10,
      category_id: ids['deep'],
      brand_id: ids['acme'],
    });
    await create('TEA-POT', {
      name: 'Pot',
      description: 'For green tea',
      price: 30,
      category_id: ids['kitchen'],
      plu: '77',
    });
    await create('TEAK', {
      name: 'Table',
      description: '100% teak_wood',
      price: 300,
      stock_quantity: 2,
      min_stock_level: 5,
    });
    await create('CHAIR', { name: 'Chair', price: 80, stock_quantity: 6, min_stock_level: 5 });
    await create('EDGE', { name: 'Stool', price: 40, stock_quantity: 5, min_stock_level: 5 });
    await create('EMPTY', { name: 'Bench', price: 90, min_stock_level: 1 });
    await create('ADVICE', { name: 'Advice', price: 50, is_stocked: false, min_stock_level: 1 });
    await create('LAMP', { name: 'Lamp', price: 25 });
  });
  afterAll(() => t.close());

  async function skus(query: string): Promise<string[]> {
    const { body } = await admin.get(`/v1/products?${query}`).expect(200);
    return (body as Product[]).map(({ sku }) => sku);
  }

  it.each([
    ['category_id by id, with what is below', () => `category_id=${ids['cups']}`, ['MUG-BLUE', 'MUG-RED']],
    ['category by name, with what is below', () => 'category=kitchen', ['MUG-BLUE', 'TEA-POT', 'MUG-RED']],
    ['brand', () => `brand_id=${ids['acme']}`, ['MUG-RED']],
    ['price from and to, both included', () => 'min_price=10&max_price=12.99', ['MUG-BLUE', 'MUG-RED']],
    ['barcode, in its 14-digit form', () => 'barcode=04006381333931', ['MUG-BLUE']],
    ['all of it together', () => 'category=Kitchen&q=mug&max_price=11', ['MUG-RED']],
    ['nothing found', () => 'category=Nowhere', []],
  ])('filter by %s', async (_, query, expected) => {
    expect(await skus(query())).toEqual(expected);
  });

  it.each([
    ['COFFEE mug', ['MUG-BLUE', 'MUG-RED']],
    ['mug blu', ['MUG-BLUE']],
    ['tea-p', ['TEA-POT']],
    ['te', ['TEA-POT', 'TEAK']],
    ['77', ['TEA-POT']],
    ['333931', ['MUG-BLUE']],
    ['00%', ['TEAK']],
    ['%', []],
    ['k_w', ['TEAK']],
    ['a_b', []],
    ["'; DROP TABLE products; --", []],
    ['\\', []],
  ])('q=%s', async (q, expected) => {
    expect(await skus(`q=${encodeURIComponent(q)}`)).toEqual(expected);
  });

  it('shows stock, names and codes in each row', async () => {
    const { body } = await admin.get('/v1/products?q=red').expect(200);
    expect(body).toMatchObject([
      {
        sku: 'MUG-RED',
        category: 'Espresso cups',
        brand: 'Acme',
        barcode: null,
        barcodes: [],
        unit: 'pc',
        stock_quantity: 0,
      },
    ]);
    expect((await admin.get('/v1/products?q=chair')).body).toMatchObject([{ stock_quantity: 6 }]);
  });

  it('knows what is low: at or below a minimum that is set, of what is stocked', async () => {
    const low = ['EMPTY', 'EDGE', 'TEAK'];
    expect(await skus('low_stock=true')).toEqual(low);
    const { body } = await admin.get('/v1/products/low-stock').expect(200);
    expect((body as Product[]).map(({ sku }) => sku)).toEqual(low);
    expect(await skus('low_stock=false&sort=sku')).toEqual([
      'ADVICE',
      'CHAIR',
      'LAMP',
      'MUG-BLUE',
      'MUG-RED',
      'TEA-POT',
    ]);
  });

  it.each(['name', '-name', 'sku', 'price,-sku', '-price', 'created_at', '-created_at'])(
    'pages by %s without losing or repeating one',
    async (sort) => {
      const all = await skus(`sort=${sort}&limit=200`);
      expect(all).toHaveLength(9);
      const paged: string[] = [];
      let path: string | undefined = `/v1/products?sort=${sort}&limit=2`;
      while (path !== undefined) {
        const answer: Response = await admin.get(path).expect(200);
        paged.push(...(answer.body as Product[]).map(({ sku }) => sku));
        path = /<([^>]+)>/.exec(String(answer.headers['link'] ?? ''))?.[1];
      }
      expect(paged).toEqual(all);
      expect(await skus(`sort=${sort}&limit=3&skip=4`)).toEqual(all.slice(4, 7));
    },
  );

  it('counts on request only', async () => {
    const counted = await admin.get('/v1/products?limit=1&count=true&q=mug').expect(200);
    expect(counted.headers['x-total-count']).toBe('2');
    expect((await admin.get('/v1/products?limit=1')).headers).not.toHaveProperty('x-total-count');
  });

  it('names every wrong parameter', async () => {
    const query = 'limit=0&min_price=cheap&category_id=1&status=gone&low_stock=maybe&colour=blue';
    expect(wrongFields((await admin.get(`/v1/products?${query}`).expect(422)).body)).toEqual([
      'category_id',
      'colour',
      'limit',
      'low_stock',
      'min_price',
      'status',
    ]);
    for (const wrong of [
      'sort=cost_price',
      'cursor=abc',
      'q=a&q=b',
      'sort=name&cursor=WyJuYW1lIiwiYSIsImIiXQ',
    ]) {
      await admin.get(`/v1/products?${wrong}`).expect(422);
    }
  });
});
