import type { Caller } from '../../common/auth/caller.js';
import { businessDate } from '../../common/time/business-date.js';
import type { MoneyMove } from '../../payments/index.js';

/** What is done to a sale later is done by the caller, now, on the day that it is where it was sold. */
export function moveNow({ actor }: Caller, sale: { time_zone: string }, now: Date): MoneyMove {
  return {
    actor_id: actor.id,
    employee_id: actor.employee_id ?? null,
    occurred_at: now,
    business_date: businessDate(now, sale.time_zone),
  };
}
