import { Decimal, ZERO } from '../../common/money/decimal.js';

export interface CostPart {
  quantity: Decimal;
  unit_cost: Decimal;
}

const COST_STEP = new Decimal('0.0001');

/**
 * A total cost as units of at most two costs that lie 0.0001 apart, and whose quantity × cost sums to the total exactly:
 * as many thousandths of a unit as are left over cost one step more. Of whole units only whole ones do. `quantity` has at
 * most 3 decimals, `total` 4. The larger part comes last, so it is the cost that is remembered.
 */
export function splitCost(quantity: Decimal, total: Decimal): CostPart[] {
  const unit_cost = total.div(quantity).toDecimalPlaces(4, Decimal.ROUND_FLOOR);
  const dearer = total.minus(quantity.times(unit_cost)).div(COST_STEP);
  const parts = [
    { quantity: dearer, unit_cost: unit_cost.plus(COST_STEP) },
    { quantity: quantity.minus(dearer), unit_cost },
  ].filter((part) => part.quantity.greaterThan(ZERO));
  return parts.sort((a, b) => a.quantity.comparedTo(b.quantity));
}
