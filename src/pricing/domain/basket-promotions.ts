import { apportion } from '../../common/money/apportion.js';
import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import type { DiscountSheet } from './discount-sheet.js';
import { LIMITED, discountAmount } from './discount-rule.js';
import type { MoneyTerms } from './money-terms.js';
import { BUDGET_ENDS, budgetLeft } from './promotion-budget.js';
import { byPriority, targetsOf, type PromotionBook } from './promotion-book.js';
import type { PromotionRule } from './rules.types.js';
import { applied, rejected } from './trace.js';
import type { TraceEntry } from './trace.types.js';

const ONCE = new Decimal(1);

/** A basket promotion that was given, with what each line (by position) bears of it. */
export interface GivenBasket {
  rule: PromotionRule;
  amount: Decimal;
  shares: Map<number, Decimal>;
}

export interface Baskets {
  given: GivenBasket[];
  trace: TraceEntry[];
}

interface Offer {
  rule: PromotionRule;
  /** Positions of the lines it counts and comes off. */
  lines: number[];
  amount: Decimal;
  reason?: string;
}

interface Lines {
  sheets: readonly DiscountSheet[];
  /** What their own discounts left of them. */
  lefts: readonly Decimal[];
}

function isInScope(rule: PromotionRule, { line }: DiscountSheet): boolean {
  if (!rule.has_buy_targets && !rule.has_get_targets) return true;
  const own = new Set(targetsOf(line));
  return [...rule.buy_targets, ...rule.get_targets].some((id) => own.has(id));
}

function linesOf(rule: PromotionRule, sheets: readonly DiscountSheet[], promotions: PromotionBook): number[] {
  return sheets.flatMap((sheet, at) => {
    if (sheet.is_alone || !isInScope(rule, sheet)) return [];
    if (promotions.whyNotOn(rule, sheet.line) !== undefined) return [];
    return rule.is_exclusive && sheet.hasAnything ? [] : [at];
  });
}

function offerOf(
  rule: PromotionRule,
  cart: Lines,
  promotions: PromotionBook,
  terms: MoneyTerms,
): Offer | string {
  const { sheets, lefts } = cart;
  const out = promotions.whyNot(rule);
  if (out !== undefined) return out;
  const lines = linesOf(rule, sheets, promotions);
  const total = sum(lines.map((at) => lefts[at]!));
  const least = rule.min_basket_amount ?? ZERO;
  if (lines.length === 0) return 'nothing in the cart is for it';
  if (total.lt(least)) return `needs a basket of ${least.toFixed(terms.digits)}`;
  promotions.reach(rule);
  const terms_ = { type: rule.value_type ?? 'fixed_amount', value: rule.value ?? ZERO };
  const { amount, is_limited } = discountAmount(terms_, total, ONCE, terms);
  const left = budgetLeft(rule, terms);
  if (left !== undefined && amount.gt(left)) return { rule, lines, amount: left, reason: BUDGET_ENDS };
  return { rule, lines, amount, ...(is_limited ? { reason: LIMITED } : {}) };
}

/** Each in turn comes off what the ones before it left, a line never below nothing. */
function deal(offers: readonly Offer[], { lefts }: Lines, terms: MoneyTerms): GivenBasket[] {
  const left = [...lefts];
  return offers.map(({ rule, lines, amount }) => {
    const weights = lines.map((at) => left[at]!);
    const given = Decimal.min(amount, sum(weights));
    const parts = apportion(given, weights, terms.digits);
    const shares = new Map(lines.map((at, position) => [at, parts[position]!]));
    for (const [at, share] of shares) left[at] = left[at]!.minus(share);
    return { rule, amount: given, shares };
  });
}

function byWorth(a: Offer, b: Offer): number {
  return b.amount.comparedTo(a.amount) || byPriority(a.rule, b.rule);
}

function entryOf({ rule, amount }: GivenBasket, reason: string | undefined): TraceEntry {
  const details = { source_id: rule.id, name: rule.name };
  if (amount.isZero()) return rejected('basket_discount', 'takes nothing off', details);
  return applied('basket_discount', amount, { ...details, ...(reason === undefined ? {} : { reason }) });
}

/** Every stackable one, or the best exclusive one where that is worth as much. */
function chosen(
  offers: readonly Offer[],
  cart: Lines,
  terms: MoneyTerms,
): { given: GivenBasket[]; why: string } {
  const stackable = offers.filter(({ rule }) => !rule.is_exclusive);
  const together = deal(stackable, cart, terms);
  const [alone] = offers.filter(({ rule }) => rule.is_exclusive).sort(byWorth);
  const least = sum(together.map(({ amount }) => amount));
  if (alone === undefined || alone.amount.isZero() || alone.amount.lt(least))
    return { given: together, why: 'other promotions come to more' };
  return { given: deal([alone], cart, terms), why: 'an exclusive promotion stands alone' };
}

/**
 * What promotions take off the cart as a whole: every stackable one whose basket is full, or one exclusive promotion
 * when that is worth as much. Lines that an exclusive promotion has to itself neither count nor bear.
 */
export function basketPromotions(
  sheets: readonly DiscountSheet[],
  promotions: PromotionBook,
  terms: MoneyTerms,
): Baskets {
  const cart = { sheets, lefts: sheets.map(({ left }) => left) };
  const offers: Offer[] = [];
  const trace: TraceEntry[] = [];
  for (const rule of promotions.ofKind('basket')) {
    const offer = offerOf(rule, cart, promotions, terms);
    if (typeof offer !== 'string') offers.push(offer);
    else trace.push(rejected('basket_discount', offer, { source_id: rule.id, name: rule.name }));
  }
  const { given, why } = chosen(offers, cart, terms);
  const lost = offers.filter(({ rule }) => !given.some((each) => each.rule.id === rule.id));
  const reasonOf = (id: string): string | undefined => offers.find(({ rule }) => rule.id === id)?.reason;
  return {
    given: given.filter(({ amount }) => amount.gt(ZERO)),
    trace: [
      ...given.map((each) => entryOf(each, reasonOf(each.rule.id))),
      ...lost.map(({ rule, amount }) =>
        rejected('basket_discount', why, { source_id: rule.id, name: rule.name, amount }),
      ),
      ...trace,
    ],
  };
}
