import { isPermission } from '../../common/auth/permissions.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import { fault, type WorkflowPlan } from './workflow-plan.js';

/** What is wrong with the ways between statuses. */
export function transitionFaults({ statuses, transitions }: WorkflowPlan): FieldError[] {
  const codes = new Set(statuses.map(({ code }) => code));
  return transitions.flatMap(({ from, to, action, is_automatic, permission }, index) => {
    const at = (field: string): string => `transitions.${index}.${field}`;
    const faults: FieldError[] = [];
    for (const [field, code] of Object.entries({ from, to })) {
      if (!codes.has(code)) faults.push(fault(at(field), 'STATUS_UNKNOWN', `There is no status ${code}.`));
    }
    if (from === to) faults.push(fault(at('to'), 'TRANSITION_TO_ITSELF', `${from} leads to itself.`));
    const others = transitions.slice(0, index);
    if (others.some((other) => other.from === from && other.to === to)) {
      faults.push(fault(at('to'), 'TRANSITION_TWICE', `Two ways lead from ${from} to ${to}.`));
    } else if (
      !is_automatic &&
      others.some((other) => !other.is_automatic && other.from === from && other.action === action)
    ) {
      faults.push(fault(at('action'), 'ACTION_TWICE', `"${action}" leads to two statuses from ${from}.`));
    }
    if (permission !== null && !isPermission(permission)) {
      faults.push(fault(at('permission'), 'PERMISSION_UNKNOWN', `There is no permission ${permission}.`));
    }
    return faults;
  });
}
