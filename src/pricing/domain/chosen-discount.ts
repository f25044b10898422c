import { Decimal, ZERO } from '../../common/money/decimal.js';
import type { CartInput } from './cart.types.js';
import { LIMITED, discountAmount, whyNotInForce } from './discount-rule.js';
import type { MoneyTerms } from './money-terms.js';
import type { CartProblems } from './quote-refused.js';
import type { RuleBook } from './rule-book.js';
import type { DiscountRule } from './rules.types.js';
import { applied, rejected } from './trace.js';
import type { TraceEntry } from './trace.types.js';

const ONCE = new Decimal(1);

export interface CartContext {
  book: RuleBook;
  terms: MoneyTerms;
  problems: CartProblems;
}

/** The discount that was chosen for the cart. */
export interface ChosenDiscount {
  amount: Decimal;
  discount_id: string | null;
  trace: TraceEntry[];
}

const NONE: ChosenDiscount = { amount: ZERO, discount_id: null, trace: [] };

function ofRule(rule: DiscountRule, total: Decimal, terms: MoneyTerms): ChosenDiscount {
  const { amount, is_limited } = discountAmount(rule, total, ONCE, terms);
  const details = { source_id: rule.id, name: rule.name };
  const entry = amount.isZero()
    ? rejected('cart_discount', 'takes nothing off', details)
    : applied('cart_discount', amount, { ...details, ...(is_limited ? { reason: LIMITED } : {}) });
  return { amount, discount_id: rule.id, trace: [entry] };
}

/** Finds it by id. One that names products works on those lines by itself and takes nothing here. */
export function chosenDiscount(
  { discount_id, business_date }: CartInput,
  total: Decimal,
  { book, terms, problems }: CartContext,
): ChosenDiscount {
  if (discount_id === undefined) return NONE;
  const refuse = (code: string, message: string): ChosenDiscount => {
    problems.add('discount_id', code, message);
    return NONE;
  };
  const rule = book.discount(discount_id);
  if (rule === undefined) return refuse('DISCOUNT_NOT_FOUND', `No discount ${discount_id}.`);
  const out = whyNotInForce(rule, business_date);
  if (out !== undefined) {
    const message = `The discount ${rule.name} does not work on ${business_date}: ${out}.`;
    return refuse('DISCOUNT_INACTIVE', message);
  }
  if (!rule.is_for_products) return ofRule(rule, total, terms);
  if (rule.product_ids.length === 0)
    return refuse('DISCOUNT_NOT_APPLICABLE', `The discount ${rule.name} is for other products.`);
  const reason = 'works by itself on the products it names';
  const entry = rejected('cart_discount', reason, { source_id: rule.id, name: rule.name });
  return { amount: ZERO, discount_id: rule.id, trace: [entry] };
}
