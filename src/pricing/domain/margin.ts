import type { Decimal } from '../../common/money/decimal.js';
import type { QuotedLine } from './quote.types.js';

export interface Margin {
  /** Cost of one unit, as the catalog knows it. */
  unit_cost: Decimal;
  /** net_amount − cost. */
  margin_amount: Decimal;
  /** Of the net amount, two decimals; null when that is zero. */
  margin_percent: Decimal | null;
}

/** What a line leaves over its cost; undefined when the cost is not known. */
export function marginOf(line: QuotedLine, unit_cost: Decimal | null, digits: number): Margin | undefined {
  if (unit_cost === null) return undefined;
  const margin = line.net_amount.minus(line.quantity.times(unit_cost)).toDecimalPlaces(digits);
  const percent = line.net_amount.isZero() ? null : margin.div(line.net_amount).times(100).toDecimalPlaces(2);
  return { unit_cost, margin_amount: margin, margin_percent: percent };
}
