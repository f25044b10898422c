import { apportion } from '../../common/money/apportion.js';
import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import type { DiscountSheet } from './discount-sheet.js';
import type { MoneyTerms } from './money-terms.js';
import type { PromotionRule } from './rules.types.js';
import type { TakenDiscount } from './taken-discount.js';

export const BUDGET_ENDS = 'limited to what its budget leaves';

/** What a promotion can still take off, in whole coins; undefined when it has no budget. */
export function budgetLeft(rule: PromotionRule, terms: MoneyTerms): Decimal | undefined {
  if (rule.budget === null) return undefined;
  const left = Decimal.max(ZERO, rule.budget.minus(rule.used_amount));
  return left.toDecimalPlaces(terms.digits, Decimal.ROUND_DOWN);
}

interface Takings {
  rule: PromotionRule;
  of: { sheet: DiscountSheet; discount: TakenDiscount }[];
}

function takingsOf(sheets: readonly DiscountSheet[]): Takings[] {
  const found = new Map<string, Takings>();
  for (const sheet of sheets) {
    for (const discount of sheet.taken) {
      const rule = discount.promotion;
      if (rule === null) continue;
      const known = found.get(rule.id);
      if (known === undefined) found.set(rule.id, { rule, of: [{ sheet, discount }] });
      else known.of.push({ sheet, discount });
    }
  }
  return [...found.values()];
}

/** A promotion takes no more off the lines of a cart than its budget leaves, each line its part. */
export function keepWithinBudgets(sheets: readonly DiscountSheet[], terms: MoneyTerms): void {
  for (const { rule, of } of takingsOf(sheets)) {
    const left = budgetLeft(rule, terms);
    const amounts = of.map(({ discount }) => discount.amount);
    if (left === undefined || sum(amounts).lte(left)) continue;
    const parts = apportion(left, amounts, terms.digits);
    of.forEach(({ sheet, discount }, at) => sheet.replace(discount, parts[at]!, BUDGET_ENDS));
  }
}
