import type { Decimal } from '../../common/money/decimal.js';
import { MAX_AMOUNT, type MoneyTerms } from './money-terms.js';
import type { CartLine, TraceEntry } from './quote.types.js';
import type { CartProblems } from './quote-refused.js';
import { applied, rejected } from './trace.js';

export interface LinePrice {
  base_price: Decimal;
  unit_price: Decimal;
  /** quantity × unit_price in the currency's digits. */
  gross: Decimal;
  is_set_by_hand: boolean;
  trace: TraceEntry[];
}

function basePrice(line: CartLine): { base_price: Decimal; trace: TraceEntry[] } {
  const { price } = line.product;
  const code = line.code_price ?? undefined;
  if (code === undefined) return { base_price: price, trace: [applied('base_price', price)] };
  const reason = 'the scanned code carries its own price';
  return {
    base_price: code,
    trace: [applied('base_price', code, { reason }), rejected('base_price', reason, { amount: price })],
  };
}

/** Which price one unit of the line costs, and what its quantity comes to before any discount. */
export function priceLine(
  line: CartLine,
  index: number,
  terms: MoneyTerms,
  problems: CartProblems,
): LinePrice {
  const { base_price, trace } = basePrice(line);
  const said = line.override_unit_price;
  const isSetByHand = said !== undefined && !said.eq(base_price);
  const unit_price = isSetByHand ? said : base_price;
  if (isSetByHand) trace.push(applied('override_price', said));
  else if (said !== undefined)
    trace.push(rejected('override_price', 'same as the base price', { amount: said }));

  if (!line.quantity.gt(0))
    problems.addToLine(index, 'quantity', 'NOT_POSITIVE', 'A quantity must be above zero.');
  if (unit_price.lt(0))
    problems.addToLine(index, 'unit_price', 'NEGATIVE_AMOUNT', 'A price cannot be negative.');
  const gross = terms.round(line.quantity.times(unit_price));
  if (gross.gt(MAX_AMOUNT)) {
    problems.addToLine(
      index,
      'quantity',
      'AMOUNT_TOO_LARGE',
      `The line comes to more than ${MAX_AMOUNT.toFixed()}.`,
    );
  }
  return { base_price, unit_price, gross, is_set_by_hand: isSetByHand, trace };
}
