import { apportion } from '../../common/money/apportion.js';
import { ZERO, sum, type Decimal } from '../../common/money/decimal.js';
import type { Baskets, GivenBasket } from './basket-promotions.js';
import type { CartInput } from './cart.types.js';
import { chosenDiscount, type CartContext, type ChosenDiscount } from './chosen-discount.js';
import type { DiscountSheet } from './discount-sheet.js';
import { differs, isGivable } from './hand-discount.js';
import { MAX_AMOUNT, type MoneyTerms } from './money-terms.js';
import { applied, rejected } from './trace.js';
import type { TraceEntry } from './trace.types.js';

/** What comes off the cart as a whole, and what each line (by position) bears of it. */
export interface CartDiscounts {
  shares: Decimal[];
  /** What each line is told. */
  entries: TraceEntry[][];
  baskets: GivenBasket[];
  /** What was said by hand for the cart; 0 when nothing was. */
  by_hand: Decimal;
  discount_id: string | null;
  trace: TraceEntry[];
}

function shareEntries(chosenShare: Decimal, discount_id: string | null): TraceEntry[] {
  if (chosenShare.isZero()) return [];
  return [applied('cart_discount', chosenShare, { source_id: discount_id, is_share: true })];
}

/** The caller's amount in place of ours, whole. */
function byHand(
  said: Decimal,
  lefts: readonly Decimal[],
  ours: TraceEntry[],
  terms: MoneyTerms,
): CartDiscounts {
  const reason = 'the discount was set by hand';
  const lost = ours.map((entry): TraceEntry =>
    entry.outcome === 'applied' ? { ...entry, outcome: 'rejected', reason } : entry,
  );
  const shares = apportion(said, lefts, terms.digits);
  return {
    shares,
    entries: shares.map((share) => shareEntries(share, null)),
    baskets: [],
    by_hand: said,
    discount_id: null,
    trace: [...lost, applied('override_discount', said)],
  };
}

/** Baskets first, the chosen discount of what they left. */
function automatic(
  { given }: Baskets,
  { amount, discount_id }: ChosenDiscount,
  lefts: readonly Decimal[],
  terms: MoneyTerms,
): Omit<CartDiscounts, 'trace'> {
  const inBaskets = lefts.map((_, at) => sum(given.map(({ shares }) => shares.get(at) ?? ZERO)));
  const parts = apportion(
    amount,
    lefts.map((left, at) => left.minus(inBaskets[at]!)),
    terms.digits,
  );
  const entries = lefts.map((_, at) => {
    const ofBaskets = given.flatMap(({ rule, shares }) => {
      const share = shares.get(at) ?? ZERO;
      const details = { source_id: rule.id, name: rule.name, is_share: true };
      return share.isZero() ? [] : [applied('basket_discount', share, details)];
    });
    return [...ofBaskets, ...shareEntries(parts[at]!, discount_id)];
  });
  const shares = parts.map((part, at) => part.plus(inBaskets[at]!));
  return { shares, entries, baskets: given, by_hand: ZERO, discount_id };
}

function sameAsOurs(said: Decimal | undefined): TraceEntry[] {
  if (said === undefined || said.isZero()) return [];
  return [rejected('override_discount', 'same as the automatic discount', { amount: said })];
}

/** The discounts on the cart as a whole, never more than what the lines come to. */
export function cartDiscounts(
  input: CartInput,
  sheets: readonly DiscountSheet[],
  baskets: Baskets,
  context: CartContext,
): CartDiscounts {
  const { terms, problems } = context;
  const lefts = sheets.map((sheet) => sheet.left);
  const total = sum(lefts);
  if (total.gt(MAX_AMOUNT))
    problems.add('items', 'AMOUNT_TOO_LARGE', `The cart comes to more than ${MAX_AMOUNT.toFixed()}.`);
  const given = sum(baskets.given.map(({ amount }) => amount));
  const ours = chosenDiscount(input, total.minus(given), context);
  const trace = [...baskets.trace, ...ours.trace];
  const said = input.discount_amount;
  if (said === undefined || !differs(said, given.plus(ours.amount)))
    return { ...automatic(baskets, ours, lefts, terms), trace: [...trace, ...sameAsOurs(said)] };
  const refuse = (code: string, message: string): void => problems.add('discount_amount', code, message);
  const isGiven = isGivable(
    said,
    { amount: said, from: total, exceeds: 'DISCOUNT_EXCEEDS_TOTAL', refuse },
    terms,
  );
  return isGiven ? byHand(said, lefts, trace, terms) : { ...automatic(baskets, ours, lefts, terms), trace };
}
