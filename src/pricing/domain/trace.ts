import type { Decimal } from '../../common/money/decimal.js';
import type { PricingRule, TraceEntry } from './trace.types.js';

export type TraceDetails = Omit<TraceEntry, 'rule' | 'outcome' | 'amount'>;

/** Where a rule comes from; a price of the past has no row any more. */
export function source(id: string): Pick<TraceEntry, 'source_id'> {
  return id === '' ? {} : { source_id: id };
}

export function applied(rule: PricingRule, amount: Decimal, details: TraceDetails = {}): TraceEntry {
  return { rule, ...details, outcome: 'applied', amount: amount.toFixed() };
}

export function rejected(
  rule: PricingRule,
  reason: string,
  details: Omit<TraceDetails, 'reason'> & { amount?: Decimal } = {},
): TraceEntry {
  const { amount, ...rest } = details;
  return {
    rule,
    ...rest,
    outcome: 'rejected',
    reason,
    ...(amount === undefined ? {} : { amount: amount.toFixed() }),
  };
}
