import fc from 'fast-check';
import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import type { LineTax } from '../../pricing/index.js';
import { taxShares } from './tax-shares.js';

const cents = (max: number): fc.Arbitrary<Decimal> =>
  fc.integer({ min: 0, max }).map((value) => new Decimal(value).div(100));

const taxesOf = (amounts: Decimal[]): LineTax[] =>
  amounts.map((amount, index) => ({ code: `T${index}`, name: `Tax ${index}`, rate: new Decimal(5), amount }));

describe('taxes of a line that comes back in parts', () => {
  it('law: of each goes back exactly what was charged, and never less than nothing', () => {
    const line = fc.record({
      amounts: fc.array(cents(500), { minLength: 1, maxLength: 4 }),
      parts: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }),
    });
    fc.assert(
      fc.property(line, ({ amounts, parts }) => {
        const tax = sum(amounts);
        const quantity = sum(parts.map((part) => new Decimal(part)));
        let returned = ZERO;
        let back: Decimal[] = amounts.map(() => ZERO);
        for (const part of parts) {
          returned = returned.plus(part);
          const due = tax.times(returned).div(quantity).toDecimalPlaces(2).minus(sum(back));
          const taxes = taxShares(taxesOf(amounts), back, due, 2);
          expect(sum(taxes.map(({ amount }) => amount)).toFixed()).toBe(due.toFixed());
          expect(taxes.every(({ amount }) => amount.gte(0) && amount.decimalPlaces() <= 2)).toBe(true);
          back = taxes.map(({ amount }, index) => amount.plus(back[index]!));
        }
        expect(back.map((amount) => amount.toFixed())).toEqual(amounts.map((amount) => amount.toFixed()));
      }),
    );
  });

  it('are none where none were charged', () => {
    expect(taxShares([], [], ZERO, 2)).toEqual([]);
  });
});
