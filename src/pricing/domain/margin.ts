import type { Decimal } from '../../common/money/decimal.js';
import type { QuotedLine } from './quote.types.js';

export interface Margin {
  /** Cost of one base unit, as the place knows it, else the catalogue. */
  unit_cost: Decimal;
  /** net_amount − cost. */
  margin_amount: Decimal;
  /** Of the net amount, two decimals; null when that is zero. */
  margin_percent: Decimal | null;
}

type Sold = Pick<QuotedLine, 'net_amount' | 'base_quantity' | 'unit_cost'>;

/** What a line leaves over its cost; undefined when the cost is not known. */
export function marginOf({ net_amount, base_quantity, unit_cost }: Sold, digits: number): Margin | undefined {
  if (unit_cost === null) return undefined;
  const margin = net_amount.minus(base_quantity.times(unit_cost)).toDecimalPlaces(digits);
  const percent = net_amount.isZero() ? null : margin.div(net_amount).times(100).toDecimalPlaces(2);
  return { unit_cost, margin_amount: margin, margin_percent: percent };
}
