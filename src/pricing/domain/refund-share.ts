import { Decimal, ZERO } from '../../common/money/decimal.js';

/** A sold line, as it was stored. */
export interface RefundableLine {
  quantity: Decimal;
  net_amount: Decimal;
  tax_amount: Decimal;
  /** net_amount + tax_amount. */
  total_amount: Decimal;
}

/** What was given back of that line before. */
export interface ReturnedSoFar {
  quantity: Decimal;
  net_amount: Decimal;
  tax_amount: Decimal;
}

export interface RefundShare {
  net_amount: Decimal;
  tax_amount: Decimal;
  /** net_amount + tax_amount, always. */
  total_amount: Decimal;
}

/**
 * What returning `quantity` of a line gives back, in the line's currency (`digits` decimals). Cumulative rounding:
 * the refund is what is due for everything returned so far including this, less what was given back already. The
 * total is rounded first (a customer who paid 1.00 for one of two gets 1.00), then its tax; net is the rest. So
 * returns in any split sum to the line exactly, and net, tax and total of each are never negative.
 * Throws RangeError when more would be returned than was sold; callers check that first.
 */
export function refundShare(
  line: RefundableLine,
  alreadyReturned: ReturnedSoFar,
  quantity: Decimal,
  digits: number,
): RefundShare {
  const returned = alreadyReturned.quantity.plus(quantity);
  if (!quantity.gt(ZERO) || returned.gt(line.quantity)) {
    throw new RangeError(
      `Cannot return ${quantity.toFixed()}: ${returned.toFixed()} of ${line.quantity.toFixed()}`,
    );
  }
  const due = (amount: Decimal): Decimal =>
    amount.times(returned).div(line.quantity).toDecimalPlaces(digits, Decimal.ROUND_HALF_UP);
  const { net_amount: netBefore, tax_amount: taxBefore } = alreadyReturned;
  const total_amount = Decimal.max(ZERO, due(line.total_amount).minus(netBefore).minus(taxBefore));

  // Where rounding would have net or tax go back a unit, the other gives way: neither ever does.
  const most = taxBefore.plus(total_amount);
  const tax_amount = Decimal.min(Decimal.max(due(line.tax_amount), taxBefore), most).minus(taxBefore);
  return { net_amount: total_amount.minus(tax_amount), tax_amount, total_amount };
}
