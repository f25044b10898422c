import type { Caller } from '../../../src/common/auth/caller.js';
import { query } from '../../../src/common/database/statement.js';
import { runInTransaction } from '../../../src/common/database/tx.js';
import { Decimal } from '../../../src/common/money/decimal.js';
import { callerOf, FakeDocuments, NOTE } from '../../support/fake-documents.js';
import { expectNoDrift } from '../../support/shop.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

let t: TestApp;
let notes: FakeDocuments;
let admin: Caller;

beforeAll(async () => {
  t = await startTestApp({ database_pool_size: 12 });
  notes = await FakeDocuments.in(t);
  admin = callerOf(await t.as('admin'));
});
afterEach(() => notes.calm());
afterAll(() => t.close());

const code = (value: string): object => expect.objectContaining({ code: value }) as object;

/** A gate that a transaction waits at until it is opened. */
function gate(): { reached: Promise<void>; open: () => void; wait: () => Promise<void> } {
  let open!: () => void;
  let arrive!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  return { reached, open, wait: () => (arrive(), opened) };
}

async function untilSomebodyWaits(): Promise<void> {
  const text = `SELECT count(*)::int AS n FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  for (let attempt = 0; attempt < 200; attempt++) {
    const [row] = await t.dataSource.query<{ n: number }[]>(text);
    if (row!.n > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('Nobody waited for a lock');
}

it('opens a document in the initial status, numbered, with its first line of history', async () => {
  const opened = await notes.open(admin, { amount: 12.5, notes: 'first' });
  expect(opened).toMatchObject({
    type: NOTE,
    number: expect.stringMatching(/^N-\d{4}$/) as string,
    version: 1,
  });
  expect(opened.status).toMatchObject({ code: 'draft', is_initial: true, allows_editing: true });
  expect(opened.total_amount.toNumber()).toBe(12.5);
  const history = await notes.workflow.history(t.dataSource, opened.id);
  expect(history).toEqual([
    expect.objectContaining({
      action: 'open',
      from_status: null,
      to_status: 'draft',
      actor_username: 'admin',
    }),
  ]);
});

it('posts once, takes back, posts anew: each time the next generation', async () => {
  const { id } = await notes.open(admin);
  const done = await notes.move(admin, { id, action: 'complete', comment: 'all here' });
  expect(done).toMatchObject({
    changed: true,
    document: { is_posted: true, posting_generation: 1, version: 2 },
  });
  await notes.move(admin, { id, action: 'cancel' });
  expect(await notes.header(id)).toMatchObject({ is_posted: false, posting_generation: 1 });
  await notes.move(admin, { id, to_status: 'Done' });
  expect(await notes.header(id)).toMatchObject({ is_posted: true, posting_generation: 2, version: 4 });
  expect(await notes.postings(id)).toEqual(['1+', '1-', '2+']);
  expect(notes.kind.entries).toEqual(['done', 'undone', 'done']);
  const history = await notes.workflow.history(t.dataSource, id);
  expect(history.map(({ action, generation, comment }) => [action, generation, comment])).toEqual([
    ['open', null, null],
    ['complete', 1, 'all here'],
    ['cancel', 1, null],
    ['complete', 2, null],
  ]);
});

it('answers unchanged when the document is there already, and moves nothing', async () => {
  const { id } = await notes.open(admin);
  await notes.move(admin, { id, to_status: 'done' });
  const again = await notes.move(admin, { id, to_status: 'DONE' });
  expect(again).toMatchObject({ changed: false, document: { version: 2 } });
  expect(await notes.postings(id)).toEqual(['1+']);
});

it('follows meanings, whatever the statuses are called', async () => {
  const { id } = await notes.open(admin);
  const done = await notes.move(admin, { id, to_meaning: 'completed', is_automatic: true });
  expect(done.document.status.code).toBe('done');
});

it('refuses what no way leads to, and says what is possible', async () => {
  const { id } = await notes.open(admin);
  await expect(notes.move(admin, { id, action: 'return' })).rejects.toMatchObject({
    code: 'TRANSITION_NOT_ALLOWED',
    details: { possible: ['submit', 'complete', 'cancel'] },
  });
  await expect(notes.move(admin, { id, to_status: 'lost' })).rejects.toEqual(code('STATUS_NOT_CONFIGURED'));
  const stale = notes.move(admin, { id, action: 'submit', expected_version: 7 });
  await expect(stale).rejects.toEqual(code('STALE_VERSION'));
  const unknown = notes.move(admin, { id: '01930000-0000-7000-8000-00000000ffff', action: 'submit' });
  await expect(unknown).rejects.toEqual(code('TEST_NOTE_NOT_FOUND'));
});

it('refuses callers without the permission', async () => {
  const { id } = await notes.open(admin);
  const reader = callerOf(await t.as('user'), 'user', ['inventory:read']);
  await expect(notes.move(reader, { id, action: 'submit' })).rejects.toEqual(code('PERMISSION_DENIED'));
});

it('names a single reason by its own code, and several all together', async () => {
  const { id } = await notes.open(admin);
  notes.kind.reasons = [{ field: 'lines', code: 'NO_LINES', message: 'No lines.' }];
  await expect(notes.move(admin, { id, action: 'complete' })).rejects.toEqual(code('NO_LINES'));
  notes.kind.reasons.push({ field: 'partner_id', code: 'BLOCKED', message: 'Blocked.' });
  await expect(notes.move(admin, { id, action: 'complete' })).rejects.toMatchObject({
    code: 'DOCUMENT_NOT_READY',
    errors: [code('NO_LINES'), code('BLOCKED')],
  });
});

it('leaves nothing of a step whose movements fail: status, number of postings, history, events', async () => {
  const { id } = await notes.open(admin);
  notes.kind.failure = new Error('no room in the warehouse');
  await expect(notes.move(admin, { id, action: 'complete' })).rejects.toThrow('no room');
  expect(await notes.header(id)).toMatchObject({ status: { code: 'draft' }, is_posted: false, version: 1 });
  expect(await notes.postings(id)).toEqual([]);
  expect(await notes.workflow.history(t.dataSource, id)).toHaveLength(1);
});

it.each(['action', 'to_status'] as const)(
  'lets one of two completers win, by %s; the other gets 409, and stock is posted once',
  async (how) => {
    const { id } = await notes.open(admin);
    const wish = how === 'action' ? { action: 'complete' } : { to_status: 'done' };
    const door = gate();
    notes.kind.pause = door.wait;
    const first = notes.move(admin, { id, ...wish });
    await door.reached;
    const second = notes.move(admin, { id, ...wish });
    const refused = expect(second).rejects.toMatchObject({
      kind: 'conflict',
      code: 'DOCUMENT_CHANGED_MEANWHILE',
    });
    await untilSomebodyWaits();
    door.open();
    await expect(first).resolves.toMatchObject({ changed: true });
    await refused;
    expect(await notes.postings(id)).toEqual(['1+']);
  },
);

it('the database itself refuses a second posting of one generation', async () => {
  const { id } = await notes.open(admin);
  await notes.move(admin, { id, action: 'complete' });
  const again = query(
    t.dataSource,
    `INSERT INTO document_postings VALUES ($1::uuid, 1, 'post', $2::uuid, now())`,
    [id, admin.actor.id],
  );
  await expect(again).rejects.toMatchObject({ constraint: 'pk_document_postings' });
});

it('corrects a posted document: takes back, rewrites, posts anew, in one transaction', async () => {
  const { id } = await notes.open(admin, { amount: 10 });
  await notes.move(admin, { id, action: 'complete' });
  const corrected = await runInTransaction(t.dataSource, (tx) =>
    notes.workflow.correct(tx, admin, { id, type: NOTE, comment: 'one box less' }, () =>
      Promise.resolve({ total_amount: new Decimal(8) }),
    ),
  );
  expect(corrected).toMatchObject({ is_posted: true, posting_generation: 2, status: { code: 'done' } });
  expect(corrected.total_amount.toNumber()).toBe(8);
  expect(await notes.postings(id)).toEqual(['1+', '1-', '2+']);
  const history = await notes.workflow.history(t.dataSource, id);
  expect(history.at(-1)).toMatchObject({ action: 'correct', generation: 2, comment: 'one box less' });
});

it('leaves a document as it was when its correction fails, and corrects no draft', async () => {
  const { id } = await notes.open(admin, { amount: 10 });
  const correct = (): Promise<unknown> =>
    runInTransaction(t.dataSource, (tx) =>
      notes.workflow.correct(tx, admin, { id, type: NOTE }, () =>
        Promise.reject(new Error('no such product')),
      ),
    );
  await expect(correct()).rejects.toEqual(code('CORRECTION_NOT_ALLOWED'));
  await notes.move(admin, { id, action: 'complete' });
  await expect(correct()).rejects.toThrow('no such product');
  expect(await notes.header(id)).toMatchObject({ is_posted: true, posting_generation: 1, version: 2 });
  expect(await notes.postings(id)).toEqual(['1+']);
});

it('changes only what a status lets change, and deletes only what never moved stock', async () => {
  const { id } = await notes.open(admin, { amount: 1 });
  const change = (): Promise<unknown> =>
    runInTransaction(t.dataSource, async (tx) => {
      const document = await notes.workflow.lock(tx, id, NOTE);
      return notes.workflow.change(tx, admin, document, { notes: 'changed', total_amount: new Decimal(2) });
    });
  const remove = (): Promise<unknown> =>
    runInTransaction(t.dataSource, async (tx) =>
      notes.workflow.remove(tx, admin, await notes.workflow.lock(tx, id, NOTE)),
    );
  await expect(change()).resolves.toMatchObject({ notes: 'changed', version: 2 });
  await notes.move(admin, { id, action: 'complete' });
  await expect(change()).rejects.toEqual(code('DOCUMENT_NOT_EDITABLE'));
  await expect(remove()).rejects.toEqual(code('DOCUMENT_NOT_DELETABLE'));

  const other = await notes.open(admin);
  await runInTransaction(t.dataSource, async (tx) =>
    notes.workflow.remove(tx, admin, await notes.workflow.lock(tx, other.id, NOTE)),
  );
  await expect(notes.header(other.id)).rejects.toEqual(code('TEST_NOTE_NOT_FOUND'));
  const history = await notes.workflow.history(t.dataSource, other.id);
  expect(history.map(({ action }) => action)).toEqual(['open', 'delete']);
});

it('moves stock on the day a document says it is of, and what is posted again today', async () => {
  const { id } = await notes.open(admin, { business_date: '2026-01-15' });
  await notes.move(admin, { id, action: 'complete' });
  await notes.move(admin, { id, action: 'cancel' });
  await notes.move(admin, { id, action: 'complete' });
  const text = `SELECT business_date FROM test_postings WHERE document_id = $1 ORDER BY generation, quantity DESC`;
  const days = (await t.dataSource.query<{ business_date: string }[]>(text, [id])).map(
    (row) => row.business_date,
  );
  expect(days[0]).toBe('2026-01-15');
  expect(new Set(days.slice(1)).size).toBe(1);
  expect(days[1]! > '2026-06-01').toBe(true);
});

it('gives a verdict for each of many documents', async () => {
  const fine = await notes.open(admin);
  const gone = '01930000-0000-7000-8000-00000000fffe';
  const undone = await notes.open(admin);
  await notes.move(admin, { id: undone.id, action: 'cancel' });
  const verdicts = await notes.workflow.transitions(admin, {
    type: NOTE,
    ids: [fine.id, gone, undone.id],
    action: 'submit',
  });
  expect(verdicts).toEqual([
    expect.objectContaining({ id: fine.id, is_done: true, status: 'submitted', reasons: [] }),
    expect.objectContaining({ id: gone, is_done: false, reasons: [code('TEST_NOTE_NOT_FOUND')] }),
    expect.objectContaining({ id: undone.id, is_done: false, reasons: [code('TRANSITION_NOT_ALLOWED')] }),
  ]);
});

it('leaves everything in order', async () => {
  await expectNoDrift(await t.as('admin'));
});
