import { newId } from '../../../src/common/database/new-id.js';
import { aProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface Body {
  id: string;
  code: string;
  name: string;
  version: number;
  errors?: { field: string; code: string }[];
  [field: string]: unknown;
}

let t: TestApp;
let admin: Client;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
afterAll(() => t.close());

async function supplier(fields: object = {}): Promise<string> {
  return ((await admin.post('/v1/suppliers', { name: 'Acme', ...fields }).expect(201)).body as Body).id;
}

async function fieldsOf(call: ReturnType<Client['post']>): Promise<string[]> {
  const { body } = await call.expect(422);
  return [...new Set((body as Body).errors!.map(({ field }) => field))].sort();
}

describe('divisions', () => {
  it('have people and terms of their own, or the supplier’s', async () => {
    const id = await supplier({ payment_days: 45 });
    const fields = {
      name: 'Frozen',
      code: 'frz',
      description: 'Fish and ice',
      contact_person: 'Jane',
      email: 'Jane@Acme.Example',
      phone: '1',
      payment_days: 7,
      is_active: true,
    };
    const made = (await admin.post(`/v1/suppliers/${id}/divisions`, fields).expect(201)).body as Body;
    const tidied = { code: 'FRZ', email: 'jane@acme.example', effective_payment_days: 7, supplier_id: id };
    expect(made).toMatchObject({ ...fields, ...tidied });
    const path = `/v1/inventory/suppliers/${id}/divisions/${made.id}`;
    expect((await admin.get(path).expect(200)).body).toEqual(made);
    const changed = await admin.patch(path, { payment_days: null }).set('if-match', '"1"').expect(200);
    expect(changed.body).toMatchObject({ payment_days: null, effective_payment_days: 45, version: 2 });
    await admin.put(path, { name: 'x' }).set('if-match', '"1"').expect(412);
    await admin.delete(path).expect(204);
    await admin.get(path).expect(404);
  });

  it('have names and codes of their own within a supplier', async () => {
    const [one, other] = [await supplier(), await supplier()];
    const add = (id: string, body: object): ReturnType<Client['post']> =>
      admin.post(`/v1/suppliers/${id}/divisions`, body);
    const { id } = (await add(one, { name: 'Dry', code: 'D' }).expect(201)).body as Body;
    await add(other, { name: 'Dry', code: 'D' }).expect(201);
    expect((await add(one, { name: 'Dry' }).expect(409)).body).toMatchObject({ code: 'DIVISION_NAME_TAKEN' });
    expect((await add(one, { name: 'Wet', code: 'd' }).expect(409)).body).toMatchObject({
      code: 'DIVISION_CODE_TAKEN',
    });
    await add(one, { name: 'Wet' }).expect(201);
    await add(one, { name: 'Hot' }).expect(201);
    await admin.get(`/v1/suppliers/${other}/divisions/${id}`).expect(404);
    await admin.delete(`/v1/suppliers/${other}/divisions/${id}`).expect(404);
    await add(newId(), { name: 'x' }).expect(404);
    const wrong = { name: 1, code: '', email: 'x', payment_days: 1.5, is_active: null, colour: 'red' };
    expect(await fieldsOf(add(one, wrong))).toEqual(Object.keys(wrong).sort());
    const first = await admin.get(`/v1/suppliers/${one}/divisions?limit=2&count=true`).expect(200);
    expect((first.body as Body[]).map(({ name }) => name)).toEqual(['Dry', 'Hot']);
    expect(first.headers['x-total-count']).toBe('3');
    await (await t.as('cashier')).post(`/v1/suppliers/${one}/divisions`, { name: 'x' }).expect(403);
  });
});

describe('supplier products', () => {
  it('say what the supplier calls it, what a pack costs and how it is ordered', async () => {
    const id = await supplier();
    const product = await aProduct(admin, { name: 'Coffee' });
    const fields = {
      product_id: product.id,
      supplier_code: 'AC-1',
      supplier_name: 'Beans 12x',
      cost: 50,
      currency: 'eur',
      pack_factor: 12,
      pack_unit: 'case',
      minimum_order_quantity: 2,
      lead_time_days: 3,
      is_preferred: true,
      is_active: true,
      notes: 'Mondays',
    };
    const made = (await admin.post(`/v1/suppliers/${id}/products`, fields).expect(201)).body as Body;
    const shown = { currency: 'EUR', unit_cost: 4.1667, sku: product.sku, product_name: 'Coffee' };
    expect(made).toMatchObject({ ...fields, ...shown });
    const path = `/v1/inventory/suppliers/${id}/products/${made.id}`;
    expect((await admin.get(path).expect(200)).body).toEqual(made);
    const changed = await admin
      .patch(path, { cost: null, lead_time_days: null })
      .set('if-match', '"1"')
      .expect(200);
    expect(changed.body).toMatchObject({
      cost: null,
      unit_cost: null,
      lead_time_days: null,
      pack_factor: 12,
    });
    await admin.put(path, { pack_factor: 6 }).set('if-match', '"1"').expect(412);
    await admin.put(path, { product_id: newId() }).expect(422);

    const cashier = await t.as('cashier');
    const seen = (await cashier.get(path).expect(200)).body as Body;
    expect(seen).toMatchObject({ supplier_code: 'AC-1' });
    expect(Object.keys(seen)).not.toEqual(expect.arrayContaining(['cost']));
    expect(Object.keys(seen)).not.toEqual(expect.arrayContaining(['unit_cost']));
    await cashier.post(`/v1/suppliers/${id}/products`, fields).expect(403);

    await admin.delete(path).expect(204);
    await admin.get(path).expect(404);
  });

  it('are refused when wrong, unknown or there already', async () => {
    const id = await supplier();
    const product = await aProduct(admin, { stock_quantity: 0 });
    const add = (body: object): ReturnType<Client['post']> =>
      admin.post(`/v1/suppliers/${id}/products`, body);
    const wrong = {
      product_id: 'x',
      supplier_code: '',
      cost: -1,
      currency: 'GOLD',
      pack_factor: 0,
      minimum_order_quantity: 0,
      lead_time_days: 1.5,
      is_preferred: 'yes',
      price: 1,
    };
    expect(await fieldsOf(add(wrong))).toEqual(Object.keys(wrong).sort());
    expect(await fieldsOf(add({ product_id: newId() }))).toEqual(['product_id']);
    await add({ product_id: product.id }).expect(201);
    expect((await add({ product_id: product.id }).expect(409)).body).toMatchObject({
      code: 'SUPPLIER_PRODUCT_TAKEN',
    });
    await admin.post(`/v1/suppliers/${newId()}/products`, { product_id: product.id }).expect(404);
    await admin.delete(`/v1/products/${product.id}`).expect(204);
    expect((await admin.get(`/v1/products/${product.id}`).expect(200)).body).toMatchObject({
      lifecycle_status: 'archived',
    });
  });

  it('have one preferred supplier at most, however many become it at once', async () => {
    const product = await aProduct(admin);
    const offers = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const id = await supplier({ name: 'Bidder' });
        const { body } = await admin
          .post(`/v1/suppliers/${id}/products`, { product_id: product.id })
          .expect(201);
        return `/v1/suppliers/${id}/products/${(body as Body).id}`;
      }),
    );
    const answers = await Promise.all(offers.map((path) => admin.patch(path, { is_preferred: true })));
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const preferred = async (): Promise<number> => {
      const text = `SELECT count(*)::int AS n FROM supplier_products WHERE product_id = $1 AND is_preferred`;
      return (await t.dataSource.query<{ n: number }[]>(text, [product.id]))[0]!.n;
    };
    expect(await preferred()).toBe(1);
    const moved = await admin.patch(offers[0]!, { is_preferred: true }).expect(200);
    expect(moved.body).toMatchObject({ is_preferred: true });
    expect(await preferred()).toBe(1);
    await admin.patch(offers[0]!, { is_preferred: true, is_active: false }).expect(422);
    const off = await admin.patch(offers[0]!, { is_active: false }).expect(200);
    expect(off.body).toMatchObject({ is_active: false, is_preferred: false });
    await admin.patch(offers[0]!, { is_preferred: true }).expect(422);

    const list = await admin.get(`/v1/suppliers?product_id=${product.id}&limit=3&count=true`).expect(200);
    expect(list.headers['x-total-count']).toBe('5');
    const next = /<(.+)>; rel="next"/.exec(list.headers['link']!)![1]!;
    expect((await admin.get(next).expect(200)).body).toHaveLength(2);
  });

  it('are listed by product, code and name', async () => {
    const id = await supplier();
    const [tea, milk] = [await aProduct(admin, { name: 'Tea' }), await aProduct(admin, { name: 'Milk' })];
    await admin.post(`/v1/suppliers/${id}/products`, { product_id: tea.id, supplier_code: 'T1' }).expect(201);
    await admin.post(`/v1/suppliers/${id}/products`, { product_id: milk.id, is_active: false }).expect(201);
    const names = async (filter: string): Promise<unknown> =>
      ((await admin.get(`/v1/suppliers/${id}/products?${filter}`).expect(200)).body as Body[]).map(
        (each) => each['product_name'],
      );
    expect(await names('')).toEqual(['Milk', 'Tea']);
    expect(await names('supplier_code=T1')).toEqual(['Tea']);
    expect(await names(`product_id=${milk.id}`)).toEqual(['Milk']);
    expect(await names('is_active=true&sort=-sku')).toEqual(['Tea']);
    await admin.get(`/v1/suppliers/${newId()}/products`).expect(404);
  });
});

it('checks and finds the VAT numbers of suppliers too', async () => {
  const refused = await admin.post('/v1/suppliers', { name: 'x', vat_number: 'IT00743110158' }).expect(422);
  expect(refused.body).toMatchObject({ code: 'VAT_NUMBER_INVALID' });
  const id = await supplier({ name: 'Italian', vat_number: 'it 00743110157' });
  await admin.patch(`/v1/suppliers/${id}`, { vat_number: 'IT1' }).expect(422);
  const found = await admin.get('/v1/suppliers?vat_number=IT%2000743110157&is_internal=false').expect(200);
  expect((found.body as Body[]).map(({ name }) => name)).toEqual(['Italian']);
});
