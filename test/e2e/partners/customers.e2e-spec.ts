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
    country_code: 'gb',
    vat_number: '980.7806-84',
    tax_treatment: 'exempt',
    exemption_number: 'EX-1',
    exemption_valid_until: '2027-12-31',
    loyalty_points: 7,
    credit_limit: 1000.5,
    payment_delay_days: 14,
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
    country_code: 'GB',
    vat_number: 'GB980780684',
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
    country_code: 'ZZ',
    vat_number: '!',
    tax_treatment: 'none',
    exemption_number: '',
    exemption_valid_until: '2027-02-30',
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

it('refuses a price group that there is not', async () => {
  const price_group_id = '0198c7a2-7d3e-7c1a-9a51-3f0c5b8a1e77';
  const { id } = await add();
  for (const call of [
    admin.post('/v1/customers', { name: 'x', price_group_id }),
    admin.patch(`/v1/customers/${id}`, { price_group_id }),
  ]) {
    const { errors } = problem(await call.expect(422));
    expect(errors).toEqual([
      expect.objectContaining({ field: 'price_group_id', code: 'PRICE_GROUP_NOT_FOUND' }),
    ]);
  }
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

describe('a VAT number', () => {
  it('is kept in one way of writing, and found however it is written', async () => {
    const { id } = await add({ name: 'Ελλάς', vat_number: 'gr 094.259.216' });
    expect((await admin.get(`/v1/customers/${id}`)).body).toMatchObject({ vat_number: 'EL094259216' });
    await add({ name: 'Its branch', vat_number: '94259216', country_code: 'EL' });
    expect(await names('vat_number=EL%20094259216')).toEqual(['Its branch', 'Ελλάς']);
    expect(await names('vat_number=GR094259216')).toHaveLength(2);
  });

  it('is refused when its check digits are wrong', async () => {
    for (const fields of [{ vat_number: 'DE136695978' }, { vat_number: '136695978', country_code: 'DE' }]) {
      const refused = problem(await admin.post('/v1/customers', { name: 'x', ...fields }).expect(422));
      expect(refused).toMatchObject({ code: 'VAT_NUMBER_INVALID', errors: [{ field: 'vat_number' }] });
    }
    expect(await add({ vat_number: 'ZZ 12/3' })).toMatchObject({ vat_number: 'ZZ123' });
  });

  it('is checked together with the country that it has already', async () => {
    const { id } = await add({ country_code: 'DE' });
    const path = `/v1/customers/${id}`;
    await admin.patch(path, { vat_number: '136695978' }).expect(422);
    const set = await admin.patch(path, { vat_number: '136695976' }).expect(200);
    expect(set.body).toMatchObject({ vat_number: 'DE136695976' });
    const bare = await add({ vat_number: '83914571673' });
    const moved = problem(await admin.patch(`/v1/customers/${bare.id}`, { country_code: 'FR' }).expect(422));
    expect(moved.errors).toEqual([
      expect.objectContaining({ field: 'country_code', code: 'VAT_NUMBER_INVALID' }),
    ]);
    await admin.patch(`/v1/customers/${bare.id}`, { country_code: 'AU' }).expect(200);
  });

  it('that was stored before the rule was may stay, but not come back', async () => {
    const { id } = await add();
    await t.dataSource.query(`UPDATE customers SET vat_number = 'DE1' WHERE id = $1`, [id]);
    await admin.put(`/v1/customers/${id}`, { name: 'Renamed', vat_number: 'de 1' }).expect(200);
    await admin.put(`/v1/customers/${id}`, { vat_number: null }).expect(200);
    await admin.put(`/v1/customers/${id}`, { vat_number: 'DE1' }).expect(422);
  });

  it('names whoever owes the tax themselves', async () => {
    const body = { name: 'x', tax_treatment: 'reverse_charge' };
    expect(problem(await admin.post('/v1/customers', body).expect(422)).code).toBe('VAT_NUMBER_REQUIRED');
    const { id } = await add({ ...body, vat_number: 'ATU13585627' });
    await admin.patch(`/v1/customers/${id}`, { vat_number: null }).expect(422);
    await admin.patch(`/v1/customers/${id}`, { vat_number: null, tax_treatment: 'standard' }).expect(200);
    expect(await names('tax_treatment=reverse_charge')).toEqual([]);
  });
});

it('finds customers who may be the same', async () => {
  const known = {
    name: 'Johannes Brahms',
    email: 'jb@brahms.example',
    phone: '+49 (40) 555-0199',
    vat_number: 'FR40303265045',
  };
  const one = await add(known);
  const all = await add({ ...known, name: 'Brahms Johannes', phone: '004940 5550199' });
  const phone = await add({ name: 'Clara', phone: '49 40 5550199' });
  const name = await add({ name: 'Johanes Brahms' });
  await add({ name: 'Robert', phone: '99' });
  const { body } = await admin.get(`/v1/customers/${one.id}/duplicates`).expect(200);
  const hints = (body as { id: string; reasons: string[] }[]).map(({ id, reasons }) => [id, reasons.sort()]);
  expect(hints).toEqual([
    [all.id, ['email', 'name', 'vat_number']],
    [name.id, ['name']],
    [phone.id, ['phone']],
  ]);
  await admin.get('/v1/customers/0198c7a2-7d3e-7c1a-9a51-3f0c5b8a1e77/duplicates').expect(404);
});
