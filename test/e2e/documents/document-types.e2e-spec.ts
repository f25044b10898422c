import { expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface Workflow {
  code: string;
  version: number;
  required_meanings: string[];
  statuses: { id?: string; code: string; name: string; meaning: string; [flag: string]: unknown }[];
  transitions: {
    from: string;
    to: string;
    action: string;
    is_automatic: boolean;
    [field: string]: unknown;
  }[];
}

let t: TestApp;
let admin: Client;
const TYPES = [
  'purchase_request',
  'purchase_order',
  'delivery_receipt',
  'supplier_return',
  'stock_transfer',
  'stock_count',
  'stock_adjustment',
];

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
afterAll(() => t.close());

async function workflowOf(type: string): Promise<Workflow> {
  return (await admin.get(`/v1/document-types/${type}`).expect(200)).body as Workflow;
}

function put(
  type: string,
  { statuses, transitions }: Pick<Workflow, 'statuses' | 'transitions'>,
): ReturnType<Client['put']> {
  return admin.put(`/v1/document-types/${type}/workflow`, { statuses, transitions });
}

const code = (value: string): object => expect.objectContaining({ code: value }) as object;

it('lists the seeded types', async () => {
  const { body } = await admin.get('/v1/document-types').expect(200);
  expect((body as { code: string }[]).map((type) => type.code)).toEqual(TYPES);
});

it.each(TYPES)('seeds %s as a workflow that is legal by its own rules', async (type) => {
  const workflow = await workflowOf(type);
  const { body } = await put(type, workflow).expect(200);
  expect(body).toMatchObject({ version: workflow.version + 1, statuses: workflow.statuses });
  expect((body as Workflow).transitions).toEqual(workflow.transitions);
});

it('shows the words that till clients know: Pending, Shipped, Delivered', async () => {
  const { statuses } = await workflowOf('purchase_order');
  const named = Object.fromEntries(statuses.map(({ name, meaning }) => [name, meaning]));
  expect(named).toMatchObject({ Pending: 'draft', Shipped: 'in_progress', Delivered: 'completed' });
});

it('lets a cancellation of deliveries take stock back, and be revived', async () => {
  const { statuses, transitions } = await workflowOf('delivery_receipt');
  expect(statuses.find(({ is_cancellation }) => is_cancellation)).toMatchObject({
    reverses_stock: true,
    posts_stock: false,
    allows_editing: true,
  });
  expect(transitions).toContainEqual(expect.objectContaining({ from: 'cancelled', to: 'completed' }));
});

it('renames codes and names in any script, swaps them, and adds statuses', async () => {
  const workflow = await workflowOf('delivery_receipt');
  const words: Record<string, string> = { draft: 'чернова', completed: 'завършена', cancelled: 'отказана' };
  const statuses = workflow.statuses.map((status) => ({
    ...status,
    code: words[status.code]!,
    name: words[status.code]!,
  }));
  const transitions = workflow.transitions.map((way) => ({
    ...way,
    from: words[way.from]!,
    to: words[way.to]!,
  }));
  const checked = { id: undefined, code: 'проверена', name: 'Проверена', meaning: 'confirmed' };
  const { body } = await put('delivery_receipt', {
    statuses: [...statuses, checked],
    transitions: [
      ...transitions,
      { from: 'чернова', to: 'проверена', action: 'check', is_automatic: false },
      { from: 'проверена', to: 'завършена', action: 'complete', is_automatic: false },
    ],
  }).expect(200);
  expect((body as Workflow).statuses.map((status) => status.code)).toEqual([
    ...Object.values(words),
    'проверена',
  ]);

  const swapped = statuses.map((status) => {
    const other = { чернова: 'отказана', отказана: 'чернова' }[status.code] ?? status.code;
    return { ...status, code: other, name: other };
  });
  const swap = (word: string): string => ({ чернова: 'отказана', отказана: 'чернова' })[word] ?? word;
  const ways = transitions.map((way) => ({ ...way, from: swap(way.from), to: swap(way.to) }));
  await put('delivery_receipt', { statuses: swapped, transitions: ways }).expect(200);
  await put('delivery_receipt', workflow).expect(200);
});

it('refuses an illegal workflow with every reason at once, and changes nothing', async () => {
  const workflow = await workflowOf('purchase_order');
  const statuses = workflow.statuses
    .filter((status) => status.code !== 'delivered')
    .map((status) =>
      status.code === 'pending' ? { ...status, allows_editing: false, posts_stock: true } : status,
    );
  const { body } = await put('purchase_order', { statuses, transitions: workflow.transitions }).expect(422);
  const problem = body as { code: string; errors: { code: string; field: string }[] };
  expect(problem.code).toBe('ILLEGAL_WORKFLOW');
  expect(problem.errors[0]).toMatchObject({
    field: 'statuses.0.allows_editing',
    code: 'INITIAL_NOT_EDITABLE',
  });
  const reasons = [
    'INITIAL_NOT_EDITABLE',
    'INITIAL_POSTS',
    'TYPE_MOVES_NO_STOCK',
    'STATUS_UNKNOWN',
    'MEANING_MISSING',
  ];
  expect([...new Set(problem.errors.map((each) => each.code))]).toEqual(expect.arrayContaining(reasons));
  expect(await workflowOf('purchase_order')).toEqual(workflow);
});

it('keeps the ways that only the program takes', async () => {
  const workflow = await workflowOf('stock_transfer');
  const without = workflow.transitions.filter(
    ({ is_automatic, to }) => !(is_automatic && to === 'partially_received'),
  );
  const missing = await put('stock_transfer', { ...workflow, transitions: without }).expect(422);
  expect((missing.body as { errors: object[] }).errors).toContainEqual(code('AUTOMATIC_TRANSITION_MISSING'));
  const invented = [
    ...workflow.transitions,
    { from: 'draft', to: 'received', action: 'jump', is_automatic: true },
  ];
  const fixed = await put('stock_transfer', { ...workflow, transitions: invented }).expect(422);
  expect((fixed.body as { errors: object[] }).errors).toEqual([code('AUTOMATIC_TRANSITION_FIXED')]);
});

it('changes the sent fields of a type, with its version, and refuses others', async () => {
  const { version } = await workflowOf('supplier_return');
  const path = '/v1/document-types/supplier_return';
  const { body, headers } = await admin.patch(path, { name: 'Return to supplier' }).expect(200);
  expect(body).toMatchObject({ name: 'Return to supplier', version: version + 1 });
  expect(headers['etag']).toBe(`"${version + 1}"`);
  await admin.patch(path, { name: 'Stale' }).set('if-match', `"${version}"`).expect(412);
  const unknown = await admin.put(path, { affects_stock: false }).expect(422);
  expect((unknown.body as { errors: object[] }).errors).toEqual([code('UNKNOWN_FIELD')]);
  await admin.get('/v1/document-types/moon_landing').expect(404);
});

describe('approval rules', () => {
  const path = '/v1/document-types/purchase_order/approval-rules';
  const rule = (fields: object): object => ({
    name: 'Managers',
    from_status: 'submitted',
    to_status: 'approved',
    level: 1,
    approver: { type: 'role', role: 'Manager' },
    ...fields,
  });

  it('are made, changed, listed and deleted', async () => {
    const { body } = await admin.post(path, rule({ max_amount: 1000, currency: 'EUR' })).expect(201);
    const { id } = body as { id: string };
    expect(body).toMatchObject({
      action: 'approve',
      approver: { type: 'role', role: 'manager' },
      four_eyes: true,
    });
    const changed = await admin
      .patch(`${path}/${id}`, { max_amount: null, requires_reason: true })
      .expect(200);
    expect(changed.body).toMatchObject({
      max_amount: null,
      requires_reason: true,
      currency: 'EUR',
      version: 2,
    });
    await admin.put(`${path}/${id}`, { level: 1 }).set('if-match', '"1"').expect(412);
    expect((await admin.get(path).expect(200)).body).toHaveLength(1);
    expect((await admin.get(`${path}/${id}`).expect(200)).body).toMatchObject({ id });
    const workflow = await workflowOf('purchase_order');
    const less = workflow.transitions.filter(({ action }) => action !== 'approve');
    const refused = await put('purchase_order', { ...workflow, transitions: less }).expect(422);
    expect((refused.body as { errors: object[] }).errors).toContainEqual(
      code('APPROVAL_RULE_OF_UNKNOWN_TRANSITION'),
    );
    await admin.delete(`${path}/${id}`).expect(204);
    await admin.get(`${path}/${id}`).expect(404);
  });

  it('are refused with every reason: unknown step and approver, empty band, half an escalation, a level left out', async () => {
    const { body } = await admin
      .post(
        path,
        rule({
          to_status: 'closed',
          level: 2,
          approver: { type: 'permission', permission: 'moon:fly' },
          min_amount: 10,
          max_amount: 10,
          escalate_after_hours: 5,
        }),
      )
      .expect(422);
    expect((body as { errors: { code: string }[] }).errors.map((each) => each.code)).toEqual([
      'BAND_EMPTY',
      'ESCALATION_INCOMPLETE',
      'APPROVAL_RULE_OF_UNKNOWN_TRANSITION',
      'APPROVER_UNKNOWN',
      'LEVEL_MISSING',
    ]);
    const automatic = await admin
      .post(path, rule({ from_status: 'sent', to_status: 'delivered' }))
      .expect(422);
    expect((automatic.body as { errors: object[] }).errors).toEqual([
      code('APPROVAL_OF_AUTOMATIC_TRANSITION'),
    ]);
    const unclear = await admin.post(path, rule({ approver: { type: 'user', role: 'manager' } })).expect(422);
    expect((unclear.body as { errors: object[] }).errors).toEqual([code('APPROVER_UNCLEAR')]);
  });

  it('of one level are about different amounts, and no level is taken from under another', async () => {
    const low = await admin.post(path, rule({ max_amount: 1000 })).expect(201);
    const overlap = await admin.post(path, rule({ name: 'Directors', min_amount: 500 })).expect(422);
    expect((overlap.body as { errors: object[] }).errors).toEqual([code('BANDS_OVERLAP')]);
    const second = await admin.post(path, rule({ name: 'Second', level: 2 })).expect(201);
    const gap = await admin.delete(`${path}/${(low.body as { id: string }).id}`).expect(422);
    expect((gap.body as { errors: object[] }).errors).toEqual([code('LEVEL_MISSING')]);
    for (const { body } of [second, low])
      await admin.delete(`${path}/${(body as { id: string }).id}`).expect(204);
  });
});

describe('number series of documents', () => {
  const path = '/v1/number-series';

  it('are seeded for every type, and made for locations and users', async () => {
    const { body } = await admin.get(`${path}?type=purchase_order`).expect(200);
    expect(body).toEqual([
      expect.objectContaining({ prefix: 'PO-', next_number: 'PO-000001', is_fiscal: false }),
    ]);
    const made = await admin
      .post(path, {
        type: 'purchase_order',
        user_id: admin.user_id,
        prefix: 'MY-{yy}-',
        reset_yearly: true,
        digits: 3,
      })
      .expect(201);
    const yy = String(new Date().getUTCFullYear()).slice(-2);
    expect(made.body).toMatchObject({
      next_number: `MY-${yy}-001`,
      type: 'purchase_order',
      reset_yearly: true,
    });
    const again = { type: 'purchase_order', user_id: admin.user_id, prefix: 'OTHER-' };
    expect((await admin.post(path, again).expect(409)).body).toMatchObject({ code: 'NUMBER_SERIES_TAKEN' });
    const taken = { type: 'stock_count', user_id: admin.user_id, prefix: 'PO-' };
    expect((await admin.post(path, taken).expect(409)).body).toMatchObject({ code: 'NUMBER_PREFIX_TAKEN' });
  });

  it('keep years apart, and belong to something that there is', async () => {
    const refused = async (fields: object): Promise<string[]> => {
      const body = { type: 'stock_count', prefix: 'Z-', user_id: admin.user_id, ...fields };
      const answer = await admin.post(path, body).expect(422);
      return (answer.body as { errors: { code: string }[] }).errors.map((each) => each.code);
    };
    expect(await refused({ reset_yearly: true })).toEqual(['PREFIX_NEEDS_YEAR']);
    expect(await refused({ prefix: 'Z{year}-' })).toEqual(['PREFIX_NEEDS_RESET']);
    expect(await refused({ type: 'moon_landing' })).toEqual(['DOCUMENT_TYPE_UNKNOWN']);
    expect(await refused({ user_id: '01930000-0000-7000-8000-00000000ffff' })).toEqual(['USER_UNKNOWN']);
    expect(await refused({ location_id: '01930000-0000-7000-8000-00000000ffff' })).toEqual([
      'LOCATION_UNKNOWN',
    ]);
  });

  it('warn when nine tenths of the numbers are gone', async () => {
    const body = {
      type: 'stock_adjustment',
      user_id: admin.user_id,
      prefix: 'W-',
      next_sequence: 91,
      max_number: 100,
    };
    const made = await admin.post(path, body).expect(201);
    expect(made.body).toMatchObject({ last_number: 90, is_running_out: true, next_number: 'W-000091' });
  });
});

it('is configured by those who may, and looked at by everybody', async () => {
  const manager = await t.as('manager');
  await manager.get('/v1/document-types/purchase_order').expect(200);
  await manager.patch('/v1/document-types/purchase_order', { name: 'Mine' }).expect(403);
  await manager.post('/v1/number-series', { type: 'purchase_order', prefix: 'M-' }).expect(403);
});

it('leaves everything in order', async () => {
  await expectNoDrift(admin);
});
