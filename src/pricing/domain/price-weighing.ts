import { ZERO } from '../../common/money/decimal.js';
import { basePrice, fallbackPrice } from './base-candidates.js';
import type { CartLine, PricingPlace } from './cart.types.js';
import type { MoneyTerms } from './money-terms.js';
import {
  PRICE_RANKS,
  byOrderOfTheHouse,
  byPrice,
  candidate,
  lostEntry,
  whyAfter,
  whyDearer,
  type PriceCandidate,
} from './price-candidate.js';
import type { PromotionBook } from './promotion-book.js';
import { groupDiscountPrice, quantityCandidates, type Candidates } from './quantity-candidates.js';
import type { RuleBook } from './rule-book.js';
import { unitFactor } from './sold-unit.js';
import { rejected } from './trace.js';
import type { TraceEntry } from './trace.types.js';

export interface PriceContext {
  place: PricingPlace;
  book: RuleBook;
  promotions: PromotionBook;
  terms: MoneyTerms;
}

function promotionCandidates(line: CartLine, { promotions, terms }: PriceContext): Candidates {
  const found: Candidates = { usable: [], refused: [] };
  for (const rule of promotions.of(line, 'price')) {
    const value = rule.value ?? ZERO;
    const price = line.packaging === null ? value : terms.packPrice(value, unitFactor(line));
    const details = { source_id: rule.id, name: rule.name };
    const reason = promotions.whyNotOn(rule, line);
    if (reason !== undefined) {
      found.refused.push(rejected('promotion_price', reason, { ...details, amount: price }));
      continue;
    }
    promotions.reach(rule);
    const rank = PRICE_RANKS.promotion;
    const made = { rule: 'promotion_price', price_rule: 'promotion', rank, price } as const;
    found.usable.push(candidate({ ...made, id: rule.id, promotion: rule, details }));
  }
  return found;
}

export interface WeighedPrices {
  /** The base price of the sold unit. */
  base: PriceCandidate | null;
  won: PriceCandidate | null;
  lost: TraceEntry[];
}

/** Every candidate, weighed by the policy of the place. */
export function weighPrices(line: CartLine, context: PriceContext): WeighedPrices {
  const { place, book, terms } = context;
  const base = basePrice(line, book, terms);
  const promotions = promotionCandidates(line, context);
  const quantities = quantityCandidates(line, book, terms);
  const hasGroupPrice = quantities.usable.some(({ price_rule }) => price_rule === 'group');
  const byGroup = hasGroupPrice ? null : groupDiscountPrice(base.candidate, book, terms);
  const usable = [...promotions.usable, ...quantities.usable, byGroup, base.candidate].filter(
    (each) => each !== null,
  );
  const fallback = fallbackPrice(line, place, book, terms);
  // A last resort, never an offer: cost and markup may well be less than the price on the shelf.
  const isBest = place.price_resolution === 'best_price';
  const [won = fallback, ...others] = usable.sort(isBest ? byPrice : byOrderOfTheHouse);
  const lost = others.map((each) => lostEntry(each, (isBest ? whyDearer : whyAfter)(each, won!)));
  if (fallback !== null && won !== fallback) lost.push(lostEntry(fallback, 'only for what has no price'));
  const refused = [...promotions.refused, ...quantities.refused, ...base.refused].sort(byEntry);
  return { base: base.candidate, won, lost: [...lost, ...refused] };
}

function byEntry(a: TraceEntry, b: TraceEntry): number {
  const [left, right] = [`${a.rule} ${a.source_id ?? ''}`, `${b.rule} ${b.source_id ?? ''}`];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
