import type { QuotedLine } from './quote.types.js';
import type { PricingRule } from './trace.types.js';

const BY_RANK = [
  'override_discount',
  'product_discount',
  'promotion_discount',
  'buy_x_get_y',
  'customer_discount',
  'override_price',
  'code_price',
  'promotion_price',
  'group_price',
  'step_price',
  'packaging_price',
  'fallback_price',
  'base_price',
] as const satisfies readonly PricingRule[];

export type WinningRule = (typeof BY_RANK)[number];

/** The rule that made the price of a line what it is, before the discount of the cart. */
export function winningRule(line: Pick<QuotedLine, 'trace'>): WinningRule {
  const isApplied = (rule: WinningRule): boolean =>
    line.trace.some(
      (entry) => entry.rule === rule && entry.outcome === 'applied' && isSomething(rule, entry.amount),
    );
  return BY_RANK.find(isApplied) ?? 'base_price';
}

/** Lines that only count towards "buy 2, get 1" are told so, with nothing off. */
function isSomething(rule: WinningRule, amount: string | undefined): boolean {
  return rule !== 'buy_x_get_y' || amount !== '0';
}
