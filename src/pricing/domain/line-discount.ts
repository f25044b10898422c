import type { CartLine, PricingCustomer } from './cart.types.js';
import {
  byBenefit,
  customerOffer,
  inTurn,
  lostOffer,
  productOffer,
  promotionOffer,
  type DiscountOffer,
} from './discount-offer.js';
import { whyNotInForce } from './discount-rule.js';
import type { LinePrice } from './line-price.js';
import type { MoneyTerms } from './money-terms.js';
import { byPriority, type PromotionBook } from './promotion-book.js';
import type { RuleBook } from './rule-book.js';
import { totalOf, type TakenDiscount } from './taken-discount.js';
import { rejected } from './trace.js';
import type { TraceEntry } from './trace.types.js';

export interface DiscountContext {
  book: RuleBook;
  promotions: PromotionBook;
  customer: PricingCustomer | null;
  business_date: string;
  terms: MoneyTerms;
}

export interface LineDiscounts {
  taken: TakenDiscount[];
  lost: TraceEntry[];
  /** True when an exclusive promotion has the line to itself. */
  is_alone: boolean;
}

interface Offers {
  /** Of products and of the customer: one at most. */
  ordinary: DiscountOffer[];
  promotions: DiscountOffer[];
  refused: TraceEntry[];
}

const OF_GROUP_OR_PROMOTION: readonly string[] = ['promotion', 'group'];
const NO_SUM = 'does not come off a price of a group or promotion';

function offersFor(line: CartLine, price: LinePrice, context: DiscountContext): Offers {
  const { book, promotions, customer, terms } = context;
  const found: Offers = { ordinary: [], promotions: [], refused: [] };
  const own = customerOffer(customer, price, terms);
  if (own !== null && OF_GROUP_OR_PROMOTION.includes(price.price_rule))
    found.refused.push(lostOffer(own, NO_SUM));
  else if (own !== null) found.ordinary.push(own);
  for (const rule of book.discountsOf(line.product)) {
    const out = whyNotInForce(rule, context.business_date);
    if (out === undefined) found.ordinary.push(productOffer(rule, line, price, terms));
    else found.refused.push(rejected('product_discount', out, { source_id: rule.id, name: rule.name }));
  }
  for (const rule of promotions.of(line, 'percentage', 'fixed_amount')) {
    const out = promotions.whyNotOn(rule, line);
    if (out === undefined) {
      promotions.reach(rule);
      found.promotions.push(promotionOffer(rule, line, price, terms));
    } else found.refused.push(rejected('promotion_discount', out, { source_id: rule.id, name: rule.name }));
  }
  found.ordinary.sort(byBenefit);
  return found;
}

function byAmountAndPriority(a: DiscountOffer, b: DiscountOffer): number {
  return b.amount.comparedTo(a.amount) || byPriority(a.promotion!, b.promotion!);
}

/** The best ordinary discount and every stackable promotion, or one exclusive promotion when that is worth as much. */
function chosen({ ordinary, promotions }: Offers, price: LinePrice): { taken: DiscountOffer[]; why: string } {
  const stackable = promotions.filter(({ promotion }) => promotion?.is_exclusive === false);
  const together = inTurn([...ordinary.slice(0, 1), ...stackable], price.gross);
  const why = 'a better discount won';
  if (price.promotion !== null) return { taken: together, why };
  const exclusive = promotions.filter(({ promotion }) => promotion?.is_exclusive === true);
  const [best] = exclusive.sort(byAmountAndPriority);
  if (best === undefined || best.amount.isZero() || best.amount.lt(totalOf(together)))
    return { taken: together, why };
  return { taken: [best], why: 'an exclusive promotion stands alone' };
}

/**
 * The automatic discounts of a line. At most one of the products' discounts and the customer's own, and beside it
 * every stackable promotion, none of them on what another left but all on the price; or an exclusive promotion alone.
 * Nothing automatic comes off a price set by hand.
 */
export function automaticDiscounts(
  line: CartLine,
  price: LinePrice,
  context: DiscountContext,
): LineDiscounts {
  const offers = offersFor(line, price, context);
  const all = [...offers.ordinary, ...offers.promotions];
  const none = (reason: string, is_alone: boolean): LineDiscounts => ({
    taken: [],
    lost: [...all.map((offer) => lostOffer(offer, reason)), ...offers.refused],
    is_alone,
  });
  if (price.price_rule === 'by_hand') return none('the price was set by hand', false);
  if (price.promotion?.is_exclusive === true) return none('an exclusive promotion stands alone', true);

  const { taken, why } = chosen(offers, price);
  const won = new Set(taken.map(({ id }) => id));
  const whyLost = ({ promotion }: DiscountOffer): string => {
    if (promotion === null || !promotion.is_exclusive || price.promotion === null) return why;
    return 'stands alone, and the price is a promotion';
  };
  const lost = all.filter(({ id }) => !won.has(id)).map((offer) => lostOffer(offer, whyLost(offer)));
  const is_alone = taken.some(({ promotion }) => promotion?.is_exclusive === true);
  return { taken, lost: [...lost, ...offers.refused], is_alone };
}
