import fc from 'fast-check';
import { Decimal, ZERO } from './decimal.js';
import { ROUNDING_MODES, cashRounding, roundTo, roundToIncrement, type RoundingMode } from './rounding.js';

describe('roundTo', () => {
  it.each([
    ['half_up', '0.13', '-0.13'],
    ['half_even', '0.12', '-0.12'],
    ['up', '0.13', '-0.13'],
    ['down', '0.12', '-0.12'],
    ['ceiling', '0.13', '-0.12'],
    ['floor', '0.12', '-0.13'],
  ] as const)('rounds 0.125 and -0.125 by %s', (mode, positive, negative) => {
    expect(roundTo(new Decimal('0.125'), 2, mode).toFixed()).toBe(positive);
    expect(roundTo(new Decimal('-0.125'), 2, mode).toFixed()).toBe(negative);
  });
});

describe('cashRounding', () => {
  const difference = (total: string, increment: string | null, mode: RoundingMode = 'half_up'): string =>
    cashRounding(new Decimal(total), increment === null ? null : new Decimal(increment), mode).toFixed();

  it.each([
    ['12.48', '0.05', '0.02'],
    ['12.42', '0.05', '-0.02'],
    ['12.45', '0.05', '0'],
    ['12.45', '0.10', '0.05'],
    ['12.50', '1', '0.5'],
    ['12.49', '1', '-0.49'],
    ['0.02', '0.05', '-0.02'],
  ])('adds what %s lacks in coins of %s', (total, increment, expected) => {
    expect(difference(total, increment)).toBe(expected);
  });

  it('mirrors a refund, follows the mode and does nothing without an increment', () => {
    expect(difference('-12.48', '0.05')).toBe('-0.02');
    expect(difference('12.45', '0.10', 'down')).toBe('-0.05');
    expect(difference('12.43', null)).toBe('0');
    expect(difference('12.43', '0')).toBe('0');
  });

  it('leads to a multiple of the increment less than one increment away', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.constantFrom('0.05', '0.1', '0.5', '1', '5'),
        fc.constantFrom(...ROUNDING_MODES),
        (cents, step, mode) => {
          const [total, increment] = [new Decimal(cents).div(100), new Decimal(step)];
          const posted = cashRounding(total, increment, mode);
          expect(total.plus(posted).mod(increment).isZero()).toBe(true);
          expect(posted.abs().lt(increment)).toBe(true);
          expect(total.plus(posted).eq(roundToIncrement(total, increment, mode))).toBe(true);
          if (mode === 'half_up')
            expect(cashRounding(total.neg(), increment, mode).plus(posted).eq(ZERO)).toBe(true);
        },
      ),
    );
  });
});
