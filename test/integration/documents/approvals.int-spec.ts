import type { Caller } from '../../../src/common/auth/caller.js';
import { runInTransaction } from '../../../src/common/database/tx.js';
import { Decimal } from '../../../src/common/money/decimal.js';
import { Clock } from '../../../src/common/time/clock.js';
import { ApprovalEscalation } from '../../../src/documents/approval-escalation.js';
import { callerOf, FakeDocuments, NOTE } from '../../support/fake-documents.js';
import { expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

let t: TestApp;
let notes: FakeDocuments;
let admin: Client;
let author: Caller;
let manager: Caller;
let officer: Caller;
const RULES = `/v1/document-types/${NOTE}/approval-rules`;

beforeAll(async () => {
  t = await startTestApp();
  notes = await FakeDocuments.in(t);
  admin = await t.as('admin');
  author = callerOf(admin);
  manager = callerOf(await t.as('manager'), 'manager');
  officer = callerOf(await t.as('inventory_officer'), 'inventory_officer', [
    'inventory:read',
    'inventory:write',
    'costs:read',
    'documents:read',
  ]);
});
afterEach(async () => {
  notes.calm();
  jest.restoreAllMocks();
  await t.dataSource.query('DELETE FROM approval_rules');
});
afterAll(() => t.close());

const code = (value: string): object => expect.objectContaining({ code: value }) as object;

async function rule(fields: object): Promise<string> {
  const { body } = await admin
    .post(RULES, {
      name: 'Rule',
      from_status: 'submitted',
      to_status: 'done',
      level: 1,
      approver: { type: 'role', role: 'manager' },
      ...fields,
    })
    .expect(201);
  return (body as { id: string }).id;
}

async function submitted(amount: number, currency = 'EUR'): Promise<string> {
  const { id } = await notes.open(author, { amount, currency });
  await notes.move(author, { id, action: 'submit' });
  return id;
}

it('holds an amount against the document’s total, bounds included above and excluded below', async () => {
  await rule({ name: 'Up to 1000', max_amount: 1000 });
  await rule({
    name: 'Above 1000',
    min_amount: 1000,
    approver: { type: 'permission', permission: 'documents:configure' },
  });
  const small = await submitted(1000);
  await expect(notes.move(officer, { id: small, action: 'complete' })).rejects.toMatchObject({
    code: 'APPROVAL_REQUIRED',
    kind: 'forbidden',
    details: { rule: 'Up to 1000', level: 1 },
  });
  await expect(notes.move(manager, { id: small, action: 'complete' })).resolves.toMatchObject({
    changed: true,
  });
  const large = await submitted(1000.0001);
  const roleOnly = { ...manager, actor: { ...manager.actor, permissions: officer.actor.permissions } };
  await expect(notes.move(roleOnly, { id: large, action: 'complete' })).rejects.toMatchObject({
    details: { rule: 'Above 1000' },
  });
  const [entry] = (await notes.workflow.history(t.dataSource, small)).slice(-1);
  expect(entry).toMatchObject({ action: 'complete', rule_name: 'Up to 1000', level: 1 });
});

it('lets nobody pass when the rules are about another currency', async () => {
  await rule({ max_amount: 1000, currency: 'EUR' });
  const id = await submitted(5, 'USD');
  await expect(notes.move(manager, { id, action: 'complete' })).rejects.toEqual(
    code('APPROVAL_CURRENCY_UNKNOWN'),
  );
});

it('wants every level in its order, from different people, none of them the author', async () => {
  await rule({ name: 'First' });
  await rule({ name: 'Second', level: 2, approver: { type: 'user', user_id: officer.actor.id } });
  await rule({ name: 'Third', level: 3, approver: { type: 'role', role: 'manager' }, four_eyes: false });
  const id = await submitted(50);
  await expect(notes.move(officer, { id, action: 'complete' })).rejects.toEqual(code('APPROVAL_REQUIRED'));
  const own = { ...author, actor: { ...author.actor, role: 'manager' } };
  await expect(notes.move(own, { id, action: 'complete' })).rejects.toEqual(code('FOUR_EYES'));

  const first = await notes.move(manager, { id, action: 'complete', comment: 'fine' });
  expect(first).toMatchObject({
    changed: false,
    document: { status: { code: 'submitted' }, is_posted: false },
    pending_approval: { level: 1, next_level: 2, next_rule: 'Second' },
  });
  await expect(notes.move(manager, { id, action: 'complete' })).rejects.toEqual(code('APPROVAL_REQUIRED'));
  await notes.move(officer, { id, action: 'complete' });
  expect(await notes.postings(id)).toEqual([]);
  const last = await notes.move(manager, { id, action: 'complete' });
  expect(last).toMatchObject({ changed: true, document: { status: { code: 'done' }, is_posted: true } });
  const history = await notes.workflow.history(t.dataSource, id);
  expect(history.map(({ action, level, actor_username }) => [action, level, actor_username])).toEqual([
    ['open', null, 'admin'],
    ['submit', null, 'admin'],
    ['approval', 1, 'manager'],
    ['approval', 2, 'inventory_officer'],
    ['complete', 3, 'manager'],
  ]);
});

it('voids what was approved when the document is changed or goes another way', async () => {
  await rule({ name: 'First' });
  await rule({ name: 'Second', level: 2, approver: { type: 'user', user_id: officer.actor.id } });
  const id = await submitted(50);
  await notes.move(manager, { id, action: 'complete' });
  await runInTransaction(t.dataSource, async (tx) => {
    const document = await notes.workflow.lock(tx, id, NOTE);
    await notes.workflow.change(tx, author, document, { total_amount: new Decimal(5000) });
  });
  await expect(notes.move(officer, { id, action: 'complete' })).rejects.toMatchObject({
    details: { level: 1 },
  });
  await notes.move(manager, { id, action: 'complete' });
  await notes.move(author, { id, action: 'return' });
  await notes.move(author, { id, action: 'submit' });
  await expect(notes.move(officer, { id, action: 'complete' })).rejects.toMatchObject({
    details: { level: 1 },
  });
});

it('asks for a reason where a rule wants one', async () => {
  await rule({ requires_reason: true });
  const id = await submitted(1);
  await expect(notes.move(manager, { id, action: 'complete' })).rejects.toEqual(code('COMMENT_REQUIRED'));
  await expect(notes.move(manager, { id, action: 'complete', comment: ' ' })).rejects.toEqual(
    code('COMMENT_REQUIRED'),
  );
  await notes.move(manager, { id, action: 'complete', comment: 'needed for Monday' });
});

it('does not let a correction slip past a limit', async () => {
  await rule({ name: 'Above 1000', min_amount: 1000 });
  const id = await submitted(10);
  await notes.move(author, { id, action: 'complete' });
  const correct = (amount: number): Promise<unknown> =>
    runInTransaction(t.dataSource, (tx) =>
      notes.workflow.correct(tx, author, { id, type: NOTE }, () =>
        Promise.resolve({ total_amount: new Decimal(amount) }),
      ),
    );
  await expect(correct(1001)).rejects.toEqual(code('CORRECTION_NEEDS_APPROVAL'));
  await correct(900);
  expect(await notes.postings(id)).toEqual(['1+', '1-', '2+']);
});

it('tells each caller what is possible, and every reason for what is not', async () => {
  await rule({ name: 'Managers' });
  await rule({ name: 'Then officers', level: 2, approver: { type: 'role', role: 'inventory_officer' } });
  const id = await submitted(7);
  notes.kind.reasons = [{ field: 'lines', code: 'NO_LINES', message: 'No lines.' }];
  const actionsOf = async (caller: Caller): Promise<object[]> =>
    notes.workflow.actions(t.dataSource, caller, id, NOTE);
  const reader = callerOf(await t.as('user'), 'user', ['inventory:read']);
  expect(await actionsOf(reader)).toEqual([
    expect.objectContaining({
      action: 'return',
      allowed: false,
      reasons: [code('PERMISSION_DENIED'), code('NO_LINES')],
    }),
    expect.objectContaining({
      action: 'complete',
      allowed: false,
      reasons: [code('PERMISSION_DENIED'), code('APPROVAL_REQUIRED'), code('NO_LINES')],
    }),
  ]);
  notes.calm();
  const [, complete] = await actionsOf(manager);
  expect(complete).toMatchObject({ allowed: true, approval_level: 1, later_levels: [2], to_status: 'done' });
  const [, own] = await actionsOf({ ...author, actor: { ...author.actor, role: 'manager' } });
  expect(own).toMatchObject({ allowed: false, reasons: [code('FOUR_EYES')] });
});

it('escalates what nobody approved in time: once, and whom it names may approve from then on', async () => {
  await rule({
    name: 'Managers',
    escalate_after_hours: 48,
    escalate_to: { type: 'user', user_id: officer.actor.id },
  });
  const id = await submitted(7);
  const escalation = t.app.get(ApprovalEscalation, { strict: false });
  await escalation.run();
  await expect(notes.move(officer, { id, action: 'complete' })).rejects.toEqual(code('APPROVAL_REQUIRED'));

  const later = new Date(Date.now() + 49 * 3_600_000);
  jest.spyOn(t.app.get(Clock, { strict: false }), 'now').mockReturnValue(later);
  await escalation.run();
  await escalation.run();
  const history = await notes.workflow.history(t.dataSource, id);
  expect(history.map(({ action }) => action)).toEqual(['open', 'submit', 'escalated']);
  expect(history.at(-1)).toMatchObject({ rule_name: 'Managers', level: 1, actor_id: null });
  await expect(notes.move(officer, { id, action: 'complete' })).resolves.toMatchObject({ changed: true });
});

it('lists what waits for the caller: no drafts, nor what others must approve', async () => {
  await rule({ name: 'Managers' });
  await rule({ name: 'Officers', level: 2, approver: { type: 'role', role: 'inventory_officer' } });
  const id = await submitted(31);
  const draft = await notes.open(author, { amount: 1 });
  const waiting = async (
    role: string,
  ): Promise<{ document_id: string; level: number; total_amount: number }[]> => {
    const { body } = await (await t.as(role)).get('/v1/documents/pending-approvals').expect(200);
    const rows = body as { document_id: string; level: number; total_amount: number }[];
    return rows.filter(({ document_id }) => [id, draft.id].includes(document_id));
  };
  expect(await waiting('manager')).toEqual([
    expect.objectContaining({ document_id: id, level: 1, total_amount: 31, action: 'complete' }),
  ]);
  expect(await waiting('inventory_officer')).toEqual([]);
  await notes.move(manager, { id, action: 'complete' });
  expect(await waiting('manager')).toEqual([]);
  expect(await waiting('inventory_officer')).toEqual([
    expect.objectContaining({ document_id: id, level: 2 }),
  ]);
});

it('leaves everything in order', async () => {
  await expectNoDrift(admin);
});
