import { newId } from '../../../src/common/database/new-id.js';
import { DEFAULT_LOCATION_ID, TRANSIT_LOCATION_ID } from '../../../src/locations/index.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface LocationBody {
  id: string;
  code: string;
  is_default: boolean;
  is_active: boolean;
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

let made = 0;
async function open(fields: object = {}): Promise<LocationBody> {
  const body = { code: `L${++made}`, name: `Shop ${made}`, ...fields };
  return (await admin.post('/v1/locations', body).expect(201)).body as LocationBody;
}

function problem(answer: { body: unknown }): ProblemBody {
  return answer.body as ProblemBody;
}

async function defaults(): Promise<string[]> {
  const rows = await t.dataSource.query<{ id: string }[]>(`SELECT id FROM locations WHERE is_default`);
  return rows.map(({ id }) => id);
}

afterEach(async () => {
  expect(await defaults()).toHaveLength(1);
});

it('starts with one default store', async () => {
  const { body } = await admin.get(`/v1/locations/${DEFAULT_LOCATION_ID}`).expect(200);
  expect(body).toMatchObject({
    code: 'MAIN',
    name: 'Main store',
    type: 'store',
    time_zone: 'UTC',
    currency: 'USD',
    sale_prices_include_tax: false,
    rounding_mode: 'half_up',
    rounding_level: 'line',
    cash_rounding: null,
    is_default: true,
  });
});

it('opens a location with every field, and shows them all again', async () => {
  const fields = {
    code: 'zrh1',
    name: ' Zürich HB ',
    type: 'warehouse',
    time_zone: 'Europe/Zurich',
    currency: 'chf',
    sale_prices_include_tax: true,
    purchase_prices_include_tax: true,
    allow_negative_stock: true,
    batch_tracking_mode: 'enforced',
    default_markup_percent: 42.5,
    price_resolution: 'best_price',
    rounding_mode: 'half_even',
    rounding_level: 'rate',
    cash_rounding: 0.05,
    address: 'Bahnhofplatz 1',
    phone: '+41 44 000 00 00',
    email: 'ZRH@Shop.Example',
    tax_number: 'CHE-123.456.789',
    receipt_header: 'Grüezi',
    receipt_footer: 'Uf Widerluege',
  };
  const created = await open(fields);
  const kept = { ...fields, code: 'ZRH1', name: 'Zürich HB', currency: 'CHF', email: 'zrh@shop.example' };
  expect(created).toMatchObject({ ...kept, is_active: true, is_default: false, version: 1 });
  expect((await admin.get(`/v1/locations/${created.id}`).expect(200)).body).toEqual(created);
});

it('takes time zone and currency from the default location', async () => {
  await admin
    .patch(`/v1/locations/${DEFAULT_LOCATION_ID}`, { currency: 'EUR', time_zone: 'Europe/Paris' })
    .expect(200);
  expect(await open()).toMatchObject({ currency: 'EUR', time_zone: 'Europe/Paris' });
  await admin
    .patch(`/v1/locations/${DEFAULT_LOCATION_ID}`, { currency: 'USD', time_zone: 'UTC' })
    .expect(200);
});

it('names every wrong field at once', async () => {
  const wrong = {
    code: 'no spaces',
    name: ' ',
    type: 'kiosk',
    time_zone: 'BST',
    currency: 'XXQ',
    sale_prices_include_tax: 'yes',
    default_markup_percent: -1,
    cash_rounding: 0,
    price_resolution: 'luck',
    rounding_mode: 'nearest',
    rounding_level: 'cart',
    batch_tracking_mode: null,
    email: 'not an address',
    manager: 'Bob',
  };
  const { errors } = problem(await admin.post('/v1/locations', wrong).expect(422));
  expect([...new Set(errors!.map(({ field }) => field))].sort()).toEqual(Object.keys(wrong).sort());
});

it.each([
  ['cash_rounding', { currency: 'JPY', cash_rounding: 0.5 }, 'TOO_MANY_DECIMALS'],
  ['is_default', { is_default: true, is_active: false }, 'DEFAULT_MUST_BE_ACTIVE'],
])('refuses fields that contradict each other: %s', async (field, fields, code) => {
  const body = { code: 'CONTRA', name: 'Contradiction', ...fields };
  const { errors } = problem(await admin.post('/v1/locations', body).expect(422));
  expect(errors).toEqual([expect.objectContaining({ field, code })]);
});

it('refuses a time zone that only one of the two computers of days knows', async () => {
  const { errors } = problem(
    await admin.post('/v1/locations', { code: 'TZ', name: 'x', time_zone: 'US/Pacific-New' }).expect(422),
  );
  expect(errors).toEqual([expect.objectContaining({ field: 'time_zone' })]);
});

it('changes what is sent, clears what is null, and keeps the rest', async () => {
  const { id } = await open({ phone: '1', tax_number: 'T', cash_rounding: 0.05 });
  const changed = await admin
    .put(`/v1/locations/${id}`, { name: 'Renamed', phone: null, cash_rounding: null })
    .expect(200);
  expect(changed.body).toMatchObject({
    name: 'Renamed',
    phone: null,
    cash_rounding: null,
    tax_number: 'T',
    version: 2,
  });
  expect(changed.headers['etag']).toBe('"2"');
  await admin.patch(`/v1/locations/${id}`, { name: null }).expect(422);
  await admin.patch(`/v1/locations/${id}`, { name: 'Late' }).set('if-match', '"1"').expect(412);
  await admin.delete(`/v1/locations/${id}`).set('if-match', '"1"').expect(412);
  await admin.patch(`/v1/locations/${id}`, { name: 'In time' }).set('if-match', '"2"').expect(200);
});

it('refuses a code that is taken, in whatever case', async () => {
  const { code } = await open();
  const answer = await admin.post('/v1/locations', { code: code.toLowerCase(), name: 'Twin' }).expect(409);
  expect(problem(answer).code).toBe('LOCATION_CODE_TAKEN');
  const other = await open();
  expect(problem(await admin.patch(`/v1/locations/${other.id}`, { code }).expect(409)).code).toBe(
    'LOCATION_CODE_TAKEN',
  );
});

it('moves the default, and keeps it from being lost', async () => {
  const next = await open();
  await admin.patch(`/v1/locations/${next.id}`, { is_default: true }).expect(200);
  expect(await defaults()).toEqual([next.id]);
  for (const attempt of [{ is_default: false }, { is_active: false }]) {
    const answer = await admin.patch(`/v1/locations/${next.id}`, attempt).expect(409);
    expect(problem(answer).code).toBe('DEFAULT_LOCATION_REQUIRED');
  }
  expect(problem(await admin.delete(`/v1/locations/${next.id}`).expect(409)).code).toBe(
    'DEFAULT_LOCATION_REQUIRED',
  );
  await admin.patch(`/v1/locations/${DEFAULT_LOCATION_ID}`, { is_default: true }).expect(200);
  expect(await defaults()).toEqual([DEFAULT_LOCATION_ID]);
  await admin.delete(`/v1/locations/${next.id}`).expect(204);
  await admin.get(`/v1/locations/${next.id}`).expect(404);
});

it('keeps one default while many are made the default at once', async () => {
  const heirs = await Promise.all(Array.from({ length: 6 }, () => open()));
  const answers = await Promise.all(
    heirs.map(({ id }) => admin.patch(`/v1/locations/${id}`, { is_default: true })),
  );
  expect(answers.map(({ status }) => status)).toEqual(heirs.map(() => 200));
  const [winner] = await defaults();
  expect(heirs.map(({ id }) => id)).toContain(winner);
  await admin.patch(`/v1/locations/${DEFAULT_LOCATION_ID}`, { is_default: true }).expect(200);
});

it('lets the database itself refuse a second default and an inactive one', async () => {
  const { id } = await open();
  const second = t.dataSource.query(`UPDATE locations SET is_default = true WHERE id = $1`, [id]);
  await expect(second).rejects.toMatchObject({ constraint: 'uq_locations_default' });
  const inactive = t.dataSource.query(`UPDATE locations SET is_active = false WHERE is_default`);
  await expect(inactive).rejects.toMatchObject({ constraint: 'ck_locations_default_is_active' });
});

describe('a location that something refers to', () => {
  /** Stands for the tables of higher levels: any foreign key counts. */
  async function referTo(id: string): Promise<void> {
    await t.dataSource.query(
      `CREATE TABLE IF NOT EXISTS test_references (location_id uuid REFERENCES locations (id))`,
    );
    await t.dataSource.query(`INSERT INTO test_references VALUES ($1)`, [id]);
  }

  it('keeps its currency and its row, and can be closed', async () => {
    const { id, currency } = await open();
    await admin.post('/v1/registers', { location_id: id, code: 'R1', name: 'Register' }).expect(201);
    await admin.patch(`/v1/locations/${id}`, { currency: 'GBP' }).expect(200);
    await referTo(id);
    expect(problem(await admin.patch(`/v1/locations/${id}`, { currency }).expect(409)).code).toBe(
      'LOCATION_CURRENCY_FIXED',
    );
    await admin.patch(`/v1/locations/${id}`, { currency: 'GBP', name: 'Same currency' }).expect(200);
    expect(problem(await admin.delete(`/v1/locations/${id}`).expect(409)).code).toBe('LOCATION_IN_USE');
    const registers = await admin.get(`/v1/registers?location_id=${id}`).expect(200);
    expect(registers.body).toHaveLength(1);
    expect((await admin.patch(`/v1/locations/${id}`, { is_active: false }).expect(200)).body).toMatchObject({
      is_active: false,
    });
  });

  it('takes its registers along when nothing refers to it', async () => {
    const { id } = await open();
    await admin.post('/v1/registers', { location_id: id, code: 'R1', name: 'Register' }).expect(201);
    await admin.delete(`/v1/locations/${id}`).expect(204);
    expect((await admin.get(`/v1/registers?location_id=${id}`).expect(200)).body).toEqual([]);
  });
});

it('filters, searches literally, sorts and pages', async () => {
  await open({ code: 'WH-A', name: 'Depot 100%', type: 'storage' });
  await open({ code: 'WH-B', name: 'Depot 1000', type: 'storage', is_active: false });
  const codes = async (filter: string): Promise<string[]> =>
    ((await admin.get(`/v1/locations?${filter}`).expect(200)).body as LocationBody[]).map(({ code }) => code);
  expect(await codes('type=storage&sort=-code')).toEqual(['WH-B', 'WH-A']);
  expect(await codes('type=storage&is_active=false')).toEqual(['WH-B']);
  expect(await codes('q=0%25')).toEqual(['WH-A']);
  expect(await codes('q=wh-')).toEqual(['WH-A', 'WH-B']);
  const first = await admin.get('/v1/locations?type=storage&limit=1&count=true').expect(200);
  expect(first.headers['x-total-count']).toBe('2');
  const next = /<(.+)>; rel="next"/.exec(first.headers['link']!)![1]!;
  expect((await admin.get(next).expect(200)).body).toEqual([expect.objectContaining({ code: 'WH-B' })]);
  await admin.get('/v1/locations?is_active=maybe&type=kiosk').expect(422);
});

it('is read by cashiers and written by administrators', async () => {
  const cashier = await t.as('cashier');
  await cashier.get('/v1/locations').expect(200);
  await cashier.post('/v1/locations', { code: 'X', name: 'X' }).expect(403);
  await cashier.patch(`/v1/locations/${DEFAULT_LOCATION_ID}`, { name: 'Mine' }).expect(403);
  await cashier.delete(`/v1/locations/${DEFAULT_LOCATION_ID}`).expect(403);
});

it('answers 404 for one that is not there and 422 for what is no id', async () => {
  expect(problem(await admin.get(`/v1/locations/${newId()}`).expect(404)).code).toBe('LOCATION_NOT_FOUND');
  await admin.patch(`/v1/locations/${newId()}`, { name: 'x', is_default: true }).expect(404);
  await admin.delete(`/v1/locations/${newId()}`).expect(404);
  await admin.get('/v1/locations/main').expect(422);
});

it('leaves openings, changes and closings in the audit log, the former default’s too', async () => {
  const { id } = await open({ default_markup_percent: 10 });
  await admin.patch(`/v1/locations/${id}`, { default_markup_percent: 12.5, is_default: true }).expect(200);
  await admin.patch(`/v1/locations/${DEFAULT_LOCATION_ID}`, { is_default: true }).expect(200);
  await admin.delete(`/v1/locations/${id}`).expect(204);
  const entries = (await admin.get(`/v1/audit-log?subject_id=${id}&sort=created_at`).expect(200))
    .body as object[];
  expect(entries).toEqual([
    expect.objectContaining({
      action: 'location.created',
      after: expect.objectContaining({ default_markup_percent: 10 }) as object,
    }),
    expect.objectContaining({
      action: 'location.updated',
      before: { default_markup_percent: 10, is_default: false },
      after: { default_markup_percent: 12.5, is_default: true },
    }),
    expect.objectContaining({
      action: 'location.updated',
      before: { is_default: true },
      after: { is_default: false },
    }),
    expect.objectContaining({ action: 'location.deleted', after: null }),
  ]);
});

describe('the place where goods are on their way', () => {
  it('is no location that anybody sees, changes or removes', async () => {
    const { body } = await admin.get('/v1/locations?limit=200').expect(200);
    expect((body as LocationBody[]).map(({ id }) => id)).not.toContain(TRANSIT_LOCATION_ID);
    await admin.get(`/v1/locations/${TRANSIT_LOCATION_ID}`).expect(404);
    await admin.patch(`/v1/locations/${TRANSIT_LOCATION_ID}`, { name: 'Van' }).expect(404);
    await admin.delete(`/v1/locations/${TRANSIT_LOCATION_ID}`).expect(404);
    const answer = await admin
      .post('/v1/locations', { code: 'VAN', name: 'Van', type: 'transit' })
      .expect(422);
    expect(problem(answer).errors).toMatchObject([{ field: 'type' }]);
  });

  it('sells nothing, has no registers and takes no goods by hand', async () => {
    const register = { location_id: TRANSIT_LOCATION_ID, code: 'POS1', name: 'Till' };
    expect(problem(await admin.post('/v1/registers', register).expect(422)).code).toBe('LOCATION_NOT_FOUND');
    const { body } = await admin.post('/v1/products', { sku: newId(), name: 'Mug', price: 1 }).expect(201);
    const { id } = body as { id: string };
    const restock = `/v1/inventory/restock/${id}?quantity=1&location_id=${TRANSIT_LOCATION_ID}`;
    expect(problem(await admin.post(restock).expect(422)).code).toBe('LOCATION_NOT_FOUND');
    const sale = { location_id: TRANSIT_LOCATION_ID, items: [{ product_id: id, quantity: 1 }] };
    expect(problem(await admin.post('/v1/sales', sale).expect(422)).code).toBe('LOCATION_NOT_FOUND');
  });
});

describe('the order in which goods leave', () => {
  it('is first in, first out unless the location says otherwise', async () => {
    expect(await open()).toMatchObject({ issue_order: 'fifo', default_expiry_days: null });
    const { id } = await open({ issue_order: 'fefo', default_expiry_days: 90 });
    const { body } = await admin.patch(`/v1/locations/${id}`, { default_expiry_days: null }).expect(200);
    expect(body).toMatchObject({ issue_order: 'fefo', default_expiry_days: null });
    const wrong = { issue_order: 'lifo', default_expiry_days: 0 };
    const answer = await admin.patch(`/v1/locations/${id}`, wrong).expect(422);
    expect(
      problem(answer)
        .errors?.map(({ field }) => field)
        .sort(),
    ).toEqual(['default_expiry_days', 'issue_order']);
  });
});
