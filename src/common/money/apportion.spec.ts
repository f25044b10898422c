import fc from 'fast-check';
import { apportion, roundParts } from './apportion.js';
import { Decimal, ZERO, sum } from './decimal.js';

function split(total: string, weights: (string | number)[], digits = 2): string[] {
  return apportion(
    new Decimal(total),
    weights.map((weight) => new Decimal(weight)),
    digits,
  ).map((part) => part.toFixed(digits));
}

describe('apportion', () => {
  it('gives the odd cent to the largest remainder, ties to the earlier part', () => {
    expect(split('10', [1, 1, 1])).toEqual(['3.34', '3.33', '3.33']);
    expect(split('0.02', [1, 1, 1])).toEqual(['0.01', '0.01', '0.00']);
    expect(split('100', [1, 2, 4])).toEqual(['14.29', '28.57', '57.14']); // 14.285…, 28.571…, 57.142…
  });

  it('gives nothing to a part without weight, and all to the first when none has any', () => {
    expect(split('5', [0, 3, 0])).toEqual(['0.00', '5.00', '0.00']);
    expect(split('5', [0, 0])).toEqual(['5.00', '0.00']);
    expect(split('5', [])).toEqual([]);
  });

  it('mirrors a refund', () => {
    expect(split('-10', [1, 1, 1])).toEqual(['-3.34', '-3.33', '-3.33']);
  });

  it('splits yen in whole yen', () => {
    expect(split('100', [1, 1, 1], 0)).toEqual(['34', '33', '33']);
  });

  const parts = fc.record({
    digits: fc.constantFrom(0, 2, 3),
    units: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    weights: fc.array(fc.nat({ max: 5000 }), { minLength: 1, maxLength: 20 }),
  });

  it('sums to the total, keeps its sign and stays within a unit of the exact share', () => {
    fc.assert(
      fc.property(parts, ({ digits, units, weights }) => {
        const unit = new Decimal(10).pow(-digits);
        const total = unit.times(units);
        const all = weights.map((weight) => new Decimal(weight));
        const shares = apportion(total, all, digits);
        expect(sum(shares).toFixed()).toBe(total.toFixed());
        if (sum(all).isZero()) return;
        shares.forEach((share, at) => {
          expect(share.times(total).gte(ZERO)).toBe(true);
          expect(share.decimalPlaces()).toBeLessThanOrEqual(digits);
          expect(
            share
              .minus(total.times(all[at]!).div(sum(all)))
              .abs()
              .lt(unit),
          ).toBe(true);
        });
      }),
      { numRuns: 1000 },
    );
  });
});

describe('roundParts', () => {
  const round = (exact: string[], total: string): string[] =>
    roundParts(
      exact.map((part) => new Decimal(part)),
      new Decimal(total),
      2,
    ).map((part) => part.toFixed(2));

  it('rounds parts up or down so that they sum to their rounded total', () => {
    expect(round(['0.004', '0.004', '0.004'], '0.01')).toEqual(['0.01', '0.00', '0.00']);
    expect(round(['1.005', '2.006', '3.001'], '6.01')).toEqual(['1.00', '2.01', '3.00']);
    expect(round(['1.005', '2.006', '3.001'], '6.02')).toEqual(['1.01', '2.01', '3.00']);
    expect(round(['-1.005', '-2.006'], '-3.01')).toEqual(['-1.00', '-2.01']);
  });
});
