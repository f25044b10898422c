import { AuditTrail } from '../../../src/audit/index.js';
import type { Caller } from '../../../src/common/auth/caller.js';
import { newId } from '../../../src/common/database/new-id.js';
import { runInTransaction } from '../../../src/common/database/tx.js';
import { Decimal } from '../../../src/common/money/decimal.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

interface LogRow {
  actor_username: string | null;
  action: string;
  subject_id: string;
  before: unknown;
  after: unknown;
  request_id: string | null;
  ip: string | null;
}

let t: TestApp;
let trail: AuditTrail;

const caller: Caller = {
  actor: { id: newId(), username: 'auditor', role: 'admin', permissions: new Set() },
  request_id: 'req-1',
  ip: '203.0.113.7',
};

beforeAll(async () => {
  t = await startTestApp();
  trail = t.app.get(AuditTrail, { strict: false });
});
afterAll(() => t.close());

function logged(subject_id: string): Promise<LogRow[]> {
  const text = `SELECT * FROM audit_log WHERE subject_id = $1 ORDER BY id`;
  return t.dataSource.query<LogRow[]>(text, [subject_id]);
}

it('writes who, what, and only the fields that changed', async () => {
  const subject = { subject_type: 'product', subject_id: newId() };
  const before = { name: 'Tea', price: new Decimal('2.50'), pin_hash: 'a', version: 1 };
  const after = { name: 'Tea', price: new Decimal('2.75'), pin_hash: 'b', version: 2 };
  await runInTransaction(t.dataSource, (tx) =>
    trail.record(tx, caller, { action: 'product.updated', ...subject, before, after }),
  );
  expect(await logged(subject.subject_id)).toEqual([
    expect.objectContaining({
      actor_id: caller.actor.id,
      actor_username: 'auditor',
      action: 'product.updated',
      before: { price: 2.5 },
      after: { price: 2.75 },
      request_id: 'req-1',
      ip: '203.0.113.7',
    }),
  ]);
});

it('writes many entries at once, and none for none', async () => {
  const subjects = ['x', 'y', 'z'].map((name) => `${name}-${newId()}`);
  await runInTransaction(t.dataSource, async (tx) => {
    await trail.recordMany(tx, caller, []);
    const entries = subjects.map((subject_id) => ({
      action: 'a.b',
      subject_type: 'a',
      subject_id,
      after: { subject_id },
    }));
    await trail.recordMany(tx, caller, entries);
  });
  const rows = await Promise.all(subjects.map(logged));
  expect(rows.map((each) => each.map(({ after }) => after))).toEqual(
    subjects.map((subject_id) => [{ subject_id }]),
  );
});

it('knows requests without an actor, and the system itself', async () => {
  const subject_id = newId();
  const entry = { action: 'login.failed', subject_type: 'user', subject_id };
  await runInTransaction(t.dataSource, async (tx) => {
    await trail.record(tx, { actor: null, request_id: 'req-2', ip: '::1' }, entry);
    await trail.record(tx, null, { ...entry, action: 'session.purged' });
  });
  expect(await logged(subject_id)).toEqual([
    expect.objectContaining({ actor_id: null, request_id: 'req-2', ip: '::1' }),
    expect.objectContaining({ action: 'session.purged', actor_id: null, request_id: null, ip: null }),
  ]);
});

it('forgets what was rolled back', async () => {
  const subject_id = newId();
  const work = runInTransaction(t.dataSource, async (tx) => {
    await trail.record(tx, caller, { action: 'a.b', subject_type: 'a', subject_id });
    throw new Error('changed my mind');
  });
  await expect(work).rejects.toThrow('changed my mind');
  expect(await logged(subject_id)).toEqual([]);
});

it.each([
  ['UPDATE', `UPDATE audit_log SET action = 'nothing.happened'`],
  ['DELETE', `DELETE FROM audit_log`],
  ['TRUNCATE', `TRUNCATE audit_log`],
])('refuses %s even to the table’s owner', async (_, sql) => {
  await runInTransaction(t.dataSource, (tx) =>
    trail.record(tx, caller, { action: 'a.b', subject_type: 'a', subject_id: 'kept' }),
  );
  const [before] = await t.dataSource.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM audit_log`,
  );
  await expect(t.dataSource.query(sql)).rejects.toMatchObject({ code: '23001' });
  const [after] = await t.dataSource.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM audit_log`,
  );
  expect(after!.count).toBe(before!.count);
});

it('logs a changed setting once, however often the event is delivered', async () => {
  const id = newId();
  const event = {
    type: 'settings.changed',
    actor: caller.actor,
    request_id: 'req-3',
    ip: '::1',
    action: 'setting.updated',
    setting_id: newId(),
    before: { motto: 'a' },
    after: { motto: 'b' },
  };
  const add = `SELECT graphile_worker.add_job('audit:setting_changed', payload => $1::json)`;
  for (let delivery = 0; delivery < 2; delivery++)
    await t.dataSource.query(add, [JSON.stringify({ id, event })]);
  await t.drainJobs();
  const rows = await logged(event.setting_id);
  expect(rows).toEqual([expect.objectContaining({ id, before: { motto: 'a' }, after: { motto: 'b' } })]);
  const left = `SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'audit:setting_changed'`;
  expect(await t.dataSource.query(left)).toEqual([]);
});
