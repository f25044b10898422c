import type { PricingRule, QuotedLine } from './quote.types.js';

const BY_RANK = [
  'override_discount',
  'product_discount',
  'customer_discount',
  'override_price',
  'base_price',
] as const satisfies readonly PricingRule[];

export type WinningRule = (typeof BY_RANK)[number];

/** The rule that made the price of a line what it is, before the discount of the cart. */
export function winningRule(line: Pick<QuotedLine, 'trace'>): WinningRule {
  const isApplied = (rule: WinningRule): boolean =>
    line.trace.some((entry) => entry.rule === rule && entry.outcome === 'applied');
  return BY_RANK.find(isApplied) ?? 'base_price';
}
