import type { Caller } from '../../../src/common/auth/caller.js';
import { callerOf, FakeDocuments, NOTE } from '../../support/fake-documents.js';
import { expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface Workflow {
  statuses: { id: string; code: string; name: string; [flag: string]: unknown }[];
  transitions: { from: string; to: string; action: string; [field: string]: unknown }[];
}

/** The defects of the document engine that this one was designed against, one test each. */
let t: TestApp;
let notes: FakeDocuments;
let admin: Client;
let author: Caller;
let manager: Caller;
const TYPE = `/v1/document-types/${NOTE}`;

beforeAll(async () => {
  t = await startTestApp();
  notes = await FakeDocuments.in(t);
  admin = await t.as('admin');
  author = callerOf(admin);
  manager = callerOf(await t.as('manager'), 'manager');
});
afterEach(async () => {
  notes.calm();
  await t.dataSource.query('DELETE FROM approval_rules');
});
afterAll(() => t.close());

const code = (value: string): object => expect.objectContaining({ code: value }) as object;

async function configured(change: (workflow: Workflow) => void): Promise<void> {
  const { statuses, transitions } = (await admin.get(TYPE).expect(200)).body as Workflow;
  const workflow = { statuses, transitions };
  change(workflow);
  await admin.put(`${TYPE}/workflow`, workflow).expect(200);
}

describe('configuration', () => {
  it('[BUG (a)] a status that takes stock back without posting any can be saved for a delivery', async () => {
    const { statuses, transitions } = (await admin.get('/v1/document-types/delivery_receipt').expect(200))
      .body as Workflow;
    expect(statuses.find(({ reverses_stock }) => reverses_stock)).toMatchObject({ posts_stock: false });
    await admin.put('/v1/document-types/delivery_receipt/workflow', { statuses, transitions }).expect(200);
  });

  it('[BUG (b)] types that move stock need one status that posts, not all of them', async () => {
    const { body } = await admin.get('/v1/document-types/stock_transfer').expect(200);
    const posting = (body as Workflow).statuses.filter(({ posts_stock }) => posts_stock);
    expect(posting.map((status) => status.code)).toEqual(['in_transit']);
  });

  it('[BUG (c)] what is posted is corrected by its status’s own flag, not edited past its end', async () => {
    const { id } = await notes.open(author);
    const { document } = await notes.move(author, { id, action: 'complete' });
    expect(document.status).toMatchObject({
      allows_editing: false,
      allows_correction: true,
      is_final: false,
    });
  });

  it('[BUG (d)] no seeded final status can be edited, so that the seed is legal', async () => {
    const bad = await t.dataSource.query<object[]>(
      `SELECT type_code, code FROM document_statuses WHERE is_final AND allows_editing`,
    );
    expect(bad).toEqual([]);
  });

  it('[BUG] nothing is guessed from parts of codes: words in another script work by their meaning', async () => {
    const words: Record<string, string> = {
      draft: 'chernova',
      done: 'zavyrshena',
      undone: 'otkazana',
      submitted: 'podadena',
    };
    const rename = (to: (code: string) => string): Promise<void> =>
      configured((workflow) => {
        for (const status of workflow.statuses) status.code = status.name = to(status.code);
        for (const way of workflow.transitions) Object.assign(way, { from: to(way.from), to: to(way.to) });
      });
    await rename((each) => words[each]!);
    const { id, status } = await notes.open(author);
    expect(status).toMatchObject({ code: 'chernova', meaning: 'draft' });
    await notes.move(author, { id, to_meaning: 'completed' });
    await notes.move(author, { id, action: 'cancel' });
    await notes.move(author, { id, to_status: 'Zavyrshena' });
    expect(await notes.postings(id)).toEqual(['1+', '1-', '2+']);
    expect((await notes.header(id)).status).toMatchObject({ code: 'zavyrshena', meaning: 'completed' });
    await rename((each) => Object.entries(words).find(([, word]) => word === each)![0]);
  });

  it('[BUG] a changed configuration counts at the next step: nothing stale is kept', async () => {
    const { id } = await notes.open(author);
    const comment = (requires_comment: boolean): Promise<void> =>
      configured(({ transitions }) => {
        for (const way of transitions)
          if (way.action === 'submit') way['requires_comment'] = requires_comment;
      });
    await comment(true);
    await expect(notes.move(author, { id, action: 'submit' })).rejects.toEqual(code('COMMENT_REQUIRED'));
    await comment(false);
    await notes.move(author, { id, action: 'submit' });
  });

  it('a status that documents have cannot be removed', async () => {
    const { id } = await notes.open(author);
    await notes.move(author, { id, action: 'submit' });
    const { statuses, transitions } = (await admin.get(TYPE).expect(200)).body as Workflow;
    const { body } = await admin
      .put(`${TYPE}/workflow`, {
        statuses: statuses.filter((status) => status.code !== 'submitted'),
        transitions: transitions.filter(({ from, to }) => from !== 'submitted' && to !== 'submitted'),
      })
      .expect(422);
    expect((body as { errors: object[] }).errors).toEqual([code('STATUS_IN_USE')]);
  });
});

describe('steps', () => {
  it('[BUG] an effect that fails is not swallowed: the document is not completed with no stock posted', async () => {
    const { id } = await notes.open(author);
    notes.kind.failure = new Error('stock refused');
    await expect(notes.move(author, { id, action: 'complete' })).rejects.toThrow('stock refused');
    expect((await notes.header(id)).status.code).toBe('draft');
    expect(await notes.postings(id)).toEqual([]);
    const noted = await t.dataSource.query<object[]>(
      'SELECT 1 FROM document_postings WHERE document_id = $1',
      [id],
    );
    expect(noted).toEqual([]);
  });

  it('[BUG] many at once complete one delivery: one does, all others get 409, stock is posted once', async () => {
    const { id } = await notes.open(author);
    const all = await Promise.allSettled(
      Array.from({ length: 8 }, () => notes.move(author, { id, action: 'complete' })),
    );
    const refused = all.flatMap((each) =>
      each.status === 'rejected' ? [each.reason as { kind: string }] : [],
    );
    expect(refused).toHaveLength(7);
    expect(new Set(refused.map(({ kind }) => kind))).toEqual(new Set(['conflict']));
    expect(await notes.postings(id)).toEqual(['1+']);
  });

  it('[BUG] the caller’s document is not stale after a step: the answer is the row as it is', async () => {
    const { id } = await notes.open(author);
    const { document } = await notes.move(author, { id, action: 'complete' });
    expect(document).toEqual(await notes.header(id));
  });

  it('[BUG] the graph alone allows: without any approval rule there is still no way where none leads', async () => {
    const { id } = await notes.open(author);
    await notes.move(author, { id, action: 'complete' });
    await expect(notes.move(author, { id, to_status: 'draft' })).rejects.toEqual(
      code('TRANSITION_NOT_ALLOWED'),
    );
  });

  it('[BUG] cancelling asks for the reasons of cancelling only, and a missing status allows nothing', async () => {
    const { id } = await notes.open(author);
    await notes.move(author, { id, action: 'cancel' });
    expect((await notes.header(id)).status.is_cancellation).toBe(true);
  });
});

describe('approvals', () => {
  const rule = (fields: object): Promise<unknown> =>
    admin
      .post(`${TYPE}/approval-rules`, {
        name: 'Managers',
        from_status: 'submitted',
        to_status: 'done',
        level: 1,
        approver: { type: 'role', role: 'manager' },
        ...fields,
      })
      .expect(201);

  it('[BUG] limits are held against the total that documents really have', async () => {
    await rule({ min_amount: 1000 });
    const { id } = await notes.open(author, { amount: 1000.01 });
    await notes.move(author, { id, action: 'submit' });
    await expect(notes.move(author, { id, action: 'complete' })).rejects.toEqual(code('APPROVAL_REQUIRED'));
  });

  it('[BUG] not the first rule wins: every level is asked for, each with its reason, by other eyes', async () => {
    await rule({ requires_reason: true });
    await rule({ name: 'Second', level: 2, approver: { type: 'role', role: 'manager' } });
    const { id } = await notes.open(author, { amount: 1 });
    await notes.move(author, { id, action: 'submit' });
    await expect(notes.move(manager, { id, action: 'complete' })).rejects.toEqual(code('COMMENT_REQUIRED'));
    const first = await notes.move(manager, { id, action: 'complete', comment: 'yes' });
    expect(first).toMatchObject({ changed: false, pending_approval: { next_level: 2 } });
    await expect(notes.move(manager, { id, action: 'complete', comment: 'yes' })).rejects.toEqual(
      code('FOUR_EYES'),
    );
    expect(await notes.postings(id)).toEqual([]);
  });

  it('[BUG] history answers who, when, from, to, comment and rule, for all kinds of steps', async () => {
    await rule({});
    const { id } = await notes.open(author, { amount: 1 });
    await notes.move(author, { id, action: 'submit', comment: 'please' });
    await notes.move(manager, { id, action: 'complete', comment: 'granted' });
    const history = await notes.workflow.history(t.dataSource, id);
    expect(history.at(-1)).toMatchObject({
      action: 'complete',
      from_status: 'submitted',
      to_status: 'done',
      comment: 'granted',
      rule_name: 'Managers',
      actor_username: 'manager',
      request_id: manager.request_id,
      created_at: expect.any(Date) as Date,
    });
    const change = t.dataSource.query(`UPDATE document_log SET comment = 'never' WHERE document_id = $1`, [
      id,
    ]);
    await expect(change).rejects.toThrow('append-only');
  });
});

it('leaves everything in order', async () => {
  await expectNoDrift(admin);
});
