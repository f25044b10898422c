import type { Decimal } from '../../common/money/decimal.js';
import type { CartLine, PricingPlace } from './cart.types.js';
import type { MoneyTerms } from './money-terms.js';
import { PRICE_RANKS, candidate, type PriceCandidate } from './price-candidate.js';
import type { RuleBook } from './rule-book.js';
import { unitFactor } from './sold-unit.js';
import { rejected, source } from './trace.js';
import type { TraceEntry } from './trace.types.js';

/** The base price of the sold unit, if it has one, and what it stands before. */
export interface BasePrice {
  candidate: PriceCandidate | null;
  refused: TraceEntry[];
}

interface UnitPrice {
  price: Decimal;
  id: string;
  reason?: string;
}

const OWN_PLACE = 'this place has its own price';

/** The base price of one base unit: of this place, else of the catalogue. */
function unitPrice(
  { product }: CartLine,
  book: RuleBook,
): { found: UnitPrice | null; refused: TraceEntry[] } {
  const refused: TraceEntry[] = [];
  let found: UnitPrice | null = null;
  for (const { id, price, is_active } of book.placePricesOf(product)) {
    if (!is_active) refused.push(rejected('base_price', 'switched off', { source_id: id }));
    else if (price === null)
      refused.push(rejected('base_price', 'has no cost to be reckoned from', { source_id: id }));
    else found = { price, id, reason: 'the price of this place' };
  }
  if (product.price === null) return { found, refused };
  if (found === null) return { found: { price: product.price, id: '' }, refused };
  return { found, refused: [...refused, rejected('base_price', OWN_PLACE, { amount: product.price })] };
}

function packPrice({ packaging }: CartLine, book: RuleBook): BasePrice {
  const refused: TraceEntry[] = [];
  const prices = packaging === null ? [] : book.packagingPricesOf(packaging.id);
  const usable = prices.filter(({ id, price, is_active }) => {
    if (is_active && price !== null) return true;
    const reason = is_active ? 'has nothing to be reckoned from' : 'switched off';
    refused.push(rejected('packaging_price', reason, { source_id: id }));
    return false;
  });
  const [won, ...lost] = usable.sort(
    (a, b) => Number(b.is_of_place) - Number(a.is_of_place) || (a.id < b.id ? -1 : 1),
  );
  for (const { id, price } of lost)
    refused.push(rejected('packaging_price', OWN_PLACE, { ...source(id), amount: price! }));
  if (won === undefined) return { candidate: null, refused };
  const made = candidate({
    rule: 'packaging_price',
    price_rule: 'packaging',
    rank: PRICE_RANKS.packaging,
    price: won.price!,
    id: won.id,
    details: source(won.id),
  });
  return { candidate: made, refused };
}

/** What one sold unit costs before group, quantity and promotion: the pack's price, else its units'. */
export function basePrice(line: CartLine, book: RuleBook, terms: MoneyTerms): BasePrice {
  const pack = packPrice(line, book);
  const { found, refused } = unitPrice(line, book);
  const all = [...pack.refused, ...refused];
  if (found === null) return { candidate: pack.candidate, refused: all };
  const price = line.packaging === null ? found.price : terms.packPrice(found.price, unitFactor(line));
  if (pack.candidate !== null) {
    const entry = rejected('base_price', 'the pack has its own price', {
      ...source(found.id),
      amount: price,
    });
    return { candidate: pack.candidate, refused: [...all, entry] };
  }
  const reason = found.reason === undefined ? {} : { reason: found.reason };
  const details = { ...source(found.id), ...reason };
  const made = candidate({
    rule: 'base_price',
    price_rule: 'base',
    rank: PRICE_RANKS.base,
    price,
    id: found.id,
    details,
  });
  return { candidate: made, refused: all };
}

/** Cost and markup, for what has no other price. A cost of 0 says that nothing was bought yet, not that it is free. */
export function fallbackPrice(
  line: CartLine,
  place: PricingPlace,
  book: RuleBook,
  terms: MoneyTerms,
): PriceCandidate | null {
  const cost = [book.placeCostOf(line.product), line.product.cost_price].find((each) => each?.gt(0));
  if (cost === undefined || cost === null) return null;
  const unit = terms.round(cost.times(place.default_markup_percent.plus(100)).div(100));
  const price = line.packaging === null ? unit : terms.packPrice(unit, unitFactor(line));
  const details = { reason: 'cost and markup, for there is no price' };
  return candidate({
    rule: 'fallback_price',
    price_rule: 'fallback',
    rank: PRICE_RANKS.fallback,
    price,
    details,
  });
}
