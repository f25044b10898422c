import { SettingsReader } from '../../../src/settings/index.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface SettingBody {
  id: string;
  key: string;
  value: unknown;
  is_known: boolean;
  is_default: boolean;
  default_value: unknown;
  type: string | null;
  version: number;
}

interface ProblemBody {
  code: string;
  errors: { field: string; code: string }[];
}

let t: TestApp;
let admin: Client;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
afterAll(() => t.close());

async function find(idOrKey: string): Promise<SettingBody> {
  return (await admin.get(`/v1/settings/${idOrKey}`).expect(200)).body as SettingBody;
}

describe('known settings', () => {
  it('are listed with their defaults before anybody set them', async () => {
    const { body } = await admin.get('/v1/settings?is_known=true').expect(200);
    const settings = body as SettingBody[];
    expect(settings.map(({ key }) => key)).toEqual([
      'auth.lockout_minutes',
      'auth.max_failed_logins',
      'auth.open_registration',
      'purchasing.over_delivery_percent',
      'receipt.footer',
      'receipt.header',
    ]);
    expect(settings.find(({ key }) => key === 'auth.lockout_minutes')).toMatchObject({
      value: 15,
      default_value: 15,
      is_default: true,
      type: 'integer',
      version: 0,
    });
  });

  it('are set by key or by id, read back by the reader at once, and reset by deletion', async () => {
    const reader = t.app.get(SettingsReader, { strict: false });
    const before = await find('auth.lockout_minutes');
    const set = await admin.patch('/v1/settings/auth.lockout_minutes', { value: 100 }).expect(200);
    expect(set.body).toMatchObject({ id: before.id, value: 100, is_default: false, version: 1 });
    expect(set.headers['etag']).toBe('"1"');
    expect(await reader.get('auth.lockout_minutes')).toBe(100);

    await admin.put(`/v1/settings/${before.id}`, { key: 'auth.lockout_minutes', value: 200 }).expect(200);
    expect(await reader.getMany(['auth.lockout_minutes', 'receipt.footer'])).toEqual({
      'auth.lockout_minutes': 200,
      'receipt.footer': '',
    });

    await admin.delete('/v1/settings/auth.lockout_minutes').expect(204);
    expect(await find('auth.lockout_minutes')).toMatchObject({ id: before.id, value: 15, is_default: true });
    expect(await reader.get('auth.lockout_minutes')).toBe(15);
  });

  it.each([
    ['text for a switch', 'auth.open_registration', 'yes'],
    ['a number below its range', 'auth.max_failed_logins', 0],
    ['a fraction', 'auth.max_failed_logins', 2.5],
    ['digits as text', 'auth.lockout_minutes', '15'],
    ['too long a text', 'receipt.header', 'x'.repeat(1001)],
    ['null', 'receipt.header', null],
  ])('refuse %s', async (_, key, value) => {
    const { body } = await admin.put(`/v1/settings/${key}`, { value }).expect(422);
    expect((body as ProblemBody).errors).toEqual([expect.objectContaining({ field: 'value' })]);
    expect((await find(key)).is_default).toBe(true);
  });

  it('ignore a stored value that no longer fits their type', async () => {
    await t.dataSource.query(
      `INSERT INTO settings (id, key, value) VALUES (uuidv7(), 'receipt.footer', '42')`,
    );
    expect(await t.app.get(SettingsReader, { strict: false }).get('receipt.footer')).toBe('');
    await admin.delete('/v1/settings/receipt.footer').expect(204);
  });
});

describe('keys of the shop’s own', () => {
  it('take any JSON, null included, and live from POST to DELETE', async () => {
    const created = await admin
      .post('/v1/settings', { key: 'shop.theme', value: { dark: [true, null] } })
      .expect(201);
    const { id } = created.body as SettingBody;
    expect(created.body).toMatchObject({ key: 'shop.theme', is_known: false, is_default: false, version: 1 });
    expect((await find(id)).value).toEqual({ dark: [true, null] });

    await admin.put(`/v1/settings/${id}`, { value: null }).expect(200);
    expect((await find('shop.theme')).value).toBeNull();
    await admin.delete(`/v1/settings/${id}`).expect(204);
    const gone = await admin.get(`/v1/settings/${id}`).expect(404);
    expect((gone.body as ProblemBody).code).toBe('SETTING_NOT_FOUND');
  });

  it('cannot be made twice or renamed', async () => {
    await admin.post('/v1/settings', { key: 'shop.motto', value: 'hi' }).expect(201);
    const twice = await admin.post('/v1/settings', { key: 'shop.motto', value: 'ho' }).expect(409);
    expect((twice.body as ProblemBody).code).toBe('SETTING_KEY_TAKEN');
    const renamed = await admin
      .put('/v1/settings/shop.motto', { key: 'shop.creed', value: 'ho' })
      .expect(422);
    expect((renamed.body as ProblemBody).errors[0]).toMatchObject({
      field: 'key',
      code: 'SETTING_KEY_FIXED',
    });
    expect((await find('shop.motto')).value).toBe('hi');
  });

  it('name every wrong field at once', async () => {
    const { body } = await admin.post('/v1/settings', { key: 'no spaces', color: 1 }).expect(422);
    expect((body as ProblemBody).errors.map(({ field }) => field).sort()).toEqual(['color', 'key', 'value']);
    const uuid = await admin
      .post('/v1/settings', { key: '01930000-0000-7000-8000-000000000001', value: 1 })
      .expect(422);
    expect((uuid.body as ProblemBody).errors[0]!.field).toBe('key');
  });

  it('refuse what the database cannot store: halves of characters, and nesting without end', async () => {
    const half = await admin.post('/v1/settings', { key: 'shop.half', value: ['\ud800'] }).expect(422);
    expect((half.body as ProblemBody).errors).toEqual([expect.objectContaining({ field: 'value.0' })]);
    const deep = `{"key":"shop.deep","value":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const request = t.http.post('/v1/settings').set('authorization', `Bearer ${admin.token}`);
    const { body } = await request.set('content-type', 'application/json').send(deep).expect(422);
    expect((body as ProblemBody).errors).toEqual([expect.objectContaining({ code: 'TOO_DEEP' })]);
  });
});

it('changes only the version that the caller saw', async () => {
  await admin.patch('/v1/settings/receipt.header', { value: 'a' }).set('if-match', '"0"').expect(200);
  await admin.patch('/v1/settings/receipt.header', { value: 'b' }).set('if-match', '"0"').expect(412);
  await admin.delete('/v1/settings/receipt.header').set('if-match', '"7"').expect(412);
  expect((await find('receipt.header')).value).toBe('a');
});

it('lets two first writers of one key take turns', async () => {
  const answers = await Promise.all(
    ['one', 'two', 'three'].map((value) => admin.post('/v1/settings', { key: 'shop.race', value })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
});

it('pages by key', async () => {
  const first = await admin.get('/v1/settings?limit=2&is_known=true&count=true').expect(200);
  expect(first.headers['x-total-count']).toBe('6');
  const next = /<(.+)>; rel="next"/.exec(first.headers['link']!)![1]!;
  const second = await admin.get(next).expect(200);
  expect((second.body as SettingBody[]).map(({ key }) => key)).toEqual([
    'auth.open_registration',
    'purchasing.over_delivery_percent',
  ]);
});

it('is read by cashiers and written by administrators only', async () => {
  const cashier = await t.as('cashier');
  await cashier.get('/v1/settings').expect(200);
  await cashier.put('/v1/settings/receipt.footer', { value: 'x' }).expect(403);
  await cashier.post('/v1/settings', { key: 'x', value: 'x' }).expect(403);
  await cashier.delete('/v1/settings/receipt.footer').expect(403);
  await t.http.get('/v1/settings').expect(401);
});

it('leaves every change in the audit log once, without secrets', async () => {
  const { body } = await admin.post('/v1/settings', { key: 'smtp.password', value: 'hunter2' }).expect(201);
  const { id } = body as SettingBody;
  await admin.patch('/v1/settings/receipt.footer', { value: 'Bye' }).expect(200);
  await admin.delete(`/v1/settings/${id}`).expect(204);
  await t.drainJobs();
  await t.drainJobs();

  const secret = await admin.get(`/v1/audit-log?subject_id=${id}&sort=created_at`).expect(200);
  expect(secret.body).toEqual([
    expect.objectContaining({ action: 'setting.created', actor_id: admin.user_id, before: null, after: {} }),
    expect.objectContaining({ action: 'setting.deleted', before: {}, after: null }),
  ]);
  const footer = await find('receipt.footer');
  const changed = await admin.get(`/v1/audit-log?subject_id=${footer.id}&limit=1`).expect(200);
  expect(changed.body).toEqual([
    expect.objectContaining({
      action: 'setting.updated',
      subject_type: 'setting',
      before: { 'receipt.footer': '' },
      after: { 'receipt.footer': 'Bye' },
    }),
  ]);
});
