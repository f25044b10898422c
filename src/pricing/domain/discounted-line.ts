import type { CartLine } from './cart.types.js';
import { DiscountSheet } from './discount-sheet.js';
import { differs, isGivable, type SaidDiscount } from './hand-discount.js';
import { automaticDiscounts, type DiscountContext, type LineDiscounts } from './line-discount.js';
import type { LinePrice } from './line-price.js';
import { dealMultiBuys } from './multi-buy.js';
import { keepWithinBudgets } from './promotion-budget.js';
import type { CartProblems } from './quote-refused.js';
import { totalOf } from './taken-discount.js';

export interface PricedLine {
  /** Its place in the request. */
  index: number;
  line: CartLine;
  price: LinePrice;
}

function sheetsOf(
  lines: readonly PricedLine[],
  automatic: readonly LineDiscounts[],
  byHand: ReadonlySet<number>,
  context: DiscountContext,
): DiscountSheet[] {
  const sheets = lines.map(({ line, price }, at) => {
    const sheet = new DiscountSheet(line, price, automatic[at]!);
    if (byHand.has(at)) sheet.setByHand();
    return sheet;
  });
  keepWithinBudgets(sheets, context.terms);
  dealMultiBuys(sheets, context);
  return sheets;
}

function saidOn({ line, price, index }: PricedLine, problems: CartProblems): SaidDiscount {
  return {
    amount: line.override_discount,
    from: price.gross,
    exceeds: 'DISCOUNT_EXCEEDS_LINE',
    refuse: (code, message) => problems.addToLine(index, 'discount_amount', code, message),
  };
}

/**
 * What comes off each line by itself, before the cart's discounts. A discount by hand stands in place of ours; one
 * that says the same as ours is none. A line taken out by hand may change what a promotion over several lines gives
 * the others, so that it is dealt again until nothing changes.
 */
export function discountLines(
  lines: readonly PricedLine[],
  context: DiscountContext,
  problems: CartProblems,
): DiscountSheet[] {
  const automatic = lines.map(({ line, price }) => automaticDiscounts(line, price, context));
  const byHand = new Set<number>();
  for (;;) {
    const sheets = sheetsOf(lines, automatic, byHand, context);
    const differing = lines.flatMap(({ line }, at) => {
      const isNew = !byHand.has(at) && differs(line.override_discount, totalOf(sheets[at]!.taken));
      return isNew ? [at] : [];
    });
    if (differing.length === 0) return withDiscountsByHand(lines, sheets, context, problems);
    for (const at of differing) byHand.add(at);
  }
}

function withDiscountsByHand(
  lines: readonly PricedLine[],
  sheets: DiscountSheet[],
  { terms }: DiscountContext,
  problems: CartProblems,
): DiscountSheet[] {
  lines.forEach((line, at) => {
    const sheet = sheets[at]!;
    const amount = line.line.override_discount;
    if (amount === undefined || amount.isZero()) return;
    if (!sheet.is_by_hand) sheet.sameByHand(amount);
    else if (isGivable(amount, saidOn(line, problems), terms))
      sheet.take({ rule: 'override_discount', id: null, amount, promotion: null, details: {} });
  });
  return sheets;
}
