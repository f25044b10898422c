import type { Decimal } from '../../common/money/decimal.js';
import type { MoneyTerms } from './money-terms.js';
import type { DiscountRule } from './rules.types.js';

/** Why a discount does not work on that business day, or undefined when it does. */
export function whyNotInForce(rule: DiscountRule, businessDate: string): string | undefined {
  if (!rule.is_active) return 'switched off';
  if (rule.start_date !== null && businessDate < rule.start_date) return `starts on ${rule.start_date}`;
  if (rule.end_date !== null && businessDate > rule.end_date) return `ended on ${rule.end_date}`;
  return undefined;
}

export interface DiscountAmount {
  amount: Decimal;
  /** True when the rule would have taken off more than there was. */
  is_limited: boolean;
}

/** What a rule takes off `gross`; a fixed amount counts `times` times (the units of a line, 1 for a cart). */
export function discountAmount(
  rule: Pick<DiscountRule, 'type' | 'value'>,
  gross: Decimal,
  times: Decimal,
  terms: MoneyTerms,
): DiscountAmount {
  const full = rule.type === 'percentage' ? gross.times(rule.value).div(100) : rule.value.times(times);
  const rounded = terms.round(full);
  return rounded.gt(gross) ? { amount: gross, is_limited: true } : { amount: rounded, is_limited: false };
}

export const LIMITED = 'limited to the price';
