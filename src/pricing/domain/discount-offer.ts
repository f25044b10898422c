import { Decimal, ZERO } from '../../common/money/decimal.js';
import type { CartLine, PricingCustomer } from './cart.types.js';
import { LIMITED, discountAmount } from './discount-rule.js';
import type { LinePrice } from './line-price.js';
import type { MoneyTerms } from './money-terms.js';
import type { DiscountRule, PromotionRule } from './rules.types.js';
import { baseQuantity } from './sold-unit.js';
import { displacedEntry, type TakenDiscount } from './taken-discount.js';
import type { TraceDetails } from './trace.js';
import type { TraceEntry } from './trace.types.js';

/** What a rule would take off a line by itself. */
export type DiscountOffer = TakenDiscount & { id: string };

interface Terms {
  type: DiscountRule['type'];
  value: Decimal;
}

function offered(line: CartLine, gross: Decimal, rule: Terms, terms: MoneyTerms): [Decimal, TraceDetails] {
  const { amount, is_limited } = discountAmount(rule, gross, baseQuantity(line), terms);
  const how = rule.type === 'percentage' ? 'percent' : 'per_unit';
  return [amount, { [how]: rule.value.toFixed(), ...(is_limited ? { reason: LIMITED } : {}) }];
}

export function productOffer(
  rule: DiscountRule,
  line: CartLine,
  { gross }: LinePrice,
  terms: MoneyTerms,
): DiscountOffer {
  const [amount, details] = offered(line, gross, rule, terms);
  const named = { name: rule.name, ...details };
  return { rule: 'product_discount', id: rule.id, amount, promotion: null, details: named };
}

export function promotionOffer(
  rule: PromotionRule,
  line: CartLine,
  { gross }: LinePrice,
  terms: MoneyTerms,
): DiscountOffer {
  const type = rule.kind === 'percentage' ? 'percentage' : 'fixed_amount';
  const [amount, details] = offered(line, gross, { type, value: rule.value ?? ZERO }, terms);
  const named = { name: rule.name, ...details };
  return { rule: 'promotion_discount', id: rule.id, amount, promotion: rule, details: named };
}

/** The customer's own percent; none where they have none. */
export function customerOffer(
  customer: PricingCustomer | null,
  { gross }: LinePrice,
  terms: MoneyTerms,
): DiscountOffer | null {
  const percent = customer?.discount_percent ?? null;
  if (customer === null || percent === null || percent.isZero()) return null;
  const amount = terms.round(gross.times(percent).div(100));
  const details = { percent: percent.toFixed(), reason: `${percent.toFixed()} %` };
  return { rule: 'customer_discount', id: customer.id, amount, promotion: null, details };
}

export function lostOffer(offer: DiscountOffer, reason: string): TraceEntry {
  return displacedEntry(offer, offer.amount.isZero() ? 'takes nothing off' : reason);
}

/** Best first; equal amounts: the product's before the customer's, then the smaller id. */
export function byBenefit(a: DiscountOffer, b: DiscountOffer): number {
  if (!a.amount.eq(b.amount)) return b.amount.comparedTo(a.amount);
  if (a.rule !== b.rule) return a.rule === 'product_discount' ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** What is left for it: an amount of its own, that no percent of the price tells any more. */
function limited(offer: DiscountOffer, amount: Decimal): DiscountOffer {
  const { name } = offer.details;
  return { ...offer, amount, details: { ...(name === undefined ? {} : { name }), reason: LIMITED } };
}

/** One after the other, until nothing is left of the line. */
export function inTurn(offers: readonly DiscountOffer[], gross: Decimal): DiscountOffer[] {
  let left = gross;
  const taken: DiscountOffer[] = [];
  for (const offer of offers) {
    const amount = Decimal.min(offer.amount, left);
    left = left.minus(amount);
    if (amount.gt(ZERO)) taken.push(amount.lt(offer.amount) ? limited(offer, amount) : offer);
  }
  return taken;
}
