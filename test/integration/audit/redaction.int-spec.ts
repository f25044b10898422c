import { AuditTrail } from '../../../src/audit/index.js';
import { newId } from '../../../src/common/database/new-id.js';
import { runInTransaction } from '../../../src/common/database/tx.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

let t: TestApp;
let trail: AuditTrail;

beforeAll(async () => {
  t = await startTestApp();
  trail = t.app.get(AuditTrail, { strict: false });
});
afterAll(() => t.close());

interface Entry {
  action: string;
  before: object | null;
  after: object | null;
}

const REDACTED = { redacted: true };
const ANNOUNCE = `SELECT set_config('opentill.redacted_subject', $1, true)`;

async function aSubject(): Promise<string> {
  const subject = { subject_type: 'customer', subject_id: newId() };
  await runInTransaction(t.dataSource, (tx) =>
    trail.recordMany(tx, null, [
      { action: 'customer.created', ...subject, after: { name: 'Ada' } },
      { action: 'customer.updated', ...subject, before: { name: 'Ada' }, after: { name: 'Eve' } },
    ]),
  );
  return subject.subject_id;
}

function entriesOf(id: string): Promise<Entry[]> {
  return t.dataSource.query(`SELECT action, before, after FROM audit_log WHERE subject_id = $1 ORDER BY id`, [
    id,
  ]);
}

/** Runs statements in one transaction, after announcing the redaction of a customer. */
function announced(id: string, ...statements: string[]): Promise<void> {
  return runInTransaction(t.dataSource, async (tx) => {
    await tx.query(ANNOUNCE, [`customer:${id}`]);
    for (const statement of statements) await tx.query(statement, [id]);
  });
}

it('blanks what entries about one subject say, and nothing else', async () => {
  const [id, other] = [await aSubject(), await aSubject()];
  await runInTransaction(t.dataSource, async (tx) => {
    await trail.record(tx, null, {
      action: 'x',
      subject_type: 'product',
      subject_id: id,
      after: { name: 'Tea' },
    });
    await trail.redact(tx, 'customer', id);
    await trail.record(tx, null, {
      action: 'customer.anonymised',
      subject_type: 'customer',
      subject_id: id,
      after: { why: 1 },
    });
  });
  expect(await entriesOf(id)).toEqual([
    { action: 'customer.created', before: null, after: REDACTED },
    { action: 'customer.updated', before: REDACTED, after: REDACTED },
    { action: 'x', before: null, after: { name: 'Tea' } },
    { action: 'customer.anonymised', before: null, after: { why: 1 } },
  ]);
  expect(await entriesOf(other)).toEqual([
    expect.objectContaining({ after: { name: 'Ada' } }),
    expect.objectContaining({ after: { name: 'Eve' } }),
  ]);
  const history = await trail.history(t.dataSource, 'customer', other);
  expect(history.map(({ action, after }) => [action, after])).toEqual([
    ['customer.created', { name: 'Ada' }],
    ['customer.updated', { name: 'Eve' }],
  ]);
});

it('refuses a change that nobody announced, and every deletion', async () => {
  const id = await aSubject();
  for (const text of [
    `UPDATE audit_log SET after = '{"redacted": true}' WHERE subject_id = $1`,
    `UPDATE audit_log SET after = NULL WHERE subject_id = $1`,
    `DELETE FROM audit_log WHERE subject_id = $1`,
  ])
    await expect(t.dataSource.query(text, [id])).rejects.toThrow('append-only');
  await expect(t.dataSource.query(`TRUNCATE audit_log`)).rejects.toThrow('append-only');
  await expect(announced(id, `DELETE FROM audit_log WHERE subject_id = $1`)).rejects.toThrow('append-only');
});

const BLANK = `'{"redacted": true}'`;

it.each([
  ['another text', `after = '{"name": "Eve"}'`],
  ['half of the blank', `after = '{"redacted": false}'`],
  ['nothing', `after = NULL`],
  ['what was not there', `before = ${BLANK}, after = ${BLANK}`],
  [
    'who did it',
    `after = ${BLANK}, before = CASE WHEN before IS NOT NULL THEN jsonb ${BLANK} END, actor_username = 'x'`,
  ],
  [
    'what was done',
    `after = ${BLANK}, before = CASE WHEN before IS NOT NULL THEN jsonb ${BLANK} END, action = 'x'`,
  ],
  [
    'when',
    `after = ${BLANK}, before = CASE WHEN before IS NOT NULL THEN jsonb ${BLANK} END, created_at = now()`,
  ],
  [
    'the subject',
    `after = ${BLANK}, before = CASE WHEN before IS NOT NULL THEN jsonb ${BLANK} END, subject_id = 'x'`,
  ],
])('refuses to write %s under an announced redaction', async (_, change) => {
  const id = await aSubject();
  await expect(announced(id, `UPDATE audit_log SET ${change} WHERE subject_id = $1`)).rejects.toThrow(
    'append-only',
  );
});

it('ends the permission with the redaction, and with its transaction', async () => {
  const [id, later] = [await aSubject(), await aSubject()];
  const blank = `
    UPDATE audit_log SET before = CASE WHEN before IS NOT NULL THEN jsonb ${BLANK} END, after = ${BLANK}
    WHERE subject_id = $1`;
  await announced(id, blank);
  await expect(t.dataSource.query(blank, [id])).rejects.toThrow('append-only');
  await expect(
    announced(id, blank.replace('$1', `(SELECT $1 WHERE false) OR subject_id = '${later}'`)),
  ).rejects.toThrow('append-only');
  await expect(
    runInTransaction(t.dataSource, async (tx) => {
      await trail.redact(tx, 'customer', later);
      await tx.query(blank, [later]);
    }),
  ).rejects.toThrow('append-only');
});
