import type { Decimal } from '../../common/money/decimal.js';
import { InvalidField } from '../../common/errors/domain-error.js';

/** Throws FRACTIONAL_QUANTITY (422) when a quantity has more decimals than the product's unit: half a piece, say. */
export function assertFitsUnit(field: string, quantity: Decimal, unit_decimals: number): void {
  if (quantity.decimalPlaces() <= unit_decimals) return;
  const allowed =
    unit_decimals === 0 ? 'a whole number: it is counted in pieces' : `at most ${unit_decimals} decimals`;
  throw new InvalidField(field, 'FRACTIONAL_QUANTITY', `${field} must be ${allowed}.`);
}
