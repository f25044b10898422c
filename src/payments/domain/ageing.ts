import { ZERO, type Decimal } from '../../common/money/decimal.js';
import { daysBetween } from './due-date.js';

/** How long something is overdue. `current` is not: it is due today at the earliest. */
export const AGE_BUCKETS = ['current', 'days_1_30', 'days_31_60', 'days_61_90', 'days_over_90'] as const;
export type AgeBucket = (typeof AGE_BUCKETS)[number];

export type Ageing = Record<AgeBucket, Decimal>;

/** Days that something due on `due_date` is overdue on `day`; 0 on the day it is due and before. */
export function daysOverdue(due_date: string, day: string): number {
  return Math.max(daysBetween(due_date, day), 0);
}

export function ageBucket(days: number): AgeBucket {
  if (days <= 0) return 'current';
  if (days <= 30) return 'days_1_30';
  if (days <= 60) return 'days_31_60';
  return days <= 90 ? 'days_61_90' : 'days_over_90';
}

/** Sums what is open by how long it is overdue on `day`. */
export function ageing(items: Iterable<{ due_date: string; open_amount: Decimal }>, day: string): Ageing {
  const sums: Ageing = {
    current: ZERO,
    days_1_30: ZERO,
    days_31_60: ZERO,
    days_61_90: ZERO,
    days_over_90: ZERO,
  };
  for (const { due_date, open_amount } of items) {
    const bucket = ageBucket(daysOverdue(due_date, day));
    sums[bucket] = sums[bucket].plus(open_amount);
  }
  return sums;
}
