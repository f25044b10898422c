import type { Decimal } from '../../common/money/decimal.js';
import type { MoneyTerms } from './money-terms.js';

export interface SaidDiscount {
  /** The caller's amount; 0 or absent says nothing. */
  amount: Decimal | undefined;
  /** What it is taken off, and the code when it is more than that. */
  from: Decimal;
  exceeds: 'DISCOUNT_EXCEEDS_LINE' | 'DISCOUNT_EXCEEDS_TOTAL';
  refuse: (code: string, message: string) => void;
}

/** Whether the caller named a discount that is neither nothing nor ours. */
export function differs(said: Decimal | undefined, ours: Decimal): boolean {
  return said !== undefined && !said.isZero() && !said.eq(ours);
}

/** Reports a discount by hand that cannot be given; true when it can. */
export function isGivable(
  said: Decimal,
  { from, exceeds, refuse }: SaidDiscount,
  terms: MoneyTerms,
): boolean {
  if (said.isNegative()) refuse('NEGATIVE_AMOUNT', 'A discount cannot be negative.');
  else if (!terms.fits(said))
    refuse('TOO_MANY_DECIMALS', `A discount has at most ${terms.digits} decimals here.`);
  else if (said.gt(from))
    refuse(exceeds, `The discount ${said.toFixed()} exceeds the ${from.toFixed()} it is taken off.`);
  else return true;
  return false;
}
