import { apportion } from '../../common/money/apportion.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { LineTax } from '../../pricing/index.js';

/**
 * Splits the tax that a return gives back over the taxes its line bore: by what of each is still here, so that none is
 * ever below zero or above what was charged, and returns in any split give each back exactly. `before` says what came
 * back of each, in their order.
 */
export function taxShares(
  taxes: readonly LineTax[],
  before: readonly Decimal[],
  tax_amount: Decimal,
  digits: number,
): LineTax[] {
  const left = taxes.map((tax, index) =>
    before[index] === undefined ? tax.amount : tax.amount.minus(before[index]),
  );
  const parts = apportion(tax_amount, left, digits);
  return taxes.map((tax, index) => ({ ...tax, amount: parts[index]! }));
}
