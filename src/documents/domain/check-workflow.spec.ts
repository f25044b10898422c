import { workflowFaults } from './check-workflow.js';
import type { PlannedStatus, PlannedTransition, WorkflowPlan } from './workflow-plan.js';

function status(code: string, fields: Partial<PlannedStatus> = {}): PlannedStatus {
  return {
    code,
    name: code.toUpperCase() + ' ',
    meaning: 'draft',
    is_active: true,
    is_initial: false,
    is_final: false,
    is_cancellation: false,
    posts_stock: false,
    reverses_stock: false,
    allows_correction: false,
    allows_editing: false,
    allows_deletion: false,
    issues_number: false,
    ...fields,
  };
}

function way(from: string, to: string, fields: Partial<PlannedTransition> = {}): PlannedTransition {
  return {
    from,
    to,
    action: `to_${to}`,
    is_automatic: false,
    requires_comment: false,
    permission: null,
    ...fields,
  };
}

const DRAFT = { is_initial: true, allows_editing: true, issues_number: true } as const;

/** A delivery as it is seeded: cancelling it takes stock back, and it may be revived. */
function delivery(changes: Partial<WorkflowPlan> = {}): WorkflowPlan {
  return {
    affects_stock: true,
    is_fiscal: false,
    required_meanings: ['completed'],
    statuses: [
      status('draft', DRAFT),
      status('done', { meaning: 'completed', posts_stock: true, allows_correction: true }),
      status('off', {
        meaning: 'cancelled',
        is_cancellation: true,
        reverses_stock: true,
        allows_editing: true,
      }),
    ],
    transitions: [way('draft', 'done'), way('done', 'off'), way('off', 'done'), way('draft', 'off')],
    ...changes,
  };
}

function codes(plan: WorkflowPlan): string[] {
  return workflowFaults(plan).map(({ code }) => code);
}

function withStatus(code: string, fields: Partial<PlannedStatus>, plan = delivery()): WorkflowPlan {
  return {
    ...plan,
    statuses: plan.statuses.map((each) => (each.code === code ? { ...each, ...fields } : each)),
  };
}

it('finds nothing wrong with a cancellation that takes stock back and can be revived', () => {
  expect(workflowFaults(delivery())).toEqual([]);
});

it.each<[string, WorkflowPlan]>([
  ['NO_INITIAL_STATUS', withStatus('draft', { is_initial: false })],
  ['SEVERAL_INITIAL_STATUSES', withStatus('off', { is_initial: true })],
  ['SEVERAL_CANCELLATIONS', withStatus('done', { is_cancellation: true })],
  ['INITIAL_NOT_EDITABLE', withStatus('draft', { allows_editing: false })],
  ['INITIAL_INACTIVE', withStatus('draft', { is_active: false })],
  ['INITIAL_POSTS', withStatus('draft', { posts_stock: true })],
  ['INITIAL_REVERSES', withStatus('draft', { reverses_stock: true })],
  ['INITIAL_CORRECTS', withStatus('draft', { allows_correction: true })],
  ['INITIAL_CANCELS', withStatus('draft', { is_cancellation: true })],
  ['INITIAL_IS_FINAL', withStatus('draft', { is_final: true })],
  ['CANCELLATION_POSTS', withStatus('off', { posts_stock: true, reverses_stock: false })],
  ['POSTS_AND_REVERSES', withStatus('done', { reverses_stock: true })],
  ['POSTED_EDITABLE', withStatus('done', { allows_editing: true })],
  ['CORRECTS_NOTHING', withStatus('off', { allows_correction: true })],
  ['TYPE_MOVES_NO_STOCK', delivery({ affects_stock: false })],
  ['FINAL_EDITABLE', withStatus('off', { is_final: true })],
  ['FINAL_STATUS_LEFT', withStatus('done', { is_final: true })],
  [
    'FISCAL_FINAL_DELETABLE',
    withStatus('off', { is_final: true, allows_deletion: true }, delivery({ is_fiscal: true })),
  ],
  ['FISCAL_DRAFT_NUMBERED', delivery({ is_fiscal: true })],
  ['NO_STATUS_ISSUES_NUMBER', withStatus('draft', { issues_number: false })],
  ['NO_POSTING_STATUS', withStatus('done', { posts_stock: false })],
  ['MEANING_MISSING', delivery({ required_meanings: ['converted'] })],
  ['STATUS_CODE_TWICE', delivery({ statuses: [...delivery().statuses, status('Done', { name: 'x' })] })],
  ['STATUS_NAME_TWICE', withStatus('off', { name: 'done' })],
  ['STATUS_UNREACHABLE', delivery({ statuses: [...delivery().statuses, status('lost')] })],
  ['STATUS_UNREACHABLE', delivery({ transitions: [way('draft', 'done')] })],
  ['DEAD_END', delivery({ transitions: [way('draft', 'done'), way('done', 'off')] })],
  ['STATUS_UNKNOWN', delivery({ transitions: [...delivery().transitions, way('done', 'moon')] })],
  ['TRANSITION_TO_ITSELF', delivery({ transitions: [...delivery().transitions, way('done', 'done')] })],
  ['TRANSITION_TWICE', delivery({ transitions: [...delivery().transitions, way('draft', 'done')] })],
  [
    'ACTION_TWICE',
    delivery({
      transitions: [...delivery().transitions.slice(0, 3), way('draft', 'off', { action: 'to_done' })],
    }),
  ],
  ['PERMISSION_UNKNOWN', delivery({ transitions: [way('draft', 'done', { permission: 'moon:fly' })] })],
])('refuses with %s', (code, plan) => {
  expect(codes(plan)).toContain(code);
});

it('names all that is wrong at once', () => {
  const plan = withStatus(
    'draft',
    { allows_editing: false, reverses_stock: true },
    delivery({ affects_stock: false }),
  );
  expect(codes(plan)).toEqual([
    'INITIAL_NOT_EDITABLE',
    'INITIAL_REVERSES',
    'TYPE_MOVES_NO_STOCK',
    'CORRECTS_NOTHING',
    'TYPE_MOVES_NO_STOCK',
    'TYPE_MOVES_NO_STOCK',
  ]);
});
