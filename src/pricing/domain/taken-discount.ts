import { sum, type Decimal } from '../../common/money/decimal.js';
import type { PromotionRule } from './rules.types.js';
import { applied, rejected, type TraceDetails } from './trace.js';
import type { PricingRule, TraceEntry } from './trace.types.js';

/** Something that came off a line. */
export interface TakenDiscount {
  rule: PricingRule;
  /** Id of the discount, promotion or customer; null of a discount by hand. */
  id: string | null;
  amount: Decimal;
  promotion: PromotionRule | null;
  details: TraceDetails;
}

export function takenEntry({ rule, id, amount, details }: TakenDiscount): TraceEntry {
  return applied(rule, amount, { ...(id === null ? {} : { source_id: id }), ...details });
}

/** A discount that had to give way, after all. */
export function displacedEntry({ rule, id, amount, details }: TakenDiscount, reason: string): TraceEntry {
  const name = details.name === undefined ? {} : { name: details.name };
  return rejected(rule, reason, { ...(id === null ? {} : { source_id: id }), ...name, amount });
}

export function totalOf(taken: readonly TakenDiscount[]): Decimal {
  return sum(taken.map(({ amount }) => amount));
}
