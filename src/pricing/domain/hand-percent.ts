import { Decimal, ZERO } from '../../common/money/decimal.js';
import type { DiscountSheet } from './discount-sheet.js';

const WHOLE = new Decimal(1);
const PERCENT_DECIMALS = 4;

/** What is left of a line, as a part of its base price, once people took of its price and its amount. */
function leftByHand({ price, is_by_hand, left }: DiscountSheet): Decimal {
  const isBelow = price.price_rule === 'by_hand' && price.unit_price.lt(price.base_price);
  const ofPrice = isBelow ? price.unit_price.div(price.base_price) : WHOLE;
  const ofAmount = is_by_hand && !price.gross.isZero() ? left.div(price.gross) : WHOLE;
  return ofPrice.times(ofAmount);
}

/**
 * What people took off a line, in percent of its base price: price, line and cart discount by hand together, each off
 * what the one before left. `ofCart` is the part of the whole cart that was taken by hand.
 */
export function handPercent(sheet: DiscountSheet, ofCart: Decimal): Decimal {
  const left = leftByHand(sheet).times(WHOLE.minus(ofCart));
  return Decimal.max(ZERO, WHOLE.minus(left)).times(100).toDecimalPlaces(PERCENT_DECIMALS);
}
