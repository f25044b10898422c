import { Decimal as Base } from 'decimal.js';

/** Decimal arithmetic for money, quantities and costs: 40 significant digits, never exponent notation in text. */
export const Decimal = Base.clone({
  precision: 40,
  rounding: Base.ROUND_HALF_UP,
  toExpNeg: -40,
  toExpPos: 40,
});
export type Decimal = Base;
export type DecimalRounding = Base.Rounding;

export const ZERO = new Decimal(0);

export function sum(values: Iterable<Decimal>): Decimal {
  let total = ZERO;
  for (const value of values) total = total.plus(value);
  return total;
}

/** A number of a request as a Decimal; null (clears) and undefined (not sent) stay what they are. */
export function optionalDecimal<T extends null | undefined>(value: number | T): Decimal | T {
  return typeof value === 'number' ? new Decimal(value) : value;
}
