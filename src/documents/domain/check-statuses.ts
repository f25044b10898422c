import type { FieldError } from '../../common/errors/domain-error.js';
import { fault, type PlannedStatus, type WorkflowPlan } from './workflow-plan.js';

type Rule = [isBroken: boolean, field: keyof PlannedStatus, code: string, message: string];

/** What one status may not be at once. */
function rulesOf(status: PlannedStatus, { affects_stock, is_fiscal }: WorkflowPlan): Rule[] {
  const { is_initial, is_final, is_cancellation, posts_stock, reverses_stock } = status;
  const { allows_correction, allows_editing, allows_deletion, issues_number, is_active } = status;
  return [
    [is_initial && !is_active, 'is_active', 'INITIAL_INACTIVE', 'The initial status is in use.'],
    [
      is_initial && !allows_editing,
      'allows_editing',
      'INITIAL_NOT_EDITABLE',
      'In the initial status documents are written.',
    ],
    [
      is_initial && is_cancellation,
      'is_cancellation',
      'INITIAL_CANCELS',
      'A document does not begin cancelled.',
    ],
    [is_initial && is_final, 'is_final', 'INITIAL_IS_FINAL', 'A document does not begin finished.'],
    [
      is_initial && posts_stock,
      'posts_stock',
      'INITIAL_POSTS',
      'Stock is posted on entering a status, not on writing.',
    ],
    [
      is_initial && reverses_stock,
      'reverses_stock',
      'INITIAL_REVERSES',
      'In the initial status there is nothing to take back.',
    ],
    [
      is_initial && allows_correction,
      'allows_correction',
      'INITIAL_CORRECTS',
      'In the initial status there is nothing to correct.',
    ],
    [
      is_cancellation && posts_stock,
      'posts_stock',
      'CANCELLATION_POSTS',
      'A cancellation posts nothing; it may reverse.',
    ],
    [
      posts_stock && reverses_stock,
      'reverses_stock',
      'POSTS_AND_REVERSES',
      'A status posts or reverses, not both.',
    ],
    [
      allows_correction && (!affects_stock || reverses_stock),
      'allows_correction',
      'CORRECTS_NOTHING',
      'There are no movements to correct.',
    ],
    [
      posts_stock && allows_editing,
      'allows_editing',
      'POSTED_EDITABLE',
      'What is posted is corrected (allows_correction), not edited.',
    ],
    [
      posts_stock && !affects_stock,
      'posts_stock',
      'TYPE_MOVES_NO_STOCK',
      'Documents of this type move no stock.',
    ],
    [
      reverses_stock && !affects_stock,
      'reverses_stock',
      'TYPE_MOVES_NO_STOCK',
      'Documents of this type move no stock.',
    ],
    [is_final && allows_editing, 'allows_editing', 'FINAL_EDITABLE', 'What is final is not edited.'],
    [
      is_final && allows_deletion && is_fiscal,
      'allows_deletion',
      'FISCAL_FINAL_DELETABLE',
      'A fiscal document stays.',
    ],
    [
      is_initial && issues_number && is_fiscal,
      'issues_number',
      'FISCAL_DRAFT_NUMBERED',
      'Drafts would leave gaps in a fiscal series.',
    ],
  ];
}

function repeated(values: readonly string[]): Set<string> {
  const lower = values.map((value) => value.toLowerCase());
  return new Set(lower.filter((value, index) => lower.indexOf(value) !== index));
}

/** Statuses are asked for by code or name, so no word may mean two of them. */
function nameFaults(statuses: readonly PlannedStatus[]): FieldError[] {
  const codes = repeated(statuses.map(({ code }) => code));
  const names = repeated(statuses.map(({ name }) => name));
  return statuses.flatMap(({ code, name }, index) => {
    const faults: FieldError[] = [];
    const isTaken = statuses.some(
      (other) => other.code !== code && other.code.toLowerCase() === name.toLowerCase(),
    );
    if (codes.has(code.toLowerCase())) {
      faults.push(
        fault(`statuses.${index}.code`, 'STATUS_CODE_TWICE', `Two statuses have the code ${code}.`),
      );
    }
    if (names.has(name.toLowerCase()) || isTaken) {
      faults.push(fault(`statuses.${index}.name`, 'STATUS_NAME_TWICE', `"${name}" means two statuses.`));
    }
    return faults;
  });
}

function countFaults(statuses: readonly PlannedStatus[]): FieldError[] {
  const initial = statuses.filter(({ is_initial }) => is_initial).length;
  const cancellation = statuses.filter(({ is_cancellation }) => is_cancellation).length;
  const faults: FieldError[] = [];
  if (initial === 0) faults.push(fault('statuses', 'NO_INITIAL_STATUS', 'No status is the initial one.'));
  if (initial > 1)
    faults.push(fault('statuses', 'SEVERAL_INITIAL_STATUSES', 'One status is the initial one.'));
  if (cancellation > 1) {
    faults.push(fault('statuses', 'SEVERAL_CANCELLATIONS', 'One status is the cancellation.'));
  }
  return faults;
}

/** What is wrong with the statuses, each for itself and together. */
export function statusFaults(plan: WorkflowPlan): FieldError[] {
  const own = plan.statuses.flatMap((status, index) =>
    rulesOf(status, plan)
      .filter(([isBroken]) => isBroken)
      .map(([, field, code, message]) =>
        fault(`statuses.${index}.${field}`, code, `${status.code}: ${message}`),
      ),
  );
  return [...countFaults(plan.statuses), ...nameFaults(plan.statuses), ...own];
}
