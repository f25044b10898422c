import type { Decimal } from '../../common/money/decimal.js';
import type { PricingRule, TraceEntry } from './quote.types.js';

type Details = Pick<TraceEntry, 'source_id' | 'name' | 'reason'>;

export function applied(rule: PricingRule, amount: Decimal, details: Details = {}): TraceEntry {
  return { rule, ...details, outcome: 'applied', amount: amount.toFixed() };
}

export function rejected(
  rule: PricingRule,
  reason: string,
  details: Details & { amount?: Decimal } = {},
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
