import fc from 'fast-check';
import { Decimal } from '../../../src/common/money/decimal.js';

export const IDS = ['a', 'b', 'c', 'd', 'e'];
export const CATEGORIES = ['food', 'bread'];
export const BRANDS = ['acme', 'zenith'];
export const TEMPLATE = 'template';

/** Everything that a rule can name. */
export const TARGETS = [...IDS, ...CATEGORIES, ...BRANDS, TEMPLATE];

export function decimal(max: number, decimals: number, min = 0): fc.Arbitrary<Decimal> {
  const scale = 10 ** decimals;
  return fc
    .integer({ min: Math.ceil(min * scale), max: max * scale })
    .map((units) => new Decimal(units).div(scale));
}

/** Every other time. */
export function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.option(value, { freq: 2 });
}

/** Once in eight times. */
export function rarely<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
}
