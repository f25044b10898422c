import type { Actor } from '../../common/auth/actor.js';
import { ZERO, type Decimal } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import type { SellingPlace } from '../../locations/index.js';
import type { SaleReturn } from '../entities/sale-return.entity.js';

export interface ReturnFacts {
  id: string;
  now: Date;
  occurred_at: Date;
  reason: string | null;
}

/** A return that refunds its total; cash rounding, if any, is added once the money has moved. */
export function draftReturn(
  place: SellingPlace,
  origin: { id: string | null; customer_id: string | null },
  actor: Actor,
  facts: ReturnFacts,
  totals: { subtotal: Decimal; tax_amount: Decimal; total_amount: Decimal },
): SaleReturn {
  return {
    id: facts.id,
    sale_id: origin.id,
    location_id: place.location_id,
    register_id: place.register_id,
    customer_id: origin.customer_id,
    actor_id: actor.id,
    employee_id: actor.employee_id ?? null,
    currency: place.currency,
    ...totals,
    rounding_amount: ZERO,
    refunded_amount: totals.total_amount,
    reason: facts.reason,
    occurred_at: facts.occurred_at,
    business_date: businessDate(facts.occurred_at, place.time_zone),
    time_zone: place.time_zone,
    created_at: facts.now,
  };
}
