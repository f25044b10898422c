import type { FieldError } from '../../common/errors/domain-error.js';
import type {
  ConfiguredStatus,
  ConfiguredTransition,
  WorkflowConfiguration,
} from './workflow-configuration.js';
import { fault, type PlannedStatus, type PlannedTransition } from './workflow-plan.js';

/** What a plan makes of the workflow that there is. */
export interface WorkflowChange {
  /** Planned statuses beside what they are now, if they are anything. */
  statuses: { planned: PlannedStatus; present: ConfiguredStatus | undefined }[];
  transitions: { planned: PlannedTransition; present: ConfiguredTransition | undefined }[];
  removed_statuses: ConfiguredStatus[];
  removed_transitions: ConfiguredTransition[];
  faults: FieldError[];
}

interface Plan {
  statuses: readonly PlannedStatus[];
  transitions: readonly PlannedTransition[];
}

function pairStatuses(
  present: WorkflowConfiguration,
  plan: Plan,
): Pick<WorkflowChange, 'statuses' | 'faults'> {
  const faults: FieldError[] = [];
  const taken = new Set<string>();
  const statuses = plan.statuses.map((planned, index) => {
    const found = present.statuses.find(({ id, code }) =>
      planned.id === undefined ? code.toLowerCase() === planned.code.toLowerCase() : id === planned.id,
    );
    if (planned.id !== undefined && found === undefined) {
      faults.push(fault(`statuses.${index}.id`, 'STATUS_UNKNOWN', `The type has no status ${planned.id}.`));
    }
    if (found !== undefined && taken.has(found.id)) {
      faults.push(fault(`statuses.${index}.id`, 'STATUS_TWICE', `The status ${found.code} is there twice.`));
    }
    if (found !== undefined) taken.add(found.id);
    return { planned, present: found };
  });
  return { statuses, faults };
}

/** Automatic ways are code: they stay as long as both their statuses do, and none can be made up. */
function automaticFaults(present: WorkflowConfiguration, change: WorkflowChange): FieldError[] {
  const faults: FieldError[] = [];
  for (const [index, { planned, present: was }] of change.transitions.entries()) {
    const isSame = was?.action === planned.action && was.is_automatic === planned.is_automatic;
    if ((planned.is_automatic || was?.is_automatic === true) && !isSame) {
      const message = `Whether the program goes from ${planned.from} to ${planned.to}, and by which action, is not up for choice.`;
      faults.push(fault(`transitions.${index}.is_automatic`, 'AUTOMATIC_TRANSITION_FIXED', message));
    }
  }
  const gone = new Set(change.removed_statuses.map(({ id }) => id));
  for (const { from_status_id, to_status_id, is_automatic, action } of change.removed_transitions) {
    if (!is_automatic || gone.has(from_status_id) || gone.has(to_status_id)) continue;
    const codeOf = (id: string): string => present.statuses.find((status) => status.id === id)!.code;
    const message = `The program needs the way from ${codeOf(from_status_id)} to ${codeOf(to_status_id)} (${action}).`;
    faults.push(fault('transitions', 'AUTOMATIC_TRANSITION_MISSING', message));
  }
  return faults;
}

function ruleFaults(present: WorkflowConfiguration, removed: readonly ConfiguredTransition[]): FieldError[] {
  return removed.flatMap(({ id, action }) => {
    const names = present.rules.filter(({ transition_id }) => transition_id === id).map(({ name }) => name);
    if (names.length === 0) return [];
    const message = `Approval rules are about the step "${action}" that would be gone: ${names.join(', ')}.`;
    return [fault('transitions', 'APPROVAL_RULE_OF_UNKNOWN_TRANSITION', message)];
  });
}

/** Finds out what becomes of every status and transition that there is, and what must not become of it. */
export function changeOfWorkflow(present: WorkflowConfiguration, plan: Plan): WorkflowChange {
  const { statuses, faults } = pairStatuses(present, plan);
  const idOf = (code: string): string | undefined =>
    statuses.find(({ planned }) => planned.code === code)?.present?.id;
  const transitions = plan.transitions.map((planned) => ({
    planned,
    present: present.transitions.find(
      ({ from_status_id, to_status_id }) =>
        from_status_id === idOf(planned.from) && to_status_id === idOf(planned.to),
    ),
  }));
  const keptStatuses = new Set(statuses.map((each) => each.present?.id));
  const keptTransitions = new Set(transitions.map((each) => each.present?.id));
  const change: WorkflowChange = {
    statuses,
    transitions,
    removed_statuses: present.statuses.filter(({ id }) => !keptStatuses.has(id)),
    removed_transitions: present.transitions.filter(({ id }) => !keptTransitions.has(id)),
    faults,
  };
  const others = [...automaticFaults(present, change), ...ruleFaults(present, change.removed_transitions)];
  return { ...change, faults: [...faults, ...others] };
}
