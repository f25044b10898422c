import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import { LIMITED, discountAmount, whyNotInForce } from './discount-rule.js';
import { NO_DISCOUNT, orByHand, type Discount } from './hand-discount.js';
import { MAX_AMOUNT, type MoneyTerms } from './money-terms.js';
import type { CartProblems } from './quote-refused.js';
import type { CartInput, DiscountRule } from './quote.types.js';
import { applied, rejected } from './trace.js';

const ONCE = new Decimal(1);

function ofRule(rule: DiscountRule, total: Decimal, terms: MoneyTerms): Discount {
  const { amount, is_limited } = discountAmount(rule, total, ONCE, terms);
  const details = { source_id: rule.id, name: rule.name };
  const entry = amount.isZero()
    ? rejected('cart_discount', 'takes nothing off', details)
    : applied('cart_discount', amount, { ...details, ...(is_limited ? { reason: LIMITED } : {}) });
  return { amount, discount_id: rule.id, trace: [entry] };
}

/** The discount chosen by id. One that names products works on those lines by itself and takes nothing here. */
function chosen(input: CartInput, total: Decimal, terms: MoneyTerms, problems: CartProblems): Discount {
  if (input.discount_id === undefined) return NO_DISCOUNT;
  const refuse = (code: string, message: string): Discount => {
    problems.add('discount_id', code, message);
    return NO_DISCOUNT;
  };
  const rule = input.discounts.find(({ id }) => id === input.discount_id);
  if (rule === undefined) return refuse('DISCOUNT_NOT_FOUND', `No discount ${input.discount_id}.`);
  const out = whyNotInForce(rule, input.business_date);
  if (out !== undefined)
    return refuse(
      'DISCOUNT_INACTIVE',
      `The discount ${rule.name} does not work on ${input.business_date}: ${out}.`,
    );
  if (!rule.is_for_products) return ofRule(rule, total, terms);
  if (rule.product_ids.length === 0)
    return refuse('DISCOUNT_NOT_APPLICABLE', `The discount ${rule.name} is for other products.`);
  const reason = 'works by itself on the products it names';
  const entry = rejected('cart_discount', reason, { source_id: rule.id, name: rule.name });
  return { amount: ZERO, discount_id: rule.id, trace: [entry] };
}

/** The discount on the cart as a whole, never more than what the lines come to. */
export function cartDiscount(
  input: CartInput,
  lineAmounts: readonly Decimal[],
  terms: MoneyTerms,
  problems: CartProblems,
): Discount & { is_by_hand: boolean } {
  const from = sum(lineAmounts);
  if (from.gt(MAX_AMOUNT))
    problems.add('items', 'AMOUNT_TOO_LARGE', `The cart comes to more than ${MAX_AMOUNT.toFixed()}.`);
  const refuse = (code: string, message: string): void => problems.add('discount_amount', code, message);
  const said = { amount: input.discount_amount, from, exceeds: 'DISCOUNT_EXCEEDS_TOTAL' as const, refuse };
  return orByHand(chosen(input, from, terms, problems), said, terms);
}
