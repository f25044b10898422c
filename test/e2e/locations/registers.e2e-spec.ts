import { newId } from '../../../src/common/database/new-id.js';
import { DEFAULT_LOCATION_ID, DEFAULT_REGISTER_ID } from '../../../src/locations/index.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface RegisterBody {
  id: string;
  location_id: string;
  code: string;
  is_default: boolean;
  version: number;
}

interface ProblemBody {
  code: string;
  errors?: { field: string; code: string }[];
}

let t: TestApp;
let admin: Client;
let shop: string;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
beforeEach(async () => {
  const body = { code: newId().slice(-12), name: 'Shop' };
  shop = ((await admin.post('/v1/locations', body).expect(201)).body as { id: string }).id;
});
afterAll(() => t.close());

async function setUp(code: string, fields: object = {}): Promise<RegisterBody> {
  const body = { location_id: shop, code, name: `Register ${code}`, ...fields };
  return (await admin.post('/v1/registers', body).expect(201)).body as RegisterBody;
}

async function defaults(): Promise<string[]> {
  const text = `SELECT code FROM registers WHERE location_id = $1 AND is_default`;
  return (await t.dataSource.query<{ code: string }[]>(text, [shop])).map(({ code }) => code);
}

function problem(answer: { body: unknown }): ProblemBody {
  return answer.body as ProblemBody;
}

it('starts with one at the default store', async () => {
  const { body } = await admin.get(`/v1/registers/${DEFAULT_REGISTER_ID}`).expect(200);
  expect(body).toMatchObject({
    location_id: DEFAULT_LOCATION_ID,
    code: 'POS1',
    is_default: true,
    is_active: true,
  });
});

it('makes the first register of a location its default, and moves the default when told', async () => {
  const first = await setUp('a1');
  expect(first).toMatchObject({ code: 'A1', is_default: true, version: 1 });
  expect(await setUp('A2')).toMatchObject({ is_default: false });
  const third = await setUp('A3', { is_default: true });
  expect(await defaults()).toEqual(['A3']);
  await admin.put(`/v1/registers/${first.id}`, { is_default: true }).expect(200);
  expect(await defaults()).toEqual(['A1']);
  for (const lost of [{ is_default: false }, { is_active: false }]) {
    const answer = await admin.patch(`/v1/registers/${first.id}`, lost).expect(409);
    expect(problem(answer).code).toBe('DEFAULT_REGISTER_REQUIRED');
  }
  expect(problem(await admin.delete(`/v1/registers/${first.id}`).expect(409)).code).toBe(
    'DEFAULT_REGISTER_REQUIRED',
  );
  await admin.delete(`/v1/registers/${third.id}`).expect(204);
});

it('lets the only register of a location go', async () => {
  const only = await setUp('A1');
  await admin.delete(`/v1/registers/${only.id}`).expect(204);
  await admin.get(`/v1/registers/${only.id}`).expect(404);
  expect(await setUp('A2')).toMatchObject({ is_default: true });
});

it('does not make an inactive register the default', async () => {
  expect(await setUp('A1', { is_active: false })).toMatchObject({ is_default: false });
  const answer = await admin.post('/v1/registers', {
    location_id: shop,
    code: 'A2',
    name: 'x',
    is_active: false,
    is_default: true,
  });
  expect(answer.status).toBe(422);
  expect(problem(answer).errors).toEqual([expect.objectContaining({ field: 'is_default' })]);
  expect(await setUp('A3')).toMatchObject({ is_default: true });
});

it('keeps one default while many registers are set up and promoted at once', async () => {
  const made = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((code) => setUp(code)));
  expect(await defaults()).toHaveLength(1);
  const answers = await Promise.all(
    made.map(({ id }) => admin.patch(`/v1/registers/${id}`, { is_default: true })),
  );
  expect(answers.map(({ status }) => status)).toEqual(made.map(() => 200));
  expect(await defaults()).toHaveLength(1);
});

it('takes a code once in each location', async () => {
  await setUp('POS1');
  const answer = await admin
    .post('/v1/registers', { location_id: shop, code: 'pos1', name: 'Twin' })
    .expect(409);
  expect(problem(answer).code).toBe('REGISTER_CODE_TAKEN');
  const other = await setUp('POS2');
  expect(problem(await admin.patch(`/v1/registers/${other.id}`, { code: 'POS1' }).expect(409)).code).toBe(
    'REGISTER_CODE_TAKEN',
  );
});

it('names every wrong field at once, and an unknown location', async () => {
  const wrong = { location_id: 'here', code: '', name: 7, is_active: 'no', is_default: null, printer: 'x' };
  const { errors } = problem(await admin.post('/v1/registers', wrong).expect(422));
  expect([...new Set(errors!.map(({ field }) => field))].sort()).toEqual(Object.keys(wrong).sort());
  const lost = await admin.post('/v1/registers', { location_id: newId(), code: 'X', name: 'x' }).expect(422);
  expect(problem(lost).errors).toEqual([
    expect.objectContaining({ field: 'location_id', code: 'LOCATION_NOT_FOUND' }),
  ]);
});

it('never moves to another location', async () => {
  const { id } = await setUp('A1');
  const { errors } = problem(
    await admin.patch(`/v1/registers/${id}`, { location_id: DEFAULT_LOCATION_ID }).expect(422),
  );
  expect(errors).toEqual([expect.objectContaining({ field: 'location_id', code: 'UNKNOWN_FIELD' })]);
});

it('is not deleted while something refers to it', async () => {
  await setUp('A1');
  const { id } = await setUp('A2');
  await t.dataSource.query(
    `CREATE TABLE IF NOT EXISTS test_register_references (id uuid REFERENCES registers (id))`,
  );
  await t.dataSource.query(`INSERT INTO test_register_references VALUES ($1)`, [id]);
  expect(problem(await admin.delete(`/v1/registers/${id}`).expect(409)).code).toBe('REGISTER_IN_USE');
  await admin.patch(`/v1/registers/${id}`, { is_active: false }).expect(200);
  expect(problem(await admin.delete(`/v1/locations/${shop}`).expect(409)).code).toBe('LOCATION_IN_USE');
});

it('changes only the version that the caller saw, and logs who did it', async () => {
  const { id } = await setUp('A1');
  const changed = await admin
    .patch(`/v1/registers/${id}`, { name: 'Till by the door' })
    .set('if-match', '"1"')
    .expect(200);
  expect(changed.headers['etag']).toBe('"2"');
  await admin.patch(`/v1/registers/${id}`, { name: 'x' }).set('if-match', '"1"').expect(412);
  const log = await admin.get(`/v1/audit-log?subject_id=${id}&action=register.updated`).expect(200);
  expect(log.body).toEqual([
    expect.objectContaining({
      before: { name: 'Register A1' },
      after: { name: 'Till by the door' },
      actor_username: 'admin',
    }),
  ]);
});

it('filters by location and pages', async () => {
  for (const code of ['C', 'A', 'B']) await setUp(code);
  const first = await admin.get(`/v1/registers?location_id=${shop}&limit=2`).expect(200);
  expect((first.body as RegisterBody[]).map(({ code }) => code)).toEqual(['A', 'B']);
  const next = /<(.+)>; rel="next"/.exec(first.headers['link']!)![1]!;
  expect(((await admin.get(next).expect(200)).body as RegisterBody[]).map(({ code }) => code)).toEqual(['C']);
});

it('is read by cashiers and written by administrators', async () => {
  const cashier = await t.as('cashier');
  await cashier.get(`/v1/registers/${DEFAULT_REGISTER_ID}`).expect(200);
  await cashier.post('/v1/registers', { code: 'X', name: 'X' }).expect(403);
  await cashier.put(`/v1/registers/${DEFAULT_REGISTER_ID}`, { name: 'Mine' }).expect(403);
  await cashier.delete(`/v1/registers/${DEFAULT_REGISTER_ID}`).expect(403);
});
