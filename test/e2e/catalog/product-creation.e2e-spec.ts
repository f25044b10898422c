import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { auditOf, fieldErrors, wrongFields, type Product } from './catalog-fixtures.js';

describe('creating a product', () => {
  let t: TestApp;
  let admin: Client;
  const nobody = '01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10';

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  afterAll(() => t.close());

  async function create(body: object): Promise<Product> {
    return (await admin.post('/v1/products', body).expect(201)).body as Product;
  }

  it('keeps every field and answers it', async () => {
    const brand = (await admin.post('/v1/brands', { name: 'Acme' }).expect(201)).body as { id: string };
    const group = { code: 'STD', name: 'Standard', rate: 20 };
    const tax = (await admin.post('/v1/tax-groups', group).expect(201)).body as { id: string };
    const sent = {
      sku: 'CHEESE-1',
      name: 'Cheese',
      description: 'Aged twelve months',
      price: 19.9,
      cost_price: 11.2345,
      brand_id: brand.id,
      barcodes: ['4006381333931', 'SHELF-7'],
      unit: 'kg',
      is_weighed: true,
      is_stocked: true,
      plu: '04011',
      tax_group_id: tax.id,
      track_batches: true,
      track_serials: false,
      min_stock_level: 2.5,
      image_url: 'https://shop.example/cheese.jpg',
      lifecycle_status: 'new',
      sales_blocked: true,
      purchase_blocked: true,
      attributes: { origin: { country: 'CH' }, tags: ['aged', 'raw'] },
    };
    const made = await create({ ...sent, category: 'Dairy', stock_quantity: 7.25 });
    expect(made).toMatchObject({
      ...sent,
      brand: 'Acme',
      category: 'Dairy',
      barcode: '4006381333931',
      unit_price: 19.9,
      stock_quantity: 7.25,
      discount_id: null,
      version: 1,
    });
    expect((await admin.get(`/v1/products/${made.id}`).expect(200)).body).toEqual(made);
    const [created] = await auditOf(t, made.id);
    expect(created).toMatchObject({ action: 'product.created', after: { sku: 'CHEESE-1', price: 19.9 } });
  });

  it('makes up a SKU that nobody has, also past ones typed by hand', async () => {
    const first = await create({ name: 'No SKU', price: 1 });
    const number = Number(first.sku.slice(1));
    await create({ name: 'In the way', price: 1, sku: `p${String(number + 1).padStart(6, '0')}` });
    const second = await create({ name: 'No SKU either', price: 1 });
    expect(second.sku).toBe(`P${String(number + 2).padStart(6, '0')}`);
  });

  it('takes unit_price for price, but not both with different values, and not neither', async () => {
    expect(await create({ name: 'Alias', unit_price: 3.5 })).toMatchObject({ price: 3.5, unit_price: 3.5 });
    expect(await create({ name: 'Both', price: 2, unit_price: 2 })).toMatchObject({ price: 2 });
    const differing = await admin
      .post('/v1/products', { name: 'Two prices', price: 2, unit_price: 3 })
      .expect(422);
    expect(fieldErrors(differing.body)).toEqual(['unit_price IS_SAME_AS']);
    expect(wrongFields((await admin.post('/v1/products', { name: 'None' }).expect(422)).body)).toEqual([
      'price',
    ]);
  });

  it('refuses what is taken: SKU whatever its case, PLU whatever its zeros, barcode however it is printed', async () => {
    const first = await create({
      name: 'First',
      price: 1,
      sku: 'Taken-1',
      plu: '77',
      barcode: '042100005264',
    });
    const again = (fields: object) =>
      admin.post('/v1/products', { name: 'Second', price: 1, ...fields }).expect(409);
    expect((await again({ sku: 'TAKEN-1' })).body).toMatchObject({ code: 'SKU_TAKEN', sku: 'TAKEN-1' });
    expect((await again({ plu: '0077' })).body).toMatchObject({ code: 'PLU_TAKEN' });
    for (const barcode of ['042100005264', '0042100005264', '04252614']) {
      const { body } = await again({ barcodes: ['OTHER-9', barcode] });
      expect(body).toMatchObject({ code: 'BARCODE_TAKEN', barcode: '042100005264', product_id: first.id });
    }
    const left = await t.dataSource.query<{ id: string }[]>(
      `SELECT p.id FROM products p WHERE name = 'Second'
         OR EXISTS (SELECT FROM product_barcodes b WHERE b.product_id = p.id AND b.code = 'OTHER-9')`,
    );
    expect(left).toEqual([]);
  });

  it('names every reference that leads nowhere, in one answer', async () => {
    const body = {
      name: 'Lost',
      price: 1,
      category_id: nobody,
      brand_id: nobody,
      tax_group_id: nobody,
      unit: 'ell',
    };
    const refused = await admin.post('/v1/products', body).expect(422);
    expect(fieldErrors(refused.body).sort()).toEqual([
      'brand_id BRAND_NOT_FOUND',
      'category_id CATEGORY_NOT_FOUND',
      'tax_group_id TAX_GROUP_NOT_FOUND',
      'unit UNIT_NOT_FOUND',
    ]);
    const discount = await admin
      .post('/v1/products', { name: 'Lost', price: 1, discount_id: nobody })
      .expect(422);
    expect(fieldErrors(discount.body)).toEqual(['discount_id DISCOUNT_NOT_FOUND']);
  });

  it('names every field that is wrong by itself', async () => {
    const body = {
      sku: ' padded ',
      name: '',
      price: -1,
      cost_price: 1.23456,
      barcode: 'has space',
      barcodes: ['4006381333932'],
      plu: '000',
      image_url: 'javascript:alert(1)',
      lifecycle_status: 'gone',
      attributes: [1],
      is_weighed: 'no',
      stock_quantity: -5,
      brand_id: '1',
      colour: 'blue',
    };
    const { body: problem } = await admin.post('/v1/products', body).expect(422);
    expect(wrongFields(problem)).toEqual(Object.keys(body).sort());
    expect(fieldErrors(problem)).toContain('barcodes INVALID_CHECK_DIGIT');
  });

  it('refuses quantities that its unit cannot have, and a life that starts in the middle', async () => {
    const pieces = { name: 'Pieces', price: 1, min_stock_level: 1.5, stock_quantity: 0.5 };
    expect(fieldErrors((await admin.post('/v1/products', pieces).expect(422)).body)).toEqual([
      'min_stock_level FRACTIONAL_QUANTITY',
      'stock_quantity FRACTIONAL_QUANTITY',
    ]);
    const weighed = { name: 'Weighed', price: 1, is_weighed: true, unit: 'pc' };
    expect(fieldErrors((await admin.post('/v1/products', weighed).expect(422)).body)).toEqual([
      'unit UNIT_NOT_WEIGHABLE',
    ]);
    expect(await create({ name: 'Weighed', price: 1, is_weighed: true })).toMatchObject({ unit: 'kg' });
    const service = { name: 'Repair', price: 1, is_stocked: false, stock_quantity: 1 };
    expect(fieldErrors((await admin.post('/v1/products', service).expect(422)).body)).toEqual([
      'stock_quantity NOT_STOCKED',
    ]);
    const over = { name: 'Over', price: 1, lifecycle_status: 'archived' };
    expect(wrongFields((await admin.post('/v1/products', over).expect(422)).body)).toEqual([
      'lifecycle_status',
    ]);
  });

  it('refuses attributes of more than 16 KiB', async () => {
    const attributes = { text: 'x'.repeat(16_384) };
    expect(
      wrongFields((await admin.post('/v1/products', { name: 'Fat', price: 1, attributes }).expect(422)).body),
    ).toEqual(['attributes']);
  });

  describe('with a category by name', () => {
    it('makes one root category, however many products name it at once and however they spell it', async () => {
      const names = ['Kitchenware', 'kitchenware', 'KITCHENWARE', ' Kitchenware '];
      const made = await Promise.all(names.map((category) => create({ name: 'Mug', price: 1, category })));
      expect(new Set(made.map(({ category_id }) => category_id)).size).toBe(1);
    });

    it('finds the only nested one of that name, and asks when several could be meant', async () => {
      const root = async (name: string, parent_id?: string) =>
        (
          (await admin.post('/v1/categories', { name, parent_id: parent_id ?? null }).expect(201)).body as {
            id: string;
          }
        ).id;
      const [men, women] = [await root('Men'), await root('Women')];
      const boots = await root('Boots', men);
      expect(await create({ name: 'Boot', price: 1, category: 'boots' })).toMatchObject({
        category_id: boots,
      });
      await root('Boots', women);
      const refused = await admin
        .post('/v1/products', { name: 'Boot', price: 1, category: 'Boots' })
        .expect(422);
      expect(fieldErrors(refused.body)).toEqual(['category CATEGORY_AMBIGUOUS']);
      const differing = { name: 'Boot', price: 1, category: 'Boots', category_id: men };
      expect(fieldErrors((await admin.post('/v1/products', differing).expect(422)).body)).toEqual([
        'category CATEGORY_MISMATCH',
      ]);
      expect(await create({ ...differing, category: 'men' })).toMatchObject({ category_id: men });
    });
  });

  it('is open only to those with catalog:write, and shows the cost only to those with costs:read', async () => {
    const cashier = await t.as('cashier');
    await cashier.post('/v1/products', { name: 'No', price: 1 }).expect(403);
    const { id } = await create({ name: 'Secret cost', price: 9, cost_price: 4 });
    expect((await cashier.get(`/v1/products/${id}`).expect(200)).body).not.toHaveProperty('cost_price');
    const listed = (await cashier.get('/v1/products?q=secret').expect(200)).body as Product[];
    expect(listed[0]).not.toHaveProperty('cost_price');
    const officer = await t.as('inventory_officer');
    expect((await officer.get(`/v1/products/${id}`).expect(200)).body).toMatchObject({ cost_price: 4 });
  });
});
