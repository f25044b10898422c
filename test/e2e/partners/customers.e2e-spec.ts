import { newId } from '../../../src/common/database/new-id.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface CustomerBody {
  id: string;
  code: string;
  name: string;
  version: number;
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

async function add(fields: object = {}): Promise<CustomerBody> {
  return (await admin.post('/v1/customers', { name: 'Ada', ...fields }).expect(201)).body as CustomerBody;
}

async function names(filter: string): Promise<string[]> {
  const { body } = await admin.get(`/v1/customers?${filter}`).expect(200);
  return (body as CustomerBody[]).map(({ name }) => name);
}

function problem(answer: { body: unknown }): ProblemBody {
  return answer.body as ProblemBody;
}

it('takes the body that Pandac’s clients send, and makes up a code', async () => {
  const body = { name: 'John Doe', contact_info: 'john@doe.example', loyalty_points: 100 };
  const created = await add(body);
  expect(created).toMatchObject({ ...body, type: 'person', credit_limit: null, is_active: true, version: 1 });
  expect(created.code).toMatch(/^C\d{6}$/);
  const changed = await admin
    .put(`/v1/customers/${created.id}`, { ...body, contact_info: 'new' })
    .expect(200);
  expect(changed.body).toMatchObject({ contact_info: 'new', loyalty_points: 100, version: 2 });
});

it('takes the body that POS Backend’s clients send', async () => {
  const body = {
    name: 'Jane',
    email: 'jane@x.example',
    phone: '+1 555 0100',
    address: '1 Main St',
    loyalty_points: 0,
  };
  expect(await add(body)).toMatchObject(body);
});

it('takes every field there is, tidied, and shows them all again', async () => {
  const fields = {
    name: ' Corner Café Ltd ',
    code: 'acme-1',
    type: 'company',
    category: 'vip',
    contact_info: 'ring twice',
    contact_person: 'Bob',
    email: ' Bob@Corner.Example ',
    phone: '123',
    address: '12 High Street',
    city: 'London',
    vat_number: 'gb 123.456-789',
    loyalty_points: 7,
    credit_limit: 1000.5,
    payment_delay_days: 14,
    price_group_id: newId(),
    discount_percent: 2.5,
    sales_blocked: true,
    credit_blocked: true,
    is_active: false,
    notes: 'Rings twice',
  };
  const tidied = {
    name: 'Corner Café Ltd',
    code: 'ACME-1',
    email: 'bob@corner.example',
    vat_number: 'GB123456789',
  };
  const created = await add(fields);
  expect(created).toMatchObject({ ...fields, ...tidied });
  expect((await admin.get(`/v1/customers/${created.id}`).expect(200)).body).toEqual(created);
});

it('names every wrong field at once', async () => {
  const wrong = {
    name: '',
    code: 'a b',
    type: 'dog',
    category: null,
    email: 'nobody',
    vat_number: '!',
    loyalty_points: 1.5,
    credit_limit: -1,
    payment_delay_days: -1,
    price_group_id: 'vip',
    discount_percent: 101,
    sales_blocked: 1,
    credit_blocked: null,
    shoe_size: 42,
  };
  const { errors } = problem(await admin.post('/v1/customers', wrong).expect(422));
  expect([...new Set(errors!.map(({ field }) => field))].sort()).toEqual(Object.keys(wrong).sort());
});

it('passes over codes that somebody typed in, and refuses one that is taken', async () => {
  const { code } = await add();
  const next = `C${String(Number(code.slice(1)) + 1).padStart(6, '0')}`;
  await add({ code: next.toLowerCase() });
  expect((await add()).code > next).toBe(true);
  expect(problem(await admin.post('/v1/customers', { name: 'x', code }).expect(409)).code).toBe(
    'CUSTOMER_CODE_TAKEN',
  );
  const other = await add();
  expect(problem(await admin.patch(`/v1/customers/${other.id}`, { code }).expect(409)).code).toBe(
    'CUSTOMER_CODE_TAKEN',
  );
});

it('gives many customers at once codes of their own', async () => {
  const made = await Promise.all(Array.from({ length: 15 }, () => add()));
  expect(new Set(made.map(({ code }) => code)).size).toBe(15);
});

it('changes what is sent, clears what is null, and moves no points', async () => {
  const { id } = await add({ email: 'a@b.example', credit_limit: 5, loyalty_points: 3 });
  const changed = await admin.patch(`/v1/customers/${id}`, { credit_limit: null, city: 'Rome' }).expect(200);
  expect(changed.body).toMatchObject({
    credit_limit: null,
    city: 'Rome',
    email: 'a@b.example',
    loyalty_points: 3,
  });
  expect(changed.headers['etag']).toBe('"2"');
  const points = problem(await admin.patch(`/v1/customers/${id}`, { loyalty_points: 1000 }).expect(422));
  expect(points.errors).toEqual([
    expect.objectContaining({ field: 'loyalty_points', code: 'LOYALTY_POINTS_FIXED' }),
  ]);
  await admin.patch(`/v1/customers/${id}`, { city: 'Oslo' }).set('if-match', '"1"').expect(412);
  await admin.delete(`/v1/customers/${id}`).set('if-match', '"1"').expect(412);
  await admin.patch(`/v1/customers/${id}`, { name: null }).expect(422);
});

it('deletes a customer whom nothing refers to, and deactivates one who bought something', async () => {
  const { id } = await add();
  await admin.delete(`/v1/customers/${id}`).expect(204);
  await admin.get(`/v1/customers/${id}`).expect(404);
  await admin.delete(`/v1/customers/${id}`).expect(404);

  const loyal = await add();
  await t.dataSource.query(`CREATE TABLE test_bought (customer_id uuid REFERENCES customers (id))`);
  await t.dataSource.query(`INSERT INTO test_bought VALUES ($1)`, [loyal.id]);
  await admin.delete(`/v1/customers/${loyal.id}`).expect(204);
  expect((await admin.get(`/v1/customers/${loyal.id}`).expect(200)).body).toMatchObject({
    is_active: false,
    version: 2,
  });
  const log = await admin.get(`/v1/audit-log?subject_id=${loyal.id}&limit=1`).expect(200);
  expect(log.body).toEqual([
    expect.objectContaining({
      action: 'customer.deactivated',
      before: { is_active: true },
      after: { is_active: false },
    }),
  ]);
});

it('finds words anywhere, in any order, taken literally', async () => {
  await add({
    name: 'Zwölf Söhne',
    email: 'post@zwoelf.example',
    phone: '030 5550199',
    contact_info: 'Hintereingang',
  });
  await add({ name: 'Zwanzig_Prozent', code: 'ZWANZIG' });
  expect(await names('q=zwoelf')).toEqual(['Zwölf Söhne']);
  expect(await names('q=5550199')).toEqual(['Zwölf Söhne']);
  expect(await names('q=eingang%20zw%C3%B6lf')).toEqual(['Zwölf Söhne']);
  expect(await names('q=zw')).toEqual(['Zwanzig_Prozent', 'Zwölf Söhne']);
  expect(await names('q=zwanzig%25')).toEqual([]);
  expect(await names('q=g_p')).toEqual(['Zwanzig_Prozent']);
  expect(await names('q=zwoelf%20zwanzig')).toEqual([]);
});

it('filters, sorts and pages', async () => {
  for (const name of ['Page C', 'Page A', 'Page B'])
    await add({ name, category: 'problematic', type: 'company' });
  expect(await names('category=problematic&type=company&sort=-name')).toEqual(['Page C', 'Page B', 'Page A']);
  expect(await names('category=problematic&is_active=false')).toEqual([]);
  expect(await names('code=zwanzig')).toEqual(['Zwanzig_Prozent']);
  expect(await names('email=POST@zwoelf.example')).toEqual(['Zwölf Söhne']);
  const first = await admin.get('/v1/customers?category=problematic&limit=2&count=true').expect(200);
  expect(first.headers['x-total-count']).toBe('3');
  const next = /<(.+)>; rel="next"/.exec(first.headers['link']!)![1]!;
  expect((await admin.get(next).expect(200)).body).toEqual([expect.objectContaining({ name: 'Page C' })]);
  await admin.get('/v1/customers?sort=shoe_size').expect(422);
  await admin.get('/v1/customers?type=dog&q=').expect(422);
});

it('is read by cashiers and written by managers', async () => {
  const { id } = await add();
  const cashier = await t.as('cashier');
  await cashier.get(`/v1/customers/${id}`).expect(200);
  await cashier.post('/v1/customers', { name: 'x' }).expect(403);
  await cashier.put(`/v1/customers/${id}`, { name: 'x' }).expect(403);
  await cashier.delete(`/v1/customers/${id}`).expect(403);
  const manager = await t.as('manager');
  await manager.put(`/v1/customers/${id}`, { name: 'Managed' }).expect(200);
  await t.http.get('/v1/customers').expect(401);
});
