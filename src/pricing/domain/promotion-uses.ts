import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import type { GivenBasket } from './basket-promotions.js';
import type { CouponBook } from './coupon-book.js';
import type { DiscountSheet } from './discount-sheet.js';
import type { LinePrice } from './line-price.js';
import type { MoneyTerms } from './money-terms.js';
import type { PromotionUse } from './quote.types.js';
import type { CartLine } from './cart.types.js';

/** What the price of a promotion takes off a line: against the base price, never less than nothing. */
export function takenByPrice(line: CartLine, price: LinePrice, terms: MoneyTerms): Decimal {
  const atBase = terms.round(line.quantity.times(price.base_price));
  return Decimal.max(ZERO, atBase.minus(price.gross));
}

type Taken = { line_id: string; amount: Decimal };

/** What each promotion took off which line, by promotion id; lines it only counted stand there with 0. */
export function promotionUses(
  sheets: readonly DiscountSheet[],
  baskets: readonly GivenBasket[],
  coupons: CouponBook,
  terms: MoneyTerms,
): PromotionUse[] {
  const found = new Map<string, Map<string, Decimal>>();
  const note = (promotion: string, { line_id, amount }: Taken): void => {
    const lines = found.get(promotion) ?? new Map<string, Decimal>();
    lines.set(line_id, (lines.get(line_id) ?? ZERO).plus(amount));
    found.set(promotion, lines);
  };
  sheets.forEach(({ line, price, taken }, at) => {
    const { line_id } = line;
    if (price.promotion !== null)
      note(price.promotion.id, { line_id, amount: takenByPrice(line, price, terms) });
    for (const { promotion, amount } of taken)
      if (promotion !== null) note(promotion.id, { line_id, amount });
    for (const { rule, shares } of baskets) {
      const share = shares.get(at);
      if (share !== undefined) note(rule.id, { line_id, amount: share });
    }
  });
  const uses = [...found].map(([promotion_id, byLine]): PromotionUse => {
    const lines = [...byLine].map(([line_id, amount]) => ({ line_id, amount }));
    const coupon_id = coupons.of(promotion_id)?.id ?? null;
    return { promotion_id, coupon_id, uses: 1, amount: sum(lines.map(({ amount }) => amount)), lines };
  });
  return uses.sort((a, b) => (a.promotion_id < b.promotion_id ? -1 : 1));
}
