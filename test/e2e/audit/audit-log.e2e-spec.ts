import type { Response } from 'supertest';
import { newId } from '../../../src/common/database/new-id.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface EntryBody {
  id: string;
  action: string;
  created_at: string;
  subject_id: string;
}

let t: TestApp;
let admin: Client;
const actor_id = newId();

/** Forty entries, a minute apart on 20 November 2026, by one actor about two subjects in turn. */
const SEED = `
  INSERT INTO audit_log (id, created_at, actor_id, actor_username, action, subject_type, subject_id, request_id)
  SELECT uuidv7(), '2026-11-20T12:00:00Z'::timestamptz + i * interval '1 minute', $1, 'seeded',
         CASE WHEN i % 4 = 0 THEN 'sale.voided' ELSE 'sale.created' END, 'sale', 'sale-' || (i % 2), 'req-' || i
  FROM generate_series(0, 39) AS i`;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  await t.dataSource.query(SEED, [actor_id]);
});
afterAll(() => t.close());

async function list(filter: string): Promise<EntryBody[]> {
  return (await admin.get(`/v1/audit-log?${filter}`).expect(200)).body as EntryBody[];
}

it('shows the latest first and pages without gaps or repeats', async () => {
  const seen: EntryBody[] = [];
  let next: string | undefined = `/v1/audit-log?actor_id=${actor_id}&limit=15&count=true`;
  while (next !== undefined) {
    const answer: Response = await admin.get(next).expect(200);
    expect(answer.headers['x-total-count']).toBe('40');
    seen.push(...(answer.body as EntryBody[]));
    next = /<(.+)>; rel="next"/.exec(answer.headers['link'] ?? '')?.[1];
  }
  const times = seen.map(({ created_at }) => created_at);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(40);
  expect(times).toEqual([...times].sort().reverse());
});

it.each([
  ['action=sale.voided', 10],
  ['subject_type=sale&subject_id=sale-1', 20],
  ['request_id=req-7', 1],
  ['action=sale.voided&subject_id=sale-1', 0],
  ['from=2026-11-20T12:10:00Z&to=2026-11-20T12:20:00Z', 11],
  ['from=2026-11-20&to=2026-11-20', 40],
  ['to=2026-11-19', 0],
  ['from=2026-11-20T13:10:00%2B01:00&to=2026-11-20', 30],
])('filters by %s', async (filter, count) => {
  expect(await list(`actor_id=${actor_id}&${filter}`)).toHaveLength(count);
});

it('gives one entry by id', async () => {
  const [entry] = await list('request_id=req-3');
  const { body } = await admin.get(`/v1/audit-log/${entry!.id}`).expect(200);
  expect(body).toEqual(entry);
  await admin.get(`/v1/audit-log/${newId()}`).expect(404);
  await admin.get('/v1/audit-log/nonsense').expect(422);
});

it('names every wrong filter at once', async () => {
  const filter = 'actor_id=me&from=yesterday&to=2026-02-31&limit=0&colour=red&action=%20';
  const { body } = await admin.get(`/v1/audit-log?${filter}`).expect(422);
  const fields = (body as { errors: { field: string }[] }).errors.map(({ field }) => field);
  expect([...new Set(fields)].sort()).toEqual(['action', 'actor_id', 'colour', 'from', 'limit', 'to']);
  await admin.get('/v1/audit-log?cursor=forged').expect(422);
  await admin.get('/v1/audit-log?sort=ip').expect(422);
});

it('is for administrators and cannot be written over HTTP', async () => {
  for (const role of ['manager', 'cashier', 'inventory_officer', 'user']) {
    await (await t.as(role)).get('/v1/audit-log').expect(403);
  }
  await t.http.get('/v1/audit-log').expect(401);
  await admin.post('/v1/audit-log', { action: 'x' }).expect(405);
  const [entry] = await list('limit=1');
  await admin.delete(`/v1/audit-log/${entry!.id}`).expect(405);
  await admin.patch(`/v1/audit-log/${entry!.id}`, { action: 'x' }).expect(405);
});

it('finds by subject through an index, however long the log is', async () => {
  const explain = `EXPLAIN SELECT id FROM audit_log WHERE subject_id = 'sale-1' ORDER BY created_at DESC, id DESC LIMIT 50`;
  const plan = await t.dataSource.transaction(async (tx) => {
    await tx.query(`SET LOCAL enable_seqscan = off`);
    return tx.query<Record<string, string>[]>(explain);
  });
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(
    /Index.* Scan Backward using ix_audit_log_subject/,
  );
});
