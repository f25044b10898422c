import { newId } from '../../../src/common/database/new-id.js';
import { violates } from '../../../src/common/database/sql-state.js';
import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { auditOf, fieldErrors, wrongFields, type Product } from './catalog-fixtures.js';

const SIZE = { name: 'Size', type: 'text', values: ['S', 'M', 'L'] };
const COLOUR = { name: 'Colour', type: 'colour', values: ['Red', 'Navy'], swatches: { Navy: '#1f3a5f' } };
const WIDTH = { name: 'Width', type: 'number', values: [10, 12.5] };

describe('variants of a template', () => {
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

  let counter = 0;

  async function template(fields: object = {}, options: object[] = [SIZE, COLOUR]): Promise<Product> {
    counter += 1;
    const body = { sku: `TEE${counter}`, name: 'Tee', price: 20, kind: 'template', ...fields };
    const product = (await admin.post('/v1/products', body).expect(201)).body as Product;
    if (options.length > 0) await admin.put(`/v1/products/${product.id}/options`, { options }).expect(200);
    return product;
  }
  const optionsAt = (id: string): string => `/v1/products/${id}/options`;
  const variantsAt = (id: string, rest = ''): string => `/v1/products/${id}/variants${rest}`;
  const make = async (id: string, option_values: object, more: object = {}): Promise<Product> =>
    (await admin.post(variantsAt(id), { option_values, ...more }).expect(201)).body as Product;

  describe('options', () => {
    it('are set and answered in order, under the version of the template', async () => {
      const { id } = await template({}, []);
      expect((await admin.get(optionsAt(id)).expect(200)).body).toEqual([]);
      const { body } = await admin
        .put(optionsAt(id), { options: [COLOUR, SIZE, WIDTH] })
        .set('if-match', '"1"')
        .expect(200);
      expect(body).toEqual([COLOUR, { ...SIZE, swatches: {} }, { ...WIDTH, swatches: {} }]);
      expect((await admin.get(optionsAt(id)).expect(200)).body).toEqual(body);
      await admin
        .put(optionsAt(id), { options: [SIZE] })
        .set('if-match', '"1"')
        .expect(412);
      const trail = await auditOf(t, id);
      expect(trail.at(-1)).toMatchObject({ action: 'product.options_changed', before: { options: [] } });
    });

    it('name every wrong field at once', async () => {
      const { id } = await template({}, []);
      const options = [
        { name: ' ', type: 'size', values: [] },
        { name: 'Colour', type: 'colour', values: ['Red'], swatches: { Red: 'red' }, colour: 1 },
        { name: 'Weight', type: 'number', values: [1e12] },
      ];
      const shape = await admin.put(optionsAt(id), { options }).expect(422);
      expect(wrongFields(shape.body)).toEqual([
        'options.0.name',
        'options.0.type',
        'options.0.values',
        'options.1.colour',
        'options.1.swatches',
        'options.2.values',
      ]);
      const rules = await admin
        .put(optionsAt(id), {
          options: [
            { ...SIZE, values: ['S', 's'] },
            { ...WIDTH, name: 'size', values: ['x'] },
          ],
        })
        .expect(422);
      expect(fieldErrors(rules.body)).toEqual([
        'options.0.values REPEATED_VALUE',
        'options.1.values.0 WRONG_TYPE',
        'options REPEATED_NAME',
      ]);
      for (const body of [
        {},
        { options: 'S' },
        { options: [null] },
        { options: [[[]]] },
        { options: Array(6).fill(SIZE) },
      ]) {
        await admin.put(optionsAt(id), body).expect(422);
      }
    });

    it('are for templates alone', async () => {
      const { id } = await aProduct(admin);
      const refused = await admin.put(optionsAt(id), { options: [SIZE] }).expect(409);
      expect(refused.body).toMatchObject({ code: 'NOT_A_TEMPLATE', kind: 'standard' });
      expect((await admin.get(optionsAt(id)).expect(200)).body).toEqual([]);
      await admin.get(optionsAt(newId())).expect(404);
      await admin.put(optionsAt(newId()), { options: [SIZE] }).expect(404);
    });

    it('keep what variants chose, and lend them a new spelling', async () => {
      const { id } = await template();
      const red = await make(id, { Size: 'M', Colour: 'Red' });
      for (const options of [
        [SIZE],
        [SIZE, COLOUR, WIDTH],
        [{ ...SIZE, values: ['S', 'L'] }, COLOUR],
        [{ ...SIZE, type: 'number', values: [1] }, COLOUR],
      ]) {
        const { body } = await admin.put(optionsAt(id), { options }).expect(409);
        expect(body).toMatchObject({
          code: 'OPTION_IN_USE',
          count: 1,
          variants: [{ id: red.id, sku: red.sku }],
        });
      }
      const options = [
        { ...COLOUR, name: 'COLOUR', values: ['red', 'Green'], swatches: {} },
        { ...SIZE, values: ['XL', 'm'] },
      ];
      await admin.put(optionsAt(id), { options }).expect(200);
      const { body } = await admin.get(`/v1/products/${red.id}`).expect(200);
      expect(body).toMatchObject({ option_values: { COLOUR: 'red', Size: 'm' }, version: 2 });
    });
  });

  describe('one by one', () => {
    it('have from their template what they do not say', async () => {
      const category = (await admin.post('/v1/categories', { name: 'Shirts' }).expect(201)).body as {
        id: string;
      };
      const brand = (await admin.post('/v1/brands', { name: 'Loom' }).expect(201)).body as { id: string };
      const tee = await template({
        description: 'Cotton',
        cost_price: 8.5,
        category_id: category.id,
        brand_id: brand.id,
        min_stock_level: 3,
        tax_group_id: null,
        attributes: { material: 'cotton' },
        image_url: 'https://cdn.example/tee.jpg',
      });
      const plain = await make(tee.id, { colour: 'navy', size: 'M' });
      expect(plain).toMatchObject({
        kind: 'standard',
        parent_id: tee.id,
        option_values: { Size: 'M', Colour: 'Navy' },
        sku: `${tee.sku}-M-NAVY`,
        name: 'Tee M / Navy',
        description: 'Cotton',
        price: 20,
        cost_price: 8.5,
        category_id: category.id,
        brand_id: brand.id,
        tax_group_id: null,
        unit: 'pc',
        min_stock_level: 3,
        attributes: { material: 'cotton' },
        image_url: 'https://cdn.example/tee.jpg',
        is_stocked: true,
        stock_quantity: 0,
      });
      const special = await make(
        tee.id,
        { Colour: 'Red', Size: 'L' },
        {
          sku: 'TEE-BIG',
          name: 'Big red tee',
          price: 25,
          cost_price: null,
          barcode: '4006381333931',
          is_stocked: false,
          min_stock_level: 0,
        },
      );
      expect(special).toMatchObject({
        sku: 'TEE-BIG',
        name: 'Big red tee',
        price: 25,
        unit_price: 25,
        cost_price: null,
        barcode: '4006381333931',
        is_stocked: false,
      });
      const cheap = await make(tee.id, { Colour: 'Red', Size: 'S' }, { unit_price: 15 });
      expect(cheap).toMatchObject({ price: 15 });
    });

    it('choose one allowed value of every option', async () => {
      const { id } = await template({}, [SIZE, COLOUR, WIDTH]);
      const wrong = await admin
        .post(variantsAt(id), { option_values: { Size: 'XXL', Width: '10', Fabric: 'silk' } })
        .expect(422);
      expect(fieldErrors(wrong.body)).toEqual([
        'option_values.Size VALUE_NOT_ALLOWED',
        'option_values.Colour OPTION_MISSING',
        'option_values.Width VALUE_NOT_ALLOWED',
        'option_values.Fabric NO_SUCH_OPTION',
      ]);
      for (const option_values of [undefined, null, [], 'M', { Size: null }, { Size: { a: 1 } }]) {
        const { body } = await admin.post(variantsAt(id), { option_values }).expect(422);
        expect(wrongFields(body)).toEqual(['option_values']);
      }
      expect(
        wrongFields(
          (
            await admin
              .post(variantsAt(id), { option_values: {}, kind: 'bundle', category_id: newId() })
              .expect(422)
          ).body,
        ),
      ).toEqual(['category_id', 'kind']);
    });

    it('are there once, also when two make them at the same time', async () => {
      const { id } = await template();
      const first = await make(id, { Size: 'M', Colour: 'Red' });
      const again = await admin
        .post(variantsAt(id), { option_values: { size: 'm', colour: 'RED' } })
        .expect(409);
      expect(again.body).toMatchObject({ code: 'VARIANT_EXISTS', product_id: first.id, sku: first.sku });
      const racing = await Promise.all(
        [1, 2, 3, 4].map(() => admin.post(variantsAt(id), { option_values: { Size: 'L', Colour: 'Red' } })),
      );
      expect(racing.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
      const twin = t.dataSource.query(
        `INSERT INTO products (id, sku, name, unit_id, parent_id, option_values)
         SELECT $1, 'TWIN', name, unit_id, parent_id, option_values FROM products WHERE id = $2`,
        [newId(), first.id],
      );
      await expect(twin.catch((error: unknown) => violates(error, 'uq_products_variant'))).resolves.toBe(
        true,
      );
    });

    it('refuse a code that is taken, leaving nothing behind', async () => {
      const { id } = await template();
      const other = await aProduct(admin, { barcode: '96385074' });
      const sku = await admin
        .post(variantsAt(id), { option_values: { Size: 'M', Colour: 'Red' }, sku: other.sku })
        .expect(409);
      expect(sku.body).toMatchObject({ code: 'SKU_TAKEN' });
      const code = await admin
        .post(variantsAt(id), { option_values: { Size: 'M', Colour: 'Red' }, barcode: '96385074' })
        .expect(409);
      expect(code.body).toMatchObject({ code: 'BARCODE_TAKEN' });
      expect((await admin.get(variantsAt(id)).expect(200)).body).toEqual([]);
    });

    it('need a template that is in use and has options', async () => {
      const { id } = await aProduct(admin);
      expect((await admin.post(variantsAt(id), { option_values: {} }).expect(409)).body).toMatchObject({
        code: 'NOT_A_TEMPLATE',
      });
      const bare = await template({}, []);
      expect((await admin.post(variantsAt(bare.id), { option_values: {} }).expect(409)).body).toMatchObject({
        code: 'NO_OPTIONS',
      });
      const old = await template();
      await admin.post(`/v1/products/${old.id}/lifecycle`, { status: 'discontinued' }).expect(200);
      const refused = await admin
        .post(variantsAt(old.id), { option_values: { Size: 'M', Colour: 'Red' } })
        .expect(409);
      expect(refused.body).toMatchObject({ code: 'LIFECYCLE_RESTRICTED' });
      await admin.post(variantsAt(newId()), { option_values: {} }).expect(404);
      const orphan = t.dataSource.query(
        `INSERT INTO products (id, sku, name, unit_id, parent_id) SELECT $1, 'ORPHAN', name, unit_id, id FROM products WHERE id = $2`,
        [newId(), id],
      );
      await expect(orphan.catch((error: unknown) => violates(error, 'ck_products_parent'))).resolves.toBe(
        true,
      );
    });
  });

  describe('all at once', () => {
    it('fill the gaps, with SKUs that are free', async () => {
      const tee = await template();
      await make(tee.id, { Size: 'M', Colour: 'Red' }, { sku: 'BY-HAND' });
      await aProduct(admin, { sku: `${tee.sku}-s-red` });
      const { body } = await admin.post(variantsAt(tee.id, '/generate'), { price: 22 }).expect(200);
      const { created, already_there } = body as { created: Product[]; already_there: number };
      expect(already_there).toBe(1);
      expect(created.map(({ sku, price }) => [sku, price])).toEqual([
        [`${tee.sku}-S-RED-2`, 22],
        [`${tee.sku}-S-NAVY`, 22],
        [`${tee.sku}-M-NAVY`, 22],
        [`${tee.sku}-L-RED`, 22],
        [`${tee.sku}-L-NAVY`, 22],
      ]);
      const again = await admin.post(variantsAt(tee.id, '/generate')).expect(200);
      expect(again.body).toEqual({ created: [], already_there: 6 });
    });

    it('are made once, however many ask at the same time', async () => {
      const { id } = await template();
      const answers = await Promise.all([1, 2, 3].map(() => admin.post(variantsAt(id, '/generate'))));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      const made = answers.map(({ body }) => (body as { created: unknown[] }).created.length).sort();
      expect(made).toEqual([0, 0, 6]);
    });

    it('are at most 200', async () => {
      const values = Array.from({ length: 15 }, (_, n) => `V${n}`);
      const { id } = await template({}, [
        { ...SIZE, values },
        { name: 'Fit', type: 'text', values },
      ]);
      const { body } = await admin.post(variantsAt(id, '/generate')).expect(409);
      expect(body).toMatchObject({ code: 'TOO_MANY_VARIANTS', wanted: 225, most: 200 });
      await admin
        .put(optionsAt(id), {
          options: [
            { ...SIZE, values },
            { name: 'Fit', type: 'text', values: values.slice(0, 13) },
          ],
        })
        .expect(200);
      const made = await admin.post(variantsAt(id, '/generate')).expect(200);
      expect((made.body as { created: unknown[] }).created).toHaveLength(195);
    });

    it('refuse fields that can only be one variant’s', async () => {
      const { id } = await template();
      const { body } = await admin
        .post(variantsAt(id, '/generate'), { sku: 'X', barcode: '96385074', plu: '1' })
        .expect(422);
      expect(wrongFields(body)).toEqual(['barcode', 'plu', 'sku']);
    });
  });

  it('are listed with their stock, page by page, without archived ones', async () => {
    const tee = await template({ cost_price: 9 });
    const { body } = await admin.post(variantsAt(tee.id, '/generate')).expect(200);
    const { created } = body as { created: Product[] };
    await admin.post(`/v1/inventory/restock/${created[0]!.id}?quantity=7`).expect(200);
    await admin.post(`/v1/products/${created[5]!.id}/lifecycle`, { status: 'discontinued' }).expect(200);
    await admin.post(`/v1/products/${created[5]!.id}/lifecycle`, { status: 'archived' }).expect(200);

    const first = await admin.get(variantsAt(tee.id, '?limit=3&count=true&sort=created_at')).expect(200);
    expect(first.headers['x-total-count']).toBe('5');
    const next = /<([^>]+)>; rel="next"/.exec(String(first.headers['link']))![1]!;
    const second = await admin.get(next).expect(200);
    const listed = [...(first.body as Product[]), ...(second.body as Product[])];
    expect(listed.map(({ id }) => id).sort()).toEqual(
      created
        .slice(0, 5)
        .map(({ id }) => id)
        .sort(),
    );
    expect(listed.find(({ id }) => id === created[0]!.id)).toMatchObject({
      stock_quantity: 7,
      cost_price: 9,
    });

    const cashier = await t.as('cashier');
    const seen = (await cashier.get(variantsAt(tee.id)).expect(200)).body as Product[];
    expect(seen[0]).not.toHaveProperty('cost_price');
    await admin.get(variantsAt(newId())).expect(404);
    await admin.get(variantsAt(tee.id, '?sort=password')).expect(422);
  });

  it('keep their template: it is archived instead of deleted, and neither sold, bought nor stocked', async () => {
    const tee = await template();
    await make(tee.id, { Size: 'M', Colour: 'Red' });
    for (const [path, body] of [
      [`/v1/inventory/restock/${tee.id}?quantity=5`, {}],
      [`/v1/inventory/stock-adjustment/${tee.id}?adjustment=5&reason=count`, {}],
    ] as const) {
      const refused = await admin.post(path, body).expect(409);
      expect(refused.body).toMatchObject({
        code: expect.stringMatching(/^(PRODUCT_NOT_STOCKED|NOT_PURCHASABLE)$/),
      });
    }
    const opened = await admin.post('/v1/products', {
      name: 'T',
      price: 1,
      kind: 'template',
      stock_quantity: 3,
    });
    expect([opened.status, fieldErrors(opened.body)]).toEqual([422, ['stock_quantity NOT_STOCKED']]);
    await admin.delete(`/v1/products/${tee.id}`).expect(204);
    expect((await admin.get(`/v1/products/${tee.id}`).expect(200)).body).toMatchObject({
      lifecycle_status: 'archived',
    });
  });

  it('take no kind that would orphan something, whatever writes it', async () => {
    const tee = await template();
    const stocked = await aProduct(admin, { stock_quantity: 1 });
    for (const [id, kind] of [
      [tee.id, 'standard'],
      [stocked.id, 'template'],
    ]) {
      const change = t.dataSource.query(`UPDATE products SET kind = $2, is_stocked = false WHERE id = $1`, [
        id,
        kind,
      ]);
      await expect(
        change.catch((error: unknown) => violates(error, 'ck_products_kind_in_use')),
      ).resolves.toBe(true);
    }
  });

  it('show the image of their template until they have their own', async () => {
    const tee = await template({ image_url: `/v1/images/${newId()}/large` });
    const variant = await make(tee.id, { Size: 'M', Colour: 'Red' });
    expect(variant['image_url']).toBe(tee['image_url']);
  });

  it('are made by those alone who may write', async () => {
    const { id } = await template();
    const cashier = await t.as('cashier');
    await cashier.put(optionsAt(id), { options: [SIZE] }).expect(403);
    await cashier.post(variantsAt(id), { option_values: { Size: 'M', Colour: 'Red' } }).expect(403);
    await cashier.post(variantsAt(id, '/generate')).expect(403);
    await cashier.get(optionsAt(id)).expect(200);
  });
});
