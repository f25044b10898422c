import { ZERO, type Decimal } from '../../common/money/decimal.js';
import { LIMITED, discountAmount, whyNotInForce } from './discount-rule.js';
import type { Discount } from './hand-discount.js';
import type { LinePrice } from './line-price.js';
import type { MoneyTerms } from './money-terms.js';
import type { CartLine, DiscountRule, PricingCustomer, TraceEntry } from './quote.types.js';
import type { RuleBook } from './rule-book.js';
import { applied, rejected } from './trace.js';

export interface DiscountContext {
  rules: RuleBook;
  customer: PricingCustomer | null;
  business_date: string;
}

interface Candidate {
  rule: 'product_discount' | 'customer_discount';
  source_id: string;
  name?: string;
  amount: Decimal;
  note?: string;
}

/** Best first; equal amounts: the product's before the customer's, then the smaller id. */
function byBenefit(a: Candidate, b: Candidate): number {
  if (!a.amount.eq(b.amount)) return b.amount.comparedTo(a.amount);
  if (a.rule !== b.rule) return a.rule === 'product_discount' ? -1 : 1;
  return a.source_id < b.source_id ? -1 : 1;
}

function productCandidate(rule: DiscountRule, line: CartLine, gross: Decimal, terms: MoneyTerms): Candidate {
  const { amount, is_limited } = discountAmount(rule, gross, line.quantity, terms);
  const note = is_limited ? LIMITED : undefined;
  return { rule: 'product_discount', source_id: rule.id, name: rule.name, amount, note };
}

function customerCandidates(
  customer: PricingCustomer | null,
  gross: Decimal,
  terms: MoneyTerms,
): Candidate[] {
  const percent = customer?.discount_percent ?? null;
  if (customer === null || percent === null || percent.isZero()) return [];
  const amount = terms.round(gross.times(percent).div(100));
  return [{ rule: 'customer_discount', source_id: customer.id, amount, note: `${percent.toFixed()} %` }];
}

function entryOf({ rule, source_id, name, amount, note }: Candidate, lost?: string): TraceEntry {
  const details = { source_id, ...(name === undefined ? {} : { name }) };
  if (lost !== undefined) return rejected(rule, lost, { ...details, amount });
  return applied(rule, amount, { ...details, ...(note === undefined ? {} : { reason: note }) });
}

/**
 * The automatic discount of a line: at most one rule, the best for the customer among the product's discounts and
 * the customer's own. A price set by hand is final: nothing automatic comes off it.
 */
export function automaticDiscount(
  line: CartLine,
  price: LinePrice,
  context: DiscountContext,
  terms: MoneyTerms,
): Discount {
  const refused: TraceEntry[] = [];
  const candidates = customerCandidates(context.customer, price.gross, terms);
  for (const rule of context.rules.of(line.product)) {
    const out = whyNotInForce(rule, context.business_date);
    if (out === undefined) candidates.push(productCandidate(rule, line, price.gross, terms));
    else refused.push(rejected('product_discount', out, { source_id: rule.id, name: rule.name }));
  }
  candidates.sort(byBenefit);

  const best = price.is_set_by_hand ? undefined : candidates.find(({ amount }) => amount.gt(ZERO));
  const lost = price.is_set_by_hand ? 'the price was set by hand' : 'a better discount won';
  const weighed = candidates.map((each) => {
    if (each === best) return entryOf(each);
    return entryOf(each, each.amount.isZero() ? 'takes nothing off' : lost);
  });
  return {
    amount: best?.amount ?? ZERO,
    discount_id: best?.rule === 'product_discount' ? best.source_id : null,
    trace: [...weighed, ...refused],
  };
}
