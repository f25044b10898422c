import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface SupplierBody {
  id: string;
  code: string;
  name: string;
  [field: string]: unknown;
}

interface ProblemBody {
  code: string;
  errors?: { field: string; code: string }[];
}

let t: TestApp;
let admin: Client;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
afterAll(() => t.close());

async function add(fields: object = {}): Promise<SupplierBody> {
  return (await admin.post('/v1/suppliers', { name: 'Acme', ...fields }).expect(201)).body as SupplierBody;
}

function problem(answer: { body: unknown }): ProblemBody {
  return answer.body as ProblemBody;
}

it('takes every field there is, tidied, and shows them all again', async () => {
  const fields = {
    name: 'Acme Wholesale',
    code: 'acme',
    contact_info: 'orders@acme.example',
    contact_person: 'Jane Doe',
    email: 'Orders@Acme.Example',
    phone: '123',
    address: '1 Dock Road',
    city: 'London',
    country_code: 'GB',
    vat_number: 'gb-980 7806 84',
    bank_name: 'First Bank',
    bank_account: 'GB33BUKB20201555555555',
    payment_days: 60,
    credit_limit: 5000,
    is_internal: true,
    delivery_blocked: true,
    product_list: ['tea', { sku: 'C-1', price: 2.5 }],
    is_active: true,
    notes: 'Gate 3',
  };
  const created = await add(fields);
  expect(created).toMatchObject({
    ...fields,
    code: 'ACME',
    email: 'orders@acme.example',
    vat_number: 'GB980780684',
  });
  expect((await admin.get(`/v1/suppliers/${created.id}`).expect(200)).body).toEqual(created);
});

it('is one set of suppliers under both addresses', async () => {
  const made = await admin
    .post('/v1/inventory/suppliers', { name: 'Twin', contact_info: 'x', product_list: null })
    .expect(201);
  const { id, code } = made.body as SupplierBody;
  expect(code).toMatch(/^S\d{6}$/);
  expect((await admin.get(`/v1/suppliers/${id}`).expect(200)).body).toMatchObject({
    name: 'Twin',
    payment_days: 30,
  });
  await admin.put(`/v1/inventory/suppliers/${id}`, { name: 'Twin two' }).expect(200);
  const found = await admin.get('/v1/inventory/suppliers/search?name=twin').expect(200);
  expect((found.body as SupplierBody[]).map(({ name }) => name)).toEqual(['Twin two']);
  await admin.delete(`/v1/inventory/suppliers/${id}`).expect(204);
  await admin.get(`/v1/suppliers/${id}`).expect(404);
  await (await t.as('cashier')).post('/v1/inventory/suppliers', { name: 'x' }).expect(403);
  await t.http.get('/v1/inventory/suppliers').expect(401);
});

it('searches by name alone, or by words anywhere', async () => {
  await add({ name: 'Nordic Fish', contact_info: 'harbour' });
  await add({ name: 'Harbour Paper', email: 'fish@paper.example' });
  const names = async (path: string): Promise<string[]> =>
    ((await admin.get(`/v1/suppliers${path}`).expect(200)).body as SupplierBody[]).map(({ name }) => name);
  expect(await names('/search?name=harbour')).toEqual(['Harbour Paper']);
  expect(await names('/search?name=ic%20fi')).toEqual(['Nordic Fish']);
  expect(await names('?q=fish%20harbour&sort=-name')).toEqual(['Nordic Fish', 'Harbour Paper']);
  const missing = problem(await admin.get('/v1/suppliers/search').expect(422));
  expect(missing.errors).toEqual([expect.objectContaining({ field: 'name' })]);
});

it('filters, counts and pages', async () => {
  for (const name of ['Blocked B', 'Blocked A'])
    await add({ name, delivery_blocked: true, is_active: false });
  const first = await admin
    .get('/v1/suppliers?delivery_blocked=true&is_active=false&limit=1&count=true')
    .expect(200);
  expect(first.headers['x-total-count']).toBe('2');
  const next = /<(.+)>; rel="next"/.exec(first.headers['link']!)![1]!;
  expect((await admin.get(next).expect(200)).body).toEqual([expect.objectContaining({ name: 'Blocked B' })]);
});

it('names every wrong field at once', async () => {
  const wrong = {
    name: null,
    code: '-',
    email: 1,
    payment_days: 1.5,
    credit_limit: 'a lot',
    is_internal: 'no',
    product_list: 'tea',
    loyalty_points: 5,
  };
  const { errors } = problem(await admin.post('/v1/suppliers', wrong).expect(422));
  expect([...new Set(errors!.map(({ field }) => field))].sort()).toEqual(Object.keys(wrong).sort());
});

it('refuses a code that is taken and a version that is stale', async () => {
  const { id, code } = await add();
  expect(problem(await admin.post('/v1/suppliers', { name: 'x', code }).expect(409)).code).toBe(
    'SUPPLIER_CODE_TAKEN',
  );
  const changed = await admin
    .patch(`/v1/suppliers/${id}`, { product_list: ['a'] })
    .set('if-match', '"1"')
    .expect(200);
  expect(changed.body).toMatchObject({ product_list: ['a'], version: 2 });
  await admin.patch(`/v1/suppliers/${id}`, { name: 'y' }).set('if-match', '"1"').expect(412);
  expect((await admin.put(`/v1/suppliers/${id}`, { product_list: null }).expect(200)).body).toMatchObject({
    product_list: null,
  });
});

it('deactivates a supplier that something refers to', async () => {
  const { id } = await add();
  await t.dataSource.query(`CREATE TABLE test_delivered (supplier_id uuid REFERENCES suppliers (id))`);
  await t.dataSource.query(`INSERT INTO test_delivered VALUES ($1)`, [id]);
  await admin.delete(`/v1/suppliers/${id}`).expect(204);
  expect((await admin.get(`/v1/suppliers/${id}`).expect(200)).body).toMatchObject({ is_active: false });
  const log = await admin.get(`/v1/audit-log?subject_id=${id}&sort=created_at`).expect(200);
  expect((log.body as { action: string }[]).map(({ action }) => action)).toEqual([
    'supplier.created',
    'supplier.deactivated',
  ]);
});
