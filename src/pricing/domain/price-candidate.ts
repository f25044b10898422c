import { type Decimal, ZERO } from '../../common/money/decimal.js';
import type { PriceRule } from './quote.types.js';
import type { PromotionRule } from './rules.types.js';
import { rejected, type TraceDetails } from './trace.js';
import type { PricingRule, TraceEntry } from './trace.types.js';

/**
 * The order of the house; a lower rank goes first. What is written on a pack holds for the pack, however many units
 * are in it: its price goes before one by quantity of units.
 */
export const PRICE_RANKS = { promotion: 0, group: 1, packaging: 2, step: 3, base: 4, fallback: 5 } as const;

/** A price that a line could have. */
export interface PriceCandidate {
  rule: PricingRule;
  price_rule: PriceRule;
  rank: number;
  /** Of one sold unit. */
  price: Decimal;
  /** Of quantity prices: from how many base units on. */
  from: Decimal;
  is_of_place: boolean;
  id: string;
  promotion: PromotionRule | null;
  details: TraceDetails;
}

export type NewCandidate = Pick<PriceCandidate, 'rule' | 'price_rule' | 'rank' | 'price'> &
  Partial<PriceCandidate>;

export function candidate(made: NewCandidate): PriceCandidate {
  return { from: ZERO, is_of_place: false, id: '', promotion: null, details: {}, ...made };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Within a kind: the higher priority, the larger quantity, the place before everywhere, the cheaper, the smaller id. */
function withinRank(a: PriceCandidate, b: PriceCandidate): number {
  return (
    (b.promotion?.priority ?? 0) - (a.promotion?.priority ?? 0) ||
    b.from.comparedTo(a.from) ||
    Number(b.is_of_place) - Number(a.is_of_place) ||
    a.price.comparedTo(b.price) ||
    compareText(a.id, b.id)
  );
}

export function byOrderOfTheHouse(a: PriceCandidate, b: PriceCandidate): number {
  return a.rank - b.rank || withinRank(a, b);
}

/** The cheapest first; equal prices in the order of the house. */
export function byPrice(a: PriceCandidate, b: PriceCandidate): number {
  return a.price.comparedTo(b.price) || byOrderOfTheHouse(a, b);
}

const GOES_FIRST: Record<number, string> = {
  [PRICE_RANKS.promotion]: 'a promotion goes first',
  [PRICE_RANKS.group]: "the group's price goes first",
  [PRICE_RANKS.packaging]: 'the pack has its own price',
  [PRICE_RANKS.step]: 'a price by quantity goes first',
  [PRICE_RANKS.base]: 'there is a base price',
};

/** Why a candidate lost in the order of the house. */
export function whyAfter(lost: PriceCandidate, won: PriceCandidate): string {
  if (lost.rank !== won.rank) return GOES_FIRST[won.rank]!;
  if (lost.promotion !== null && won.promotion !== null) {
    if (lost.promotion.priority !== won.promotion.priority)
      return 'a promotion of higher priority goes first';
    return lost.price.eq(won.price) ? 'as cheap as the promotion that won' : 'a cheaper promotion won';
  }
  return lost.from.eq(won.from) ? 'another price goes first' : 'the price of a larger quantity goes first';
}

/** Why a candidate lost where the lowest price wins. */
export function whyDearer(lost: PriceCandidate, won: PriceCandidate): string {
  return lost.price.eq(won.price)
    ? 'as cheap as the price that won, and goes after it'
    : 'dearer than the price that won';
}

/** A losing fallback price is not told: with the markup, it would give the cost away. */
export function lostEntry(lost: PriceCandidate, reason: string): TraceEntry {
  const amount = lost.price_rule === 'fallback' ? {} : { amount: lost.price };
  return rejected(lost.rule, reason, { ...lost.details, ...amount });
}
