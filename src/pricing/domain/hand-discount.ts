import { ZERO, type Decimal } from '../../common/money/decimal.js';
import type { MoneyTerms } from './money-terms.js';
import type { TraceEntry } from './quote.types.js';
import { applied, rejected } from './trace.js';

/** A discount on a line or on the cart, and how it was arrived at. */
export interface Discount {
  amount: Decimal;
  /** The rule that gave it; null when none did. */
  discount_id: string | null;
  trace: TraceEntry[];
}

export interface SaidDiscount {
  /** The caller's amount; 0 or absent says nothing. */
  amount: Decimal | undefined;
  /** What it is taken off, and the code when it is more than that. */
  from: Decimal;
  exceeds: 'DISCOUNT_EXCEEDS_LINE' | 'DISCOUNT_EXCEEDS_TOTAL';
  refuse: (code: string, message: string) => void;
}

function wrongWith(
  said: Decimal,
  { from, exceeds }: SaidDiscount,
  terms: MoneyTerms,
): [string, string] | undefined {
  if (said.isNegative()) return ['NEGATIVE_AMOUNT', 'A discount cannot be negative.'];
  if (!terms.fits(said))
    return ['TOO_MANY_DECIMALS', `A discount has at most ${terms.digits} decimals here.`];
  if (said.gt(from))
    return [exceeds, `The discount ${said.toFixed()} exceeds the ${from.toFixed()} it is taken off.`];
  return undefined;
}

/**
 * A discount said by the caller stands in place of ours. The same amount is no override: ours stays and keeps its
 * name. A wrong one is reported through `refuse`.
 */
export function orByHand(
  ours: Discount,
  said: SaidDiscount,
  terms: MoneyTerms,
): Discount & { is_by_hand: boolean } {
  const kept = { ...ours, is_by_hand: false };
  if (said.amount === undefined || said.amount.isZero()) return kept;
  const wrong = wrongWith(said.amount, said, terms);
  if (wrong !== undefined) {
    said.refuse(...wrong);
    return kept;
  }
  if (said.amount.eq(ours.amount)) {
    const entry = rejected('override_discount', 'same as the automatic discount', { amount: said.amount });
    return { ...kept, trace: [...ours.trace, entry] };
  }
  const lost = ours.trace.map((entry): TraceEntry =>
    entry.outcome === 'applied'
      ? { ...entry, outcome: 'rejected', reason: 'the discount was set by hand' }
      : entry,
  );
  return {
    amount: said.amount,
    discount_id: null,
    trace: [...lost, applied('override_discount', said.amount)],
    is_by_hand: true,
  };
}

export const NO_DISCOUNT: Discount = { amount: ZERO, discount_id: null, trace: [] };
