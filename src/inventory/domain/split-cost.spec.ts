import fc from 'fast-check';
import { Decimal, sum } from '../../common/money/decimal.js';
import { splitCost } from './split-cost.js';

const quantity = fc.integer({ min: 1, max: 99_999_999 }).map((n) => new Decimal(n).div(1000));
const total = fc.integer({ min: 0, max: 999_999_999 }).map((n) => new Decimal(n).div(10_000));

const valueOf = (parts: { quantity: Decimal; unit_cost: Decimal }[]): string =>
  sum(parts.map((part) => part.quantity.times(part.unit_cost))).toFixed();

describe('a total cost by units', () => {
  it('makes up the total exactly, in at most two costs that lie 0.0001 apart', () => {
    fc.assert(
      fc.property(quantity, total, (units, cost) => {
        const parts = splitCost(units, cost);
        expect(valueOf(parts)).toBe(cost.toFixed());
        expect(sum(parts.map((part) => part.quantity)).toFixed()).toBe(units.toFixed());
        expect(parts.length).toBeLessThanOrEqual(2);
        for (const part of parts) {
          expect(part.quantity.greaterThan(0) && part.quantity.decimalPlaces() <= 3).toBe(true);
          expect(part.unit_cost.greaterThanOrEqualTo(0) && part.unit_cost.decimalPlaces() <= 4).toBe(true);
        }
        if (parts.length === 2)
          expect(parts[0]!.unit_cost.minus(parts[1]!.unit_cost).abs().toFixed()).toBe('0.0001');
      }),
    );
  });

  it('keeps whole units whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), total, (units, cost) => {
        expect(splitCost(new Decimal(units), cost).every((part) => part.quantity.isInteger())).toBe(true);
      }),
    );
  });

  it('has the cost of most units last', () => {
    const parts = splitCost(new Decimal(3), new Decimal(10));
    expect(parts.map((part) => `${part.quantity.toFixed()} @ ${part.unit_cost.toFixed()}`)).toEqual([
      '1 @ 3.3334',
      '2 @ 3.3333',
    ]);
  });
});
