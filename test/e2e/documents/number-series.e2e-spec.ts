import { newId } from '../../../src/common/database/new-id.js';
import { runInTransaction } from '../../../src/common/database/tx.js';
import { DocumentRegister } from '../../../src/documents/index.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface SeriesBody {
  id: string;
  key: string;
  prefix: string;
  next_number: string | null;
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
  for (const [key, prefix] of [
    ['invoice:a', 'INV-A-'],
    ['invoice:b', 'INV-B-'],
    ['credit:a', 'CR-'],
  ]) {
    await draw(key!, prefix);
  }
});
afterAll(() => t.close());

function draw(key: string, prefix = 'Z-'): Promise<{ sequence: number; number: string }> {
  const register = t.app.get(DocumentRegister, { strict: false });
  return runInTransaction(t.dataSource, (tx) => register.next(tx, { key, prefix, digits: 4 }));
}

async function find(key: string): Promise<SeriesBody> {
  const { body } = await admin.get(`/v1/number-series?key_prefix=${encodeURIComponent(key)}`).expect(200);
  return (body as SeriesBody[])[0]!;
}

function problem(answer: { body: unknown }): ProblemBody {
  return answer.body as ProblemBody;
}

it('lists series by key, with the number that comes next', async () => {
  const { body } = await admin.get('/v1/number-series?key_prefix=invoice:').expect(200);
  expect((body as SeriesBody[]).map(({ key, next_number }) => [key, next_number])).toEqual([
    ['invoice:a', 'INV-A-0002'],
    ['invoice:b', 'INV-B-0002'],
  ]);
  const first = await admin.get('/v1/number-series?key_prefix=invoice:&limit=1&count=true').expect(200);
  expect(first.headers['x-total-count']).toBe('2');
  const next = /<(.+)>; rel="next"/.exec(first.headers['link']!)![1]!;
  expect((await admin.get(next).expect(200)).body).toEqual([expect.objectContaining({ key: 'invoice:b' })]);
});

it('changes how numbers look and where they end, and the next document follows', async () => {
  const { id } = await find('credit:a');
  const changed = await admin
    .patch(`/v1/number-series/${id}`, { prefix: 'CREDIT/', digits: 2, max_number: 2 })
    .expect(200);
  expect(changed.body).toMatchObject({
    prefix: 'CREDIT/',
    digits: 2,
    last_number: 1,
    max_number: 2,
    next_number: 'CREDIT/02',
    version: 2,
  });
  expect((await draw('credit:a')).number).toBe('CREDIT/02');
  expect((await admin.get(`/v1/number-series/${id}`).expect(200)).body).toMatchObject({
    next_number: null,
    version: 2,
  });
  await expect(draw('credit:a')).rejects.toMatchObject({ code: 'NUMBER_SERIES_EXHAUSTED', kind: 'conflict' });
  await admin.put(`/v1/number-series/${id}`, { max_number: null }).expect(200);
  expect((await draw('credit:a')).number).toBe('CREDIT/03');
});

it('cannot end below the last number issued, nor share a prefix, nor choose the next number', async () => {
  const { id } = await find('invoice:a');
  await draw('invoice:a');
  const below = problem(await admin.patch(`/v1/number-series/${id}`, { max_number: 1 }).expect(422));
  expect(below.errors).toEqual([expect.objectContaining({ field: 'max_number', code: 'BELOW_LAST_NUMBER' })]);
  const shared = problem(await admin.patch(`/v1/number-series/${id}`, { prefix: 'INV-B-' }).expect(409));
  expect(shared.code).toBe('NUMBER_PREFIX_TAKEN');
  const chosen = problem(
    await admin.patch(`/v1/number-series/${id}`, { last_number: 7, key: 'x' }).expect(422),
  );
  expect(chosen.errors!.map(({ field }) => field).sort()).toEqual(['key', 'last_number']);
});

it('names every wrong field at once', async () => {
  const { id } = await find('invoice:a');
  const wrong = { prefix: 'INV1', digits: 16, max_number: 0.5 };
  const { errors } = problem(await admin.put(`/v1/number-series/${id}`, wrong).expect(422));
  expect([...new Set(errors!.map(({ field }) => field))].sort()).toEqual(['digits', 'max_number', 'prefix']);
});

it('changes only the version that the caller saw, and logs it', async () => {
  const { id } = await find('invoice:b');
  await admin.patch(`/v1/number-series/${id}`, { digits: 9 }).set('if-match', '"9"').expect(412);
  await admin.patch(`/v1/number-series/${id}`, { digits: 9 }).set('if-match', '"1"').expect(200);
  const log = await admin.get(`/v1/audit-log?subject_id=${id}`).expect(200);
  expect(log.body).toEqual([
    expect.objectContaining({ action: 'number_series.updated', before: { digits: 4 }, after: { digits: 9 } }),
  ]);
});

it('is read by cashiers, configured by administrators, and deleted by nobody', async () => {
  const { id } = await find('invoice:b');
  const cashier = await t.as('cashier');
  await cashier.get(`/v1/number-series/${id}`).expect(200);
  await cashier.patch(`/v1/number-series/${id}`, { digits: 5 }).expect(403);
  await admin.get(`/v1/number-series/${newId()}`).expect(404);
  await admin.patch(`/v1/number-series/${newId()}`, { digits: 5 }).expect(404);
  expect((await admin.delete(`/v1/number-series/${id}`)).status).toBe(405);
});
