import { apportion, roundParts } from '../../common/money/apportion.js';
import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import { dealUnits, type OfferedUnits, type UnitShare } from './buy-x-get-y.js';
import { BY_HAND, type DiscountSheet } from './discount-sheet.js';
import type { MoneyTerms } from './money-terms.js';
import { budgetLeft } from './promotion-budget.js';
import { targetsOf, type PromotionBook } from './promotion-book.js';
import type { PromotionRule } from './rules.types.js';
import { baseQuantity } from './sold-unit.js';
import { totalOf } from './taken-discount.js';
import { rejected } from './trace.js';

const ALONE = 'an exclusive promotion stands alone';
const HUNDRED = new Decimal(100);

interface Scope {
  buys: boolean;
  gets: boolean;
}

/** Which side of a promotion a line is on. Without targets to get, it gets what it buys. */
function scopeOf(rule: PromotionRule, { line }: DiscountSheet): Scope {
  const own = new Set(targetsOf(line));
  const names = (targets: readonly string[]): boolean => targets.some((id) => own.has(id));
  const buys = !rule.has_buy_targets || names(rule.buy_targets);
  return { buys, gets: rule.has_get_targets ? names(rule.get_targets) : buys };
}

function whyNotHere(
  rule: PromotionRule,
  sheet: DiscountSheet,
  promotions: PromotionBook,
): string | undefined {
  const out = promotions.whyNotOn(rule, sheet.line);
  if (out !== undefined) return out;
  if (sheet.price.price_rule === 'by_hand') return 'the price was set by hand';
  if (sheet.is_by_hand) return BY_HAND;
  if (sheet.is_alone) return ALONE;
  if (!rule.is_exclusive) return undefined;
  if (sheet.price.promotion !== null) return 'stands alone, and the price is a promotion';
  return sheet.dealt.gt(ZERO) ? 'stands alone, and another promotion took of it' : undefined;
}

interface Part extends Scope {
  sheet: DiscountSheet;
}

function offeredBy({ sheet, buys, gets }: Part, isExclusive: boolean): OfferedUnits {
  const worth = isExclusive ? sheet.price.gross : sheet.left;
  return { available: sheet.undealt, value: worth.div(baseQuantity(sheet.line)), buys, gets };
}

interface Dealt {
  part: Part;
  share: UnitShare;
  amount: Decimal;
}

function dealtOut(rule: PromotionRule, parts: readonly Part[], terms: MoneyTerms): Dealt[] | undefined {
  const units = parts.map((part) => offeredBy(part, rule.is_exclusive));
  const deal = dealUnits(units, rule.buy_quantity ?? ZERO, rule.get_quantity ?? ZERO);
  if (deal === undefined) return undefined;
  const percent = rule.get_percent ?? HUNDRED;
  const exact = deal.shares.map(({ got }, at) => got.times(units[at]!.value).times(percent).div(100));
  const total = terms.round(sum(exact).toDecimalPlaces(24));
  const left = budgetLeft(rule, terms);
  const amounts =
    left !== undefined && total.gt(left)
      ? apportion(left, exact, terms.digits)
      : roundParts(exact, total, terms.digits);
  const dealt = parts.map((part, at) => ({ part, share: deal.shares[at]!, amount: amounts[at]! }));
  return dealt.filter(({ share }) => share.bought.plus(share.got).gt(ZERO));
}

function refuse(rule: PromotionRule, sheets: readonly DiscountSheet[], reason: string): void {
  for (const sheet of sheets)
    sheet.lost.push(rejected('buy_x_get_y', reason, { source_id: rule.id, name: rule.name }));
}

function take(rule: PromotionRule, dealt: readonly Dealt[]): void {
  for (const { part, share, amount } of dealt) {
    const { sheet } = part;
    if (rule.is_exclusive) sheet.clear(ALONE);
    const reason = `${share.bought.toFixed()} bought, ${share.got.toFixed()} got`;
    const details = { name: rule.name, is_share: true, reason };
    sheet.take({ rule: 'buy_x_get_y', id: rule.id, amount, promotion: rule, details });
    sheet.dealt = sheet.dealt.plus(share.bought).plus(share.got);
    if (rule.is_exclusive) sheet.is_alone = true;
  }
}

function apply(rule: PromotionRule, sheets: readonly DiscountSheet[], context: MultiBuyContext): void {
  const { promotions, terms } = context;
  const parts: Part[] = [];
  for (const sheet of sheets) {
    const scope = scopeOf(rule, sheet);
    if (!scope.buys && !scope.gets) continue;
    const out = whyNotHere(rule, sheet, promotions);
    if (out === undefined) parts.push({ ...scope, sheet });
    else refuse(rule, [sheet], out);
  }
  const dealt = dealtOut(rule, parts, terms);
  const within = parts.map(({ sheet }) => sheet);
  if (dealt === undefined) {
    const [buy, get] = [rule.buy_quantity ?? ZERO, rule.get_quantity ?? ZERO];
    refuse(rule, within, `needs ${buy.toFixed()} bought and ${get.toFixed()} more`);
    return;
  }
  promotions.reach(rule);
  const gain = sum(dealt.map(({ amount }) => amount));
  const displaced = rule.is_exclusive ? sum(dealt.map(({ part }) => totalOf(part.sheet.taken))) : ZERO;
  if (gain.isZero()) refuse(rule, within, 'takes nothing off');
  else if (gain.lt(displaced)) refuse(rule, within, 'the other discounts come to more');
  else take(rule, dealt);
}

export interface MultiBuyContext {
  promotions: PromotionBook;
  terms: MoneyTerms;
}

/**
 * Promotions of the kind "buy 2, get 1", by priority, each over all lines in its scope and as often as their units
 * suffice. A unit takes part in one of them only. They come off what the other discounts left; an exclusive one
 * displaces those of the lines it touches, when it is worth as much.
 */
export function dealMultiBuys(sheets: readonly DiscountSheet[], context: MultiBuyContext): void {
  for (const rule of context.promotions.ofKind('buy_x_get_y')) apply(rule, sheets, context);
}
