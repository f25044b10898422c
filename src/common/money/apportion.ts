import { Decimal, ZERO, sum } from './decimal.js';

/**
 * Rounds the exact parts of a total so that they have `digits` decimals and sum to `total`, which must be the sum
 * of the parts rounded up or down to the unit. Largest-remainder method (Hamilton): every part is rounded towards
 * zero, then the units left over go to the largest remainders, ties to the earlier part. So each part ends less
 * than one unit from its exact value.
 */
export function roundParts(exact: readonly Decimal[], total: Decimal, digits: number): Decimal[] {
  const unit = new Decimal(10).pow(-digits).times(total.isNegative() ? -1 : 1);
  const parts = exact.map((part) => part.toDecimalPlaces(digits, Decimal.ROUND_DOWN));
  const missing = total.minus(sum(parts)).div(unit).toNumber();

  const byRemainder = exact
    .map((part, index) => ({ index, remainder: part.minus(parts[index]!).abs() }))
    .sort((a, b) => b.remainder.comparedTo(a.remainder) || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) parts[index] = parts[index]!.plus(unit);
  return parts;
}

/**
 * Splits `total` over `weights` so that the parts have `digits` decimals and sum to `total` exactly, by the largest
 * remainder (see `roundParts`). `total` must itself have at most `digits` decimals and the weights must not be
 * negative. When every weight is zero, the first part takes the whole.
 */
export function apportion(total: Decimal, weights: readonly Decimal[], digits: number): Decimal[] {
  if (weights.length === 0) return [];
  const weight = sum(weights);
  if (weight.isZero()) return weights.map((_, index) => (index === 0 ? total : ZERO));
  return roundParts(
    weights.map((each) => total.times(each).div(weight)),
    total,
    digits,
  );
}
