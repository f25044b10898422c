import type { FieldError } from '../../common/errors/domain-error.js';
import type { Decimal } from '../../common/money/decimal.js';
import { fault } from './workflow-plan.js';

export interface RuleBand {
  name: string;
  level: number;
  min_amount: Decimal | null;
  max_amount: Decimal | null;
  currency: string | null;
  is_active: boolean;
}

function overlap(a: RuleBand, b: RuleBand): boolean {
  if (a.level !== b.level) return false;
  if (a.currency !== null && b.currency !== null && a.currency !== b.currency) return false;
  const startsBelow = (x: RuleBand, y: RuleBand): boolean =>
    x.min_amount === null || y.max_amount === null || x.min_amount.lt(y.max_amount);
  return startsBelow(a, b) && startsBelow(b, a);
}

/** What is wrong with the rules of one transition taken together: two approvers for one amount, or a level left out. */
export function approvalRuleFaults(rules: readonly RuleBand[]): FieldError[] {
  const active = rules.filter(({ is_active }) => is_active);
  const faults = active.flatMap((rule, index) =>
    active
      .slice(0, index)
      .filter((other) => overlap(rule, other))
      .map((other) =>
        fault(
          'min_amount',
          'BANDS_OVERLAP',
          `"${rule.name}" and "${other.name}" are about the same amounts.`,
        ),
      ),
  );
  const levels = new Set(active.map(({ level }) => level));
  for (let level = 1; level < Math.max(0, ...levels); level++) {
    if (!levels.has(level)) {
      faults.push(fault('level', 'LEVEL_MISSING', `Nobody approves level ${level}, but a higher one.`));
    }
  }
  return faults;
}
