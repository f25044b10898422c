import { newId } from '../../../src/common/database/new-id.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface Body {
  id: string;
  code: string;
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

async function customer(fields: object = {}): Promise<string> {
  const { body } = await admin.post('/v1/customers', { name: 'Corner Café', ...fields }).expect(201);
  return (body as Body).id;
}

async function site(customerId: string, fields: object): Promise<Body> {
  return (await admin.post(`/v1/customers/${customerId}/sites`, fields).expect(201)).body as Body;
}

async function addresses(customerId: string): Promise<{ delivery: Body; billing: Body }> {
  const { body } = await admin.get(`/v1/customers/${customerId}/addresses`).expect(200);
  return body as { delivery: Body; billing: Body };
}

it('takes every field of a site, tidied, and shows them all again', async () => {
  const id = await customer();
  const fields = {
    name: ' Kitchen ',
    address: '3 Mill Lane',
    city: 'London',
    postal_code: 'EC1A 1BB',
    country_code: 'gb',
    contact_person: 'Joan',
    email: 'Joan@Corner.Example',
    phone: '12',
    is_delivery_address: false,
    is_billing_address: true,
    is_primary: true,
    special_discount_percent: 2.5,
    is_active: true,
    notes: 'before eight',
  };
  const made = await site(id, fields);
  const tidied = { name: 'Kitchen', country_code: 'GB', email: 'joan@corner.example' };
  expect(made).toMatchObject({ ...fields, ...tidied, customer_id: id, version: 1 });
  const path = `/v1/customers/${id}/sites/${made.id}`;
  expect((await admin.get(path).expect(200)).body).toEqual(made);
  const changed = await admin.patch(path, { special_discount_percent: null, city: 'Rome' }).expect(200);
  expect(changed.body).toMatchObject({ special_discount_percent: null, city: 'Rome', name: 'Kitchen' });
  await admin.put(path, { city: 'Oslo' }).set('if-match', '"1"').expect(412);
  await admin.delete(path).set('if-match', '"1"').expect(412);
  await admin.delete(path).expect(204);
  await admin.get(path).expect(404);
});

it('names every wrong field at once', async () => {
  const id = await customer();
  const wrong = {
    name: ' ',
    country_code: 'Germany',
    email: 'x',
    is_delivery_address: 'yes',
    is_billing_address: null,
    is_primary: 1,
    special_discount_percent: 100.5,
    shoe_size: 42,
  };
  const { body } = await admin.post(`/v1/customers/${id}/sites`, wrong).expect(422);
  const fields = (body as Body).errors!.map(({ field }) => field);
  expect([...new Set(fields)].sort()).toEqual(Object.keys(wrong).sort());
});

it('keeps the name of a site unique for its customer alone', async () => {
  const [one, other] = [await customer(), await customer()];
  const { id } = await site(one, { name: 'Door' });
  await site(other, { name: 'Door' });
  const again = await admin.post(`/v1/customers/${one}/sites`, { name: 'Door' }).expect(409);
  expect((again.body as Body).code).toBe('SITE_NAME_TAKEN');
  const second = await site(one, { name: 'Gate' });
  await admin.patch(`/v1/customers/${one}/sites/${second.id}`, { name: 'Door' }).expect(409);
  await admin.get(`/v1/customers/${other}/sites/${id}`).expect(404);
  await admin.patch(`/v1/customers/${other}/sites/${id}`, { name: 'x' }).expect(404);
  await admin.delete(`/v1/customers/${other}/sites/${id}`).expect(404);
});

it('has one primary site at most, however many are made at once', async () => {
  const id = await customer();
  await Promise.all(
    Array.from({ length: 8 }, (_, index) => site(id, { name: `Site ${index}`, is_primary: true })),
  );
  const list = (await admin.get(`/v1/customers/${id}/sites`).expect(200)).body as Body[];
  expect(list.filter(({ is_primary }) => is_primary)).toHaveLength(1);
  const next = list.find(({ is_primary }) => !is_primary)!;
  await admin.patch(`/v1/customers/${id}/sites/${next.id}`, { is_primary: true }).expect(200);
  const after = (await admin.get(`/v1/customers/${id}/sites`).expect(200)).body as Body[];
  expect(after.filter(({ is_primary }) => is_primary).map((each) => each.id)).toEqual([next.id]);

  const primary = `/v1/customers/${id}/sites/${next.id}`;
  const both = await admin.patch(primary, { is_primary: true, is_active: false }).expect(422);
  expect((both.body as Body).code).toBe('PRIMARY_SITE_INACTIVE');
  const closed = await admin.patch(primary, { is_active: false }).expect(200);
  expect(closed.body).toMatchObject({ is_active: false, is_primary: false });
  await admin.patch(primary, { is_primary: true }).expect(422);
  const twice = `INSERT INTO customer_sites (id, customer_id, name, is_primary) VALUES ($1, $2, $3, true)`;
  await t.dataSource.query(twice, [newId(), id, 'by hand']);
  await expect(t.dataSource.query(twice, [newId(), id, 'by hand too'])).rejects.toMatchObject({
    driverError: { constraint: 'uq_customer_sites_primary' },
  });
});

it('answers where goods and invoices go: the site for it, else the primary one, else the customer', async () => {
  const id = await customer({ address: '12 High Street', city: 'London', contact_person: 'Bob' });
  expect(await addresses(id)).toEqual({
    delivery: expect.objectContaining({
      source: 'customer',
      site_id: null,
      address: '12 High Street',
    }) as object,
    billing: expect.objectContaining({ source: 'customer', contact_person: 'Bob' }) as object,
  });
  const office = await site(id, {
    name: 'Office',
    is_delivery_address: false,
    is_primary: true,
    city: 'York',
  });
  expect(await addresses(id)).toMatchObject({
    delivery: { source: 'primary_site', site_id: office.id, city: 'York' },
    billing: { source: 'primary_site', site_id: office.id },
  });
  const dock = await site(id, { name: 'Dock' });
  await site(id, { name: 'Aaa closed', is_billing_address: true, is_active: false });
  expect(await addresses(id)).toMatchObject({
    delivery: { source: 'site', site_id: dock.id },
    billing: { source: 'primary_site', site_id: office.id },
  });
  await admin.patch(`/v1/customers/${id}/sites/${office.id}`, { is_delivery_address: true }).expect(200);
  expect(await addresses(id)).toMatchObject({ delivery: { source: 'site', site_id: office.id } });
  await admin.get(`/v1/customers/${newId()}/addresses`).expect(404);
});

it('filters, counts and pages', async () => {
  const id = await customer();
  for (const name of ['C', 'A', 'B']) await site(id, { name, is_billing_address: name !== 'C' });
  const list = `/v1/customers/${id}/sites?is_billing_address=true`;
  const first = await admin.get(`${list}&limit=1&count=true`).expect(200);
  expect(first.headers['x-total-count']).toBe('2');
  const next = /<(.+)>; rel="next"/.exec(first.headers['link']!)![1]!;
  expect((await admin.get(next).expect(200)).body).toEqual([expect.objectContaining({ name: 'B' })]);
  expect(Object.keys((first.body as Body[])[0]!).filter((key) => key.startsWith('__'))).toEqual([]);
  await admin.get(`/v1/customers/${newId()}/sites`).expect(404);
});

it('replaces the week of a customer as a whole', async () => {
  const id = await customer();
  const path = `/v1/customers/${id}/schedules`;
  expect((await admin.get(path).expect(200)).body).toEqual([]);
  const days = [
    {
      day: 'fri',
      expects_delivery: true,
      preferred_delivery_time_from: '08:00',
      preferred_delivery_time_to: '11:30',
    },
    { day: 'mon', expects_order: true },
  ];
  const nothing = { preferred_delivery_time_from: null, preferred_delivery_time_to: null };
  const week = [
    { day: 'mon', expects_order: true, expects_delivery: false, ...nothing },
    { ...days[0], expects_order: false },
  ];
  expect((await admin.put(path, { days }).expect(200)).body).toEqual(week);
  expect((await admin.get(path).expect(200)).body).toEqual(week);
  expect((await admin.put(path, { days: [{ day: 'sun' }] }).expect(200)).body).toEqual([
    { day: 'sun', expects_order: false, expects_delivery: false, ...nothing },
  ]);
  expect((await admin.put(path, { days: [] }).expect(200)).body).toEqual([]);
  await admin.get(`/v1/customers/${newId()}/schedules`).expect(404);
  await admin.put(`/v1/customers/${newId()}/schedules`, { days: [] }).expect(404);
});

it('refuses weeks that cannot be', async () => {
  const path = `/v1/customers/${await customer()}/schedules`;
  const faults = async (days: unknown): Promise<unknown> => {
    const { body } = await admin.put(path, { days }).expect(422);
    return (body as Body).errors!.map(({ field, code }) => `${field} ${code}`);
  };
  const [from, to] = ['preferred_delivery_time_from', 'preferred_delivery_time_to'];
  expect(
    await faults([
      { day: 'mon' },
      { day: 'tue', [from]: '12:00', [to]: '08:00' },
      { day: 'mon', [to]: '09:00' },
    ]),
  ).toEqual([
    `days.1.${from} WINDOW_BACKWARDS`,
    `days.2.${from} WINDOW_INCOMPLETE`,
    'days.2.day DAY_REPEATED',
  ]);
  expect(await faults([{ day: 'mon', [from]: '08:00', [to]: '08:00' }])).toEqual([
    `days.0.${from} WINDOW_BACKWARDS`,
  ]);
  expect(await faults([[[]]])).toEqual(['days IS_OBJECT']);
  expect(await faults([{ day: 'monday', [from]: '24:00', [to]: '8:00' }])).toEqual([
    'days.0.day IS_IN',
    `days.0.${from} IS_TIME_OF_DAY`,
    `days.0.${to} IS_TIME_OF_DAY`,
  ]);
});

it('is read by cashiers and written by managers, and all of it goes with the customer', async () => {
  const id = await customer();
  const { id: siteId } = await site(id, { name: 'Door' });
  const cashier = await t.as('cashier');
  await cashier.get(`/v1/customers/${id}/sites`).expect(200);
  await cashier.get(`/v1/customers/${id}/addresses`).expect(200);
  await cashier.post(`/v1/customers/${id}/sites`, { name: 'x' }).expect(403);
  await cashier.put(`/v1/customers/${id}/schedules`, { days: [] }).expect(403);
  const manager = await t.as('manager');
  await manager.put(`/v1/customers/${id}/sites/${siteId}`, { city: 'Bonn' }).expect(200);
  await manager.put(`/v1/customers/${id}/schedules`, { days: [{ day: 'mon' }] }).expect(200);
  const log = (await admin.get(`/v1/audit-log?subject_id=${id}&sort=created_at`).expect(200)).body as Body[];
  expect(log.map(({ action, after }) => [action, (after as Body | null)?.['city'] ?? null])).toEqual([
    ['customer.created', null],
    ['customer.site_added', null],
    ['customer.site_changed', 'Bonn'],
    ['customer.week_changed', null],
  ]);
  await admin.delete(`/v1/customers/${id}`).expect(204);
  await admin.get(`/v1/customers/${id}`).expect(404);
});
