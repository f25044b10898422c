import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { auditOf, fieldErrors, wrongFields, type Product } from './catalog-fixtures.js';

interface Pack {
  id: string;
  unit: string;
  [field: string]: unknown;
}

const NOBODY = '01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10';

describe('/v1/products/{id}/packagings', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
    for (const code of ['six', 'box', 'case', 'pallet', 'bag']) {
      await admin.post('/v1/units', { code, name: `A ${code}`, kind: 'piece' }).expect(201);
    }
  });
  afterAll(() => t.close());

  async function product(body: object = {}): Promise<Product> {
    return (await admin.post('/v1/products', { name: 'Cola', price: 0.5, ...body }).expect(201))
      .body as Product;
  }
  async function pack(id: string, body: object): Promise<Pack> {
    return (await admin.post(`/v1/products/${id}/packagings`, body).expect(201)).body as Pack;
  }
  const packs = async (id: string): Promise<Pack[]> =>
    (await admin.get(`/v1/products/${id}/packagings`).expect(200)).body as Pack[];

  it('are so many of the product’s unit, with sizes and codes of their own', async () => {
    const { id } = await product();
    const made = await pack(id, {
      unit: 'CASE',
      factor: 24,
      barcode: '10614141000415',
      barcodes: ['CASE-24'],
      length_cm: 40,
      width_cm: 30,
      height_cm: 25.5,
      weight_kg: 9.25,
    });
    expect(made).toMatchObject({
      product_id: id,
      unit: 'case',
      unit_name: 'A case',
      factor: 24,
      barcode: '10614141000415',
      barcodes: ['10614141000415', 'CASE-24'],
      allow_sale: true,
      allow_purchase: true,
      is_default_sale_unit: false,
      volume_m3: 0.0306,
      weight_kg: 9.25,
      is_active: true,
      version: 1,
    });
    const changed = await admin
      .patch(`/v1/products/${id}/packagings/${made.id}`, { volume_m3: 0.04, barcodes: ['CASE-24'] })
      .set('if-match', '"1"')
      .expect(200);
    expect(changed.body).toMatchObject({ volume_m3: 0.04, barcodes: ['CASE-24'], factor: 24, version: 2 });
    const derived = await admin
      .put(`/v1/products/${id}/packagings/${made.id}`, { volume_m3: null })
      .expect(200);
    expect(derived.body).toMatchObject({ volume_m3: 0.0306, version: 3 });
    await admin
      .patch(`/v1/products/${id}/packagings/${made.id}`, { factor: 12 })
      .set('if-match', '"1"')
      .expect(412);
    await pack(id, { unit: 'six', factor: 6 });
    expect((await packs(id)).map(({ unit }) => unit)).toEqual(['six', 'case']);
    expect((await auditOf(t, made.id)).map(({ action }) => action)).toEqual([
      'product_packaging.created',
      'product_packaging.updated',
      'product_packaging.updated',
    ]);
  });

  it('do not mix their codes with the product’s, and one code means one thing', async () => {
    const { id } = await product({ barcode: 'PIECE-1' });
    await pack(id, { unit: 'six', factor: 6, barcode: 'SIX-1' });
    expect((await admin.get(`/v1/products/${id}`)).body).toMatchObject({ barcodes: ['PIECE-1'] });
    await admin.patch(`/v1/products/${id}`, { barcodes: ['PIECE-2'] }).expect(200);
    expect(await packs(id)).toMatchObject([{ barcodes: ['SIX-1'] }]);
    expect((await admin.get('/v1/products?barcode=SIX-1').expect(200)).body).toMatchObject([{ id }]);
    expect((await admin.get('/v1/products?q=six-1').expect(200)).body).toMatchObject([{ id }]);

    const other = await product();
    for (const barcode of ['SIX-1', 'PIECE-2']) {
      const body = { unit: 'box', factor: 12, barcode };
      expect((await admin.post(`/v1/products/${id}/packagings`, body).expect(409)).body).toMatchObject({
        code: 'BARCODE_TAKEN',
        barcode,
      });
      await admin.post(`/v1/products/${other.id}/packagings`, body).expect(409);
      await admin.post('/v1/products', { name: 'x', price: 1, barcode }).expect(409);
    }
    await admin.patch(`/v1/products/${id}`, { barcode: 'SIX-1' }).expect(409);
    await admin.post(`/v1/products/${id}/barcodes`, { code: 'SIX-1' }).expect(409);
    expect(await packs(id)).toHaveLength(1);
  });

  it('are found by their codes, with what they hold', async () => {
    const made = await product({ price: 0.5, barcode: 'SCAN-1', sku: 'SCAN' });
    const six = await pack(made.id, { unit: 'six', factor: 6, barcode: '042100005264' });
    const lookup = (code: string) => admin.get(`/v1/products/lookup?code=${code}`);
    expect((await lookup('0042100005264').expect(200)).body).toMatchObject({
      match: 'packaging',
      product: { id: made.id, barcodes: ['SCAN-1'] },
      packaging: { id: six.id, unit: 'six', unit_name: 'A six', factor: 6, allow_sale: true },
      quantity: 6,
      unit_price: 0.5,
      price: 3,
    });
    expect((await lookup('SCAN-1').expect(200)).body).toMatchObject({
      match: 'barcode',
      packaging: null,
      quantity: 1,
    });
    await admin.patch(`/v1/products/${made.id}/packagings/${six.id}`, { is_active: false }).expect(200);
    await lookup('042100005264').expect(404);
    await admin.patch(`/v1/products/${made.id}`, { price: null }).expect(200);
    expect((await lookup('SCAN').expect(200)).body).toMatchObject({ unit_price: null, price: null });
  });

  it('hold whole pieces, and parts of what is measured', async () => {
    const pieces = await product();
    const refused = await admin
      .post(`/v1/products/${pieces.id}/packagings`, { unit: 'six', factor: 2.5 })
      .expect(422);
    expect(fieldErrors(refused.body)).toEqual(['factor FRACTIONAL_PIECES']);
    const flour = await product({ name: 'Flour', unit: 'kg' });
    expect(await pack(flour.id, { unit: 'bag', factor: 2.5 })).toMatchObject({ factor: 2.5 });
    expect((await admin.patch(`/v1/products/${flour.id}`, { unit: 'g' }).expect(409)).body).toMatchObject({
      code: 'HAS_PACKAGINGS',
    });
  });

  it('refuse every wrong field by name', async () => {
    const { id } = await product();
    const wrong = {
      unit: '',
      factor: 0,
      barcode: '4006381333932',
      barcodes: 'x',
      allow_sale: 1,
      is_default_sale_unit: null,
      length_cm: -1,
      weight_kg: 'heavy',
      volume_m3: 0,
      price: 5,
    };
    const { body } = await admin.post(`/v1/products/${id}/packagings`, wrong).expect(422);
    expect(wrongFields(body)).toEqual(Object.keys(wrong).sort());
    const said = async (sent: object): Promise<string[]> =>
      fieldErrors((await admin.post(`/v1/products/${id}/packagings`, sent).expect(422)).body);
    expect(await said({ unit: 'pc', factor: 2 })).toEqual(['unit UNIT_IS_BASE']);
    expect(await said({ unit: 'crate', factor: 2.5 })).toEqual([
      'unit UNIT_NOT_FOUND',
      'factor FRACTIONAL_PIECES',
    ]);
    expect(await said({ unit: 'six', factor: 6, allow_sale: false, is_default_sale_unit: true })).toEqual([
      'is_default_sale_unit DEFAULT_NOT_ALLOWED',
    ]);
    await pack(id, { unit: 'six', factor: 6 });
    const twice = await admin.post(`/v1/products/${id}/packagings`, { unit: 'SIX', factor: 7 }).expect(409);
    expect(twice.body).toMatchObject({ code: 'PACKAGING_UNIT_TAKEN' });
    const template = await product({ kind: 'template' });
    const none = await admin
      .post(`/v1/products/${template.id}/packagings`, { unit: 'six', factor: 6 })
      .expect(422);
    expect(fieldErrors(none.body)).toEqual(['product_id TEMPLATE_HAS_NO_PACKS']);
  });

  it('have at most one default for selling and one for buying', async () => {
    const { id } = await product();
    const both = { is_default_sale_unit: true, is_default_purchase_unit: true };
    const six = await pack(id, { unit: 'six', factor: 6, ...both });
    const box = await pack(id, { unit: 'box', factor: 12, is_default_sale_unit: true });
    const defaults = async () =>
      (await packs(id)).map((each) => [
        each.unit,
        each['is_default_sale_unit'],
        each['is_default_purchase_unit'],
      ]);
    expect(await defaults()).toEqual([
      ['six', false, true],
      ['box', true, false],
    ]);
    await admin.patch(`/v1/products/${id}/packagings/${six.id}`, { is_active: false }).expect(200);
    await admin.patch(`/v1/products/${id}/packagings/${box.id}`, { allow_sale: false }).expect(200);
    expect(await defaults()).toEqual([
      ['six', false, false],
      ['box', false, false],
    ]);
    const answers = await Promise.all(
      ['case', 'pallet', 'bag'].map((unit, n) =>
        admin.post(`/v1/products/${id}/packagings`, { unit, factor: 100 + n, is_default_sale_unit: true }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await defaults()).filter(([, isDefault]) => isDefault)).toHaveLength(1);
  });

  it('are compared with each other: what does not break down evenly is named', async () => {
    const { id } = await product();
    await pack(id, { unit: 'six', factor: 6 });
    await pack(id, { unit: 'box', factor: 10 });
    const pallet = await pack(id, { unit: 'pallet', factor: 600 });
    const { body } = await admin.get(`/v1/products/${id}/packagings/conversions`).expect(200);
    const { conversions, ...rest } = body as { conversions: { is_even: boolean; from_unit: string }[] };
    expect(rest).toEqual({
      base_unit: 'pc',
      is_consistent: false,
      units: [
        { unit: 'pc', factor: 1 },
        { unit: 'six', factor: 6 },
        { unit: 'box', factor: 10 },
        { unit: 'pallet', factor: 600 },
      ],
    });
    expect(conversions).toHaveLength(12);
    expect(conversions).toContainEqual({ from_unit: 'pallet', to_unit: 'six', ratio: 100, is_even: true });
    expect(conversions.filter(({ is_even }) => !is_even)).toEqual([
      { from_unit: 'box', to_unit: 'six', ratio: 1.666667, is_even: false },
    ]);
    await admin.patch(`/v1/products/${id}/packagings/${pallet.id}`, { is_active: false }).expect(200);
    const shorter = await admin.get(`/v1/products/${id}/packagings/conversions`).expect(200);
    expect((shorter.body as { units: unknown[] }).units).toHaveLength(3);
    await admin.get(`/v1/products/${NOBODY}/packagings/conversions`).expect(404);
  });

  it('are deleted with their codes, and deactivated once something refers to them', async () => {
    const { id } = await product();
    const free = await pack(id, { unit: 'six', factor: 6, barcode: 'FREE-6' });
    await admin.delete(`/v1/products/${id}/packagings/${free.id}`).set('if-match', '"7"').expect(412);
    await admin.delete(`/v1/products/${id}/packagings/${free.id}`).expect(204);
    await admin.get(`/v1/products/${id}/packagings/${free.id}`).expect(404);
    await product({ barcode: 'FREE-6' });

    const sold = await pack(id, { unit: 'box', factor: 12, barcode: 'SOLD-12' });
    await t.dataSource.query(
      `CREATE TABLE sold_packs (packaging_id uuid REFERENCES product_packagings (id))`,
    );
    await t.dataSource.query(`INSERT INTO sold_packs VALUES ($1)`, [sold.id]);
    expect((await admin.delete(`/v1/products/${id}/packagings/${sold.id}`).expect(409)).body).toMatchObject({
      code: 'PACKAGING_IN_USE',
    });
    await admin.patch(`/v1/products/${id}/packagings/${sold.id}`, { is_active: false }).expect(200);
    expect(await packs(id)).toMatchObject([{ unit: 'box', is_active: false, barcodes: ['SOLD-12'] }]);
    await t.dataSource.query(`DROP TABLE sold_packs`);
  });

  it('keep their unit, which keeps its meaning', async () => {
    const { id } = await product();
    await pack(id, { unit: 'bag', factor: 3 });
    const units = (await admin.get('/v1/units?q=bag').expect(200)).body as { id: string }[];
    const [unit] = units;
    expect((await admin.delete(`/v1/units/${unit!.id}`).expect(409)).body).toMatchObject({
      code: 'UNIT_IN_USE',
    });
    await admin.patch(`/v1/units/${unit!.id}`, { kind: 'weight' }).expect(409);
    await admin.patch(`/v1/units/${unit!.id}`, { is_active: false }).expect(200);
    const other = await product();
    const refused = await admin
      .post(`/v1/products/${other.id}/packagings`, { unit: 'bag', factor: 3 })
      .expect(422);
    expect(fieldErrors(refused.body)).toEqual(['unit UNIT_INACTIVE']);
    await admin.post('/v1/products', { name: 'x', price: 1, unit: 'bag' }).expect(422);
    await admin.patch(`/v1/units/${unit!.id}`, { is_active: true }).expect(200);
  });

  it('belong to their product, and are written only with catalog:write', async () => {
    const [one, two] = [await product(), await product()];
    const six = await pack(one.id, { unit: 'six', factor: 6 });
    await admin.get(`/v1/products/${two.id}/packagings/${six.id}`).expect(404);
    await admin.patch(`/v1/products/${two.id}/packagings/${six.id}`, { factor: 7 }).expect(404);
    await admin.delete(`/v1/products/${two.id}/packagings/${six.id}`).expect(404);
    await admin.get(`/v1/products/${NOBODY}/packagings`).expect(404);
    await admin.post(`/v1/products/${NOBODY}/packagings`, { unit: 'six', factor: 6 }).expect(404);
    const cashier = await t.as('cashier');
    await cashier.get(`/v1/products/${one.id}/packagings`).expect(200);
    await cashier.post(`/v1/products/${one.id}/packagings`, { unit: 'box', factor: 6 }).expect(403);
    await cashier.patch(`/v1/products/${one.id}/packagings/${six.id}`, { factor: 7 }).expect(403);
    await cashier.delete(`/v1/products/${one.id}/packagings/${six.id}`).expect(403);
  });
});
