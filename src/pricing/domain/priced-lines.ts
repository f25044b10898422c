import { ZERO, type Decimal } from '../../common/money/decimal.js';
import type { CartLine } from './cart.types.js';
import type { PricedLine } from './discounted-line.js';
import { checkPrice, priceLine } from './line-price.js';
import type { PriceContext } from './price-weighing.js';
import { budgetLeft } from './promotion-budget.js';
import { takenByPrice } from './promotion-uses.js';
import type { CartProblems } from './quote-refused.js';
import type { PromotionRule } from './rules.types.js';

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compareOptional(a: Decimal | null | undefined, b: Decimal | null | undefined): number {
  const [left, right] = [a ?? null, b ?? null];
  return (left ?? ZERO).comparedTo(right ?? ZERO) || Number(left === null) - Number(right === null);
}

/**
 * Product, pack, quantity, then what was said by hand, then the caller's order: units that are left over, and units of
 * equal worth, are dealt out in this order. It makes the cents of a cart independent of the order of its lines.
 */
function byProductAndFigures(
  [a, left]: readonly [CartLine, number],
  [b, right]: readonly [CartLine, number],
): number {
  return (
    compareText(a.product.id, b.product.id) ||
    compareText(a.packaging?.id ?? '', b.packaging?.id ?? '') ||
    a.quantity.comparedTo(b.quantity) ||
    compareOptional(a.code_price, b.code_price) ||
    compareOptional(a.override_unit_price, b.override_unit_price) ||
    compareOptional(a.override_discount, b.override_discount) ||
    left - right
  );
}

/** Promotions whose prices would take more off these lines than their budgets leave. */
function overspent(lines: readonly PricedLine[], context: PriceContext): PromotionRule[] {
  const taken = new Map<PromotionRule, Decimal>();
  for (const { line, price } of lines) {
    if (price.promotion === null) continue;
    const before = taken.get(price.promotion) ?? ZERO;
    taken.set(price.promotion, before.plus(takenByPrice(line, price, context.terms)));
  }
  return [...taken].flatMap(([rule, amount]) => {
    const left = budgetLeft(rule, context.terms);
    return left !== undefined && amount.gt(left) ? [rule] : [];
  });
}

/**
 * The lines with their prices, in an order of their own. A promotion's price holds for all of a cart or for none: one
 * whose budget does not last for these lines is out, and they are priced again.
 */
export function pricedLines(
  lines: readonly CartLine[],
  context: PriceContext,
  problems: CartProblems,
): PricedLine[] {
  const ordered = lines.map((line, index) => [line, index] as const).sort(byProductAndFigures);
  for (;;) {
    const priced = ordered.map(([line, index]) => ({ line, index, price: priceLine(line, context) }));
    const spent = overspent(priced, context);
    for (const rule of spent) context.promotions.exclude(rule, 'its budget does not last for it');
    if (spent.length > 0) continue;
    for (const { line, index, price } of priced) checkPrice(line, index, price, problems);
    return priced;
  }
}
