import { newId } from '../../../src/common/database/new-id.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface Body {
  id: string;
  name: string;
  errors?: { field: string; code: string }[];
  [field: string]: unknown;
}

let t: TestApp;
let admin: Client;
let newYork: string;

// 2026-11-20 is a Friday.
const FRIDAY_10 = '2026-11-20T10:00:00Z';

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  const place = { code: 'NYC', name: 'New York', time_zone: 'America/New_York' };
  newYork = ((await admin.post('/v1/locations', place).expect(201)).body as Body).id;
});
afterAll(() => t.close());

async function supplier(name: string, days: object[], fields: object = {}): Promise<string> {
  const { id } = (await admin.post('/v1/suppliers', { name, ...fields }).expect(201)).body as Body;
  await admin.put(`/v1/suppliers/${id}/schedules`, { days }).expect(200);
  return id;
}

async function orderable(query: string): Promise<string[]> {
  const { body } = await admin.get(`/v1/suppliers/order-today?${query}`).expect(200);
  return (body as Body[]).map(({ name }) => name);
}

it('keeps the week of a supplier as a whole, under both addresses', async () => {
  const id = await supplier('Weekly', []);
  const days = [
    { day: 'thu', makes_delivery: true, delivery_time_from: '06:00', delivery_time_to: '09:00' },
    { day: 'tue', expects_order: true, order_deadline_time: '11:00' },
  ];
  const blank = { order_deadline_time: null, delivery_time_from: null, delivery_time_to: null };
  const week = [
    { ...blank, makes_delivery: false, ...days[1] },
    { ...blank, expects_order: false, ...days[0] },
  ];
  expect((await admin.put(`/v1/inventory/suppliers/${id}/schedules`, { days }).expect(200)).body).toEqual(
    week,
  );
  expect((await admin.get(`/v1/suppliers/${id}/schedules`).expect(200)).body).toEqual(week);
  const faults = (
    await admin
      .put(`/v1/suppliers/${id}/schedules`, {
        days: [
          { day: 'tue', delivery_time_from: '09:00', delivery_time_to: '06:00' },
          { day: 'tue', delivery_time_from: '09:00' },
        ],
      })
      .expect(422)
  ).body as Body;
  expect(faults.errors!.map(({ field, code }) => `${field} ${code}`)).toEqual([
    'days.0.delivery_time_from WINDOW_BACKWARDS',
    'days.1.delivery_time_to WINDOW_INCOMPLETE',
    'days.1.day DAY_REPEATED',
  ]);
  expect((await admin.get(`/v1/suppliers/${id}/schedules`).expect(200)).body).toEqual(week);
  await admin.get(`/v1/suppliers/${newId()}/schedules`).expect(404);
  await (await t.as('cashier')).put(`/v1/suppliers/${id}/schedules`, { days: [] }).expect(403);
  await admin.put(`/v1/suppliers/${id}/schedules`, { days: [] }).expect(200);
});

describe('who can be ordered from', () => {
  beforeAll(async () => {
    const order = { day: 'fri', expects_order: true };
    await supplier('Early', [{ ...order, order_deadline_time: '09:00' }]);
    await supplier('Noon', [
      { ...order, order_deadline_time: '12:00' },
      { day: 'mon', makes_delivery: true },
    ]);
    await supplier('Any time', [order]);
    await supplier('Other day', [
      { day: 'sat', expects_order: true },
      { day: 'fri', makes_delivery: true },
    ]);
    await supplier('Blocked', [order], { delivery_blocked: true });
    await supplier('Closed down', [order], { is_active: false });
  });

  it('is told until the deadline, the nearest deadline first', async () => {
    expect(await orderable(`at=${FRIDAY_10}`)).toEqual(['Noon', 'Any time']);
    expect(await orderable(`at=${FRIDAY_10}&include_closed=true`)).toEqual(['Early', 'Noon', 'Any time']);
    expect(await orderable('at=2026-11-20T12:00:00Z')).toEqual(['Noon', 'Any time']);
    expect(await orderable('at=2026-11-20T12:00:01Z')).toEqual(['Any time']);
    expect(await orderable('at=2026-11-21T10:00:00Z')).toEqual(['Other day']);
    expect(await orderable('at=2026-11-19T10:00:00Z')).toEqual([]);
  });

  it('says when the deadline is, and when they deliver next', async () => {
    const { body } = await admin
      .get(`/v1/inventory/suppliers/order-today?at=${FRIDAY_10}&include_closed=true`)
      .expect(200);
    const rows = (body as Body[]).map((row) => [
      row.name,
      row['can_order'],
      row['order_deadline_time'],
      row['deadline_at'],
      row['next_delivery_on'],
    ]);
    expect(rows).toEqual([
      ['Early', false, '09:00', '2026-11-20T09:00:00.000Z', null],
      ['Noon', true, '12:00', '2026-11-20T12:00:00.000Z', '2026-11-23'],
      ['Any time', true, null, null, null],
    ]);
    expect(Object.keys((body as Body[])[0]!)).not.toEqual(expect.arrayContaining(['local_time']));
  });

  it('goes by the clock of the location', async () => {
    // In New York it is five in the morning, and on the evening of Thursday not Friday yet.
    expect(await orderable(`at=${FRIDAY_10}&location_id=${newYork}`)).toEqual(['Early', 'Noon', 'Any time']);
    expect(await orderable(`at=2026-11-20T02:00:00Z&location_id=${newYork}`)).toEqual([]);
    const row = (
      (await admin.get(`/v1/suppliers/order-today?at=${FRIDAY_10}&location_id=${newYork}`)).body as Body[]
    )[0]!;
    expect(row['deadline_at']).toBe('2026-11-20T14:00:00.000Z');
    // The clocks went back on the first of November: 09:00 was an hour earlier before.
    const before = await admin.get(
      `/v1/suppliers/order-today?at=2026-10-30T10:00:00Z&location_id=${newYork}`,
    );
    expect((before.body as Body[])[0]!['deadline_at']).toBe('2026-10-30T13:00:00.000Z');
  });

  it('is paged and counted, and takes no nonsense', async () => {
    const path = `/v1/suppliers/order-today?at=${FRIDAY_10}&include_closed=true&limit=2&count=true`;
    const first = await admin.get(path).expect(200);
    expect(first.headers['x-total-count']).toBe('3');
    const next = /<(.+)>; rel="next"/.exec(first.headers['link']!)![1]!;
    expect(((await admin.get(next).expect(200)).body as Body[]).map(({ name }) => name)).toEqual([
      'Any time',
    ]);
    expect(await orderable(`at=${FRIDAY_10}&sort=-name`)).toEqual(['Noon', 'Any time']);
    for (const wrong of [
      'at=noon',
      'at=2026-11-20',
      'location_id=x',
      `location_id=${newId()}`,
      'include_closed=1',
    ])
      await admin.get(`/v1/suppliers/order-today?${wrong}`).expect(422);
    await admin.get('/v1/suppliers/order-today').expect(200);
    await t.http.get('/v1/suppliers/order-today').expect(401);
  });

  it('and who delivers, the first to come first', async () => {
    const at = (from: string, to: string): object => ({
      day: 'fri',
      makes_delivery: true,
      delivery_time_from: from,
      delivery_time_to: to,
    });
    await supplier('Late van', [at('15:00', '17:00')]);
    await supplier('Early van', [at('06:00', '07:00')]);
    await supplier('Blocked van', [at('05:00', '06:00')], { delivery_blocked: true });
    const { body } = await admin.get(`/v1/suppliers/deliveries-today?at=${FRIDAY_10}`).expect(200);
    expect(
      (body as Body[]).map((row) => [row.name, row['delivery_time_from'], row['delivery_time_to']]),
    ).toEqual([
      ['Early van', '06:00', '07:00'],
      ['Late van', '15:00', '17:00'],
      ['Other day', null, null],
    ]);
    const none = await admin
      .get(`/v1/suppliers/deliveries-today?at=2026-11-22T10:00:00Z&count=true`)
      .expect(200);
    expect(none.headers['x-total-count']).toBe('0');
  });
});

it('tells the next delivery within a week, also today while it can still come', async () => {
  const id = await supplier('Fridays', [
    { day: 'fri', makes_delivery: true, delivery_time_from: '06:00', delivery_time_to: '09:00' },
  ]);
  const next = async (at: string, path = `/v1/suppliers/${id}/next-delivery`): Promise<unknown> =>
    ((await admin.get(`${path}?at=${at}`).expect(200)).body as Body)['next_delivery_on'];
  expect(await next('2026-11-20T08:59:00Z')).toBe('2026-11-20');
  expect(await next('2026-11-20T09:00:00Z')).toBe('2026-11-27');
  expect(await next('2026-11-21T00:00:00Z')).toBe('2026-11-27');
  expect(await next('2026-11-26T23:00:00Z', `/v1/inventory/suppliers/${id}/next-delivery`)).toBe(
    '2026-11-27',
  );
  const { body } = await admin
    .get(`/v1/suppliers/${id}/next-delivery?at=${FRIDAY_10}&location_id=${newYork}`)
    .expect(200);
  expect(body).toEqual({
    supplier_id: id,
    next_delivery_on: '2026-11-20',
    delivery_time_from: '06:00',
    delivery_time_to: '09:00',
    time_zone: 'America/New_York',
  });
  await admin.patch(`/v1/suppliers/${id}`, { delivery_blocked: true }).expect(200);
  expect(await next(FRIDAY_10)).toBeNull();
  await admin.get(`/v1/suppliers/${newId()}/next-delivery`).expect(404);
});
