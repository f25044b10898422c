import { ZERO, type Decimal } from '../../common/money/decimal.js';
import type { CartLine } from './cart.types.js';
import { MAX_AMOUNT } from './money-terms.js';
import { lostEntry } from './price-candidate.js';
import { weighPrices, type PriceContext } from './price-weighing.js';
import type { CartProblems } from './quote-refused.js';
import type { PriceRule } from './quote.types.js';
import type { PromotionRule } from './rules.types.js';
import { applied, rejected } from './trace.js';
import type { TraceEntry } from './trace.types.js';

export interface LinePrice {
  base_price: Decimal;
  unit_price: Decimal;
  /** quantity × unit_price in the currency's digits. */
  gross: Decimal;
  price_rule: PriceRule;
  /** The promotion whose price it is. */
  promotion: PromotionRule | null;
  trace: TraceEntry[];
}

type UnitPrice = Omit<LinePrice, 'gross'>;

function isWithoutPrice({ trace }: UnitPrice): boolean {
  return !trace.some(({ outcome }) => outcome === 'applied');
}

/** What the price would be if nobody said anything: the scanned code's, else the winning rule's. */
function ourPrice(line: CartLine, context: PriceContext): UnitPrice {
  const { base, won, lost } = weighPrices(line, context);
  const code = line.code_price ?? undefined;
  if (code !== undefined) {
    const reason = 'the scanned code carries its own price';
    const weighed = won === null ? lost : [lostEntry(won, reason), ...lost];
    const trace = [applied('code_price', code, { reason }), ...weighed];
    return { base_price: code, unit_price: code, price_rule: 'code', promotion: null, trace };
  }
  if (won === null)
    return { base_price: ZERO, unit_price: ZERO, price_rule: 'base', promotion: null, trace: lost };
  return {
    base_price: (base ?? won).price,
    unit_price: won.price,
    price_rule: won.price_rule,
    promotion: won.promotion,
    trace: [applied(won.rule, won.price, won.details), ...lost],
  };
}

/**
 * The price by hand, where it is one: our price says nothing, and neither does a base price that a rule undercut, for
 * tills send the price on the shelf with every line.
 */
function byHand(line: CartLine, ours: UnitPrice): UnitPrice {
  const said = line.override_unit_price;
  if (said === undefined) return ours;
  const isMissing = isWithoutPrice(ours);
  const isBase = said.eq(ours.base_price) && ours.unit_price.lte(said);
  if (!isMissing && (said.eq(ours.unit_price) || isBase)) {
    const entry = rejected('override_price', 'same as the price of the house', { amount: said });
    return { ...ours, trace: [...ours.trace, entry] };
  }
  const base_price = isMissing ? said : ours.base_price;
  const trace = [...ours.trace, applied('override_price', said)];
  return { base_price, unit_price: said, price_rule: 'by_hand', promotion: null, trace };
}

/** Which price one sold unit of the line costs, and what its quantity comes to before any discount. */
export function priceLine(line: CartLine, context: PriceContext): LinePrice {
  const price = byHand(line, ourPrice(line, context));
  return { ...price, gross: context.terms.round(line.quantity.times(price.unit_price)) };
}

/** Names what is wrong with the price of a line. */
export function checkPrice(line: CartLine, index: number, price: LinePrice, problems: CartProblems): void {
  const refuse = (field: string, code: string, message: string): void =>
    problems.addToLine(index, field, code, message);
  if (isWithoutPrice(price)) refuse('unit_price', 'PRICE_MISSING', 'There is no price for it; say one.');
  if (!line.quantity.gt(0)) refuse('quantity', 'NOT_POSITIVE', 'A quantity must be above zero.');
  if (price.unit_price.lt(0)) refuse('unit_price', 'NEGATIVE_AMOUNT', 'A price cannot be negative.');
  if (price.gross.gt(MAX_AMOUNT))
    refuse('quantity', 'AMOUNT_TOO_LARGE', `The line comes to more than ${MAX_AMOUNT.toFixed()}.`);
}
