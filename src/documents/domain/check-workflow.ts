import type { FieldError } from '../../common/errors/domain-error.js';
import { reachableFrom } from './reachable-statuses.js';
import { statusFaults } from './check-statuses.js';
import { transitionFaults } from './check-transitions.js';
import { fault, type WorkflowPlan } from './workflow-plan.js';

function graphFaults({ statuses, transitions }: WorkflowPlan): FieldError[] {
  const active = statuses.filter(({ is_active }) => is_active);
  const initial = active.filter(({ is_initial }) => is_initial).map(({ code }) => code);
  if (initial.length !== 1) return [];
  const reached = reachableFrom(initial[0]!, active, transitions);
  const leaves = new Set(transitions.map(({ from }) => from));
  return statuses.flatMap(({ code, is_active, is_final }, index) => {
    if (!is_active) return [];
    if (!reached.has(code)) {
      return [fault(`statuses.${index}.code`, 'STATUS_UNREACHABLE', `No way leads to ${code}.`)];
    }
    if (is_final && leaves.has(code)) {
      return [
        fault(`statuses.${index}.is_final`, 'FINAL_STATUS_LEFT', `${code} is final, but ways lead on.`),
      ];
    }
    const isDeadEnd = !is_final && !transitions.some(({ from, to }) => from === code && reached.has(to));
    if (!isDeadEnd) return [];
    return [fault(`statuses.${index}.is_final`, 'DEAD_END', `No way leads on from ${code}: make it final.`)];
  });
}

/** What code does needs a status to put documents in, and stock one that posts it. */
function needFaults({ affects_stock, required_meanings, statuses }: WorkflowPlan): FieldError[] {
  const active = statuses.filter(({ is_active }) => is_active);
  const missing = required_meanings.filter((wanted) => !active.some(({ meaning }) => meaning === wanted));
  const faults = missing.map((meaning) =>
    fault('statuses', 'MEANING_MISSING', `The program needs a status that means ${meaning}.`),
  );
  if (affects_stock && !active.some(({ posts_stock }) => posts_stock)) {
    faults.push(fault('statuses', 'NO_POSTING_STATUS', 'No status posts stock.'));
  }
  if (!active.some(({ issues_number }) => issues_number)) {
    faults.push(fault('statuses', 'NO_STATUS_ISSUES_NUMBER', 'In no status documents get their number.'));
  }
  return faults;
}

/** Every reason why documents could not live under this plan; empty when they can. */
export function workflowFaults(plan: WorkflowPlan): FieldError[] {
  return [...statusFaults(plan), ...transitionFaults(plan), ...graphFaults(plan), ...needFaults(plan)];
}
