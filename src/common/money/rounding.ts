import { Decimal, ZERO, type DecimalRounding } from './decimal.js';

/** How a half, or any remainder, is rounded. `half_up` rounds away from zero, so refunds mirror sales. */
export const ROUNDING_MODES = ['half_up', 'half_even', 'up', 'down', 'ceiling', 'floor'] as const;
export type RoundingMode = (typeof ROUNDING_MODES)[number];

/** Where tax is rounded: on each line, once per tax rate, or once per document. */
export const ROUNDING_LEVELS = ['line', 'rate', 'document'] as const;
export type RoundingLevel = (typeof ROUNDING_LEVELS)[number];

const MODES: Record<RoundingMode, DecimalRounding> = {
  half_up: Decimal.ROUND_HALF_UP,
  half_even: Decimal.ROUND_HALF_EVEN,
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
  ceiling: Decimal.ROUND_CEIL,
  floor: Decimal.ROUND_FLOOR,
};

export function roundTo(value: Decimal, digits: number, mode: RoundingMode): Decimal {
  return value.toDecimalPlaces(digits, MODES[mode]);
}

/** Rounds to the nearest multiple of `increment` (cash rounding to 0.05, say). */
export function roundToIncrement(value: Decimal, increment: Decimal, mode: RoundingMode): Decimal {
  return value.div(increment).toDecimalPlaces(0, MODES[mode]).times(increment);
}

/**
 * What must be added to `total` (it may be negative) so that it can be paid in coins of `increment`. It is posted
 * as its own amount, never hidden in a line; zero when the till does not round.
 */
export function cashRounding(total: Decimal, increment: Decimal | null, mode: RoundingMode): Decimal {
  return increment === null || increment.isZero()
    ? ZERO
    : roundToIncrement(total, increment, mode).minus(total);
}
