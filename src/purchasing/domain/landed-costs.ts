import { apportion } from '../../common/money/apportion.js';
import { type Decimal, sum } from '../../common/money/decimal.js';

/** What the shares of a landed cost are measured by. */
export const ALLOCATIONS = ['quantity', 'value', 'weight'] as const;
export type Allocation = (typeof ALLOCATIONS)[number];

/** A line of a delivery, as far as it was accepted. */
export interface LandedLine {
  line_id: string;
  /** In base units. */
  base_quantity: Decimal;
  net_amount: Decimal;
  weight_kg: Decimal;
}

export interface CostToAllocate {
  amount: Decimal;
  allocation: Allocation;
}

const MEASURE: Readonly<Record<Allocation, (line: LandedLine) => Decimal>> = {
  quantity: (line) => line.base_quantity,
  value: (line) => line.net_amount,
  weight: (line) => line.weight_kg,
};

/** False when nothing is there to measure the shares by: no line with a weight, or nothing that cost anything. */
export function canAllocate(allocation: Allocation, lines: readonly LandedLine[]): boolean {
  return sum(lines.map(MEASURE[allocation])).gt(0);
}

/** The share of each line in whole cents, by the largest remainder: they sum to the amount. */
export function allocate(
  { amount, allocation }: CostToAllocate,
  lines: readonly LandedLine[],
  digits: number,
): Decimal[] {
  return apportion(amount, lines.map(MEASURE[allocation]), digits);
}
