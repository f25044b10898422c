import fc from 'fast-check';
import { Decimal, ZERO } from '../../common/money/decimal.js';
import { refundShare, type RefundShare, type RefundableLine, type ReturnedSoFar } from './refund-share.js';

function lineOf(quantity: string, net: string, tax: string): RefundableLine {
  const [net_amount, tax_amount] = [new Decimal(net), new Decimal(tax)];
  return {
    quantity: new Decimal(quantity),
    net_amount,
    tax_amount,
    total_amount: net_amount.plus(tax_amount),
  };
}

/** Returns the line in these parts, one after the other. */
function returned(line: RefundableLine, parts: readonly (Decimal | string)[], digits = 2): RefundShare[] {
  let sofar: ReturnedSoFar = { quantity: ZERO, net_amount: ZERO, tax_amount: ZERO };
  return parts.map((part) => {
    const share = refundShare(line, sofar, new Decimal(part), digits);
    sofar = {
      quantity: sofar.quantity.plus(part),
      net_amount: sofar.net_amount.plus(share.net_amount),
      tax_amount: sofar.tax_amount.plus(share.tax_amount),
    };
    return share;
  });
}

function text(shares: RefundShare[], digits = 2): string[] {
  return shares.map(
    (share) =>
      `${share.net_amount.toFixed(digits)} + ${share.tax_amount.toFixed(digits)} = ${share.total_amount.toFixed(digits)}`,
  );
}

describe('refundShare', () => {
  it('gives 10.00 back in thirds without losing the cent', () => {
    expect(text(returned(lineOf('3', '8.33', '1.67'), ['1', '1', '1']))).toEqual([
      '2.77 + 0.56 = 3.33',
      '2.79 + 0.55 = 3.34', // 6.67 and 1.11 of tax so far
      '2.77 + 0.56 = 3.33',
    ]);
  });

  it('gives 1.00 back for one of two that were 1.00 each with tax', () => {
    expect(text(returned(lineOf('2', '1.67', '0.33'), ['1', '1']))).toEqual([
      '0.83 + 0.17 = 1.00',
      '0.84 + 0.16 = 1.00',
    ]);
  });

  it('gives the whole line back at once', () => {
    expect(text(returned(lineOf('0.255', '3.31', '0.66'), ['0.255']))).toEqual(['3.31 + 0.66 = 3.97']);
  });

  it('gives nothing back for what was free', () => {
    expect(text(returned(lineOf('2', '0', '0'), ['1', '1']))).toEqual([
      '0.00 + 0.00 = 0.00',
      '0.00 + 0.00 = 0.00',
    ]);
  });

  it('never takes back what was given, should more have been given before than was due', () => {
    const line = lineOf('3', '9.00', '0.90');
    const before = (net: string, tax: string): ReturnedSoFar => ({
      quantity: new Decimal(1),
      net_amount: new Decimal(net),
      tax_amount: new Decimal(tax),
    });
    const share = (sofar: ReturnedSoFar): string[] => text([refundShare(line, sofar, new Decimal(1), 2)]);
    expect(share(before('7.00', '0.30'))).toEqual(['0.00 + 0.00 = 0.00']); // 6.60 is due
    expect(share(before('2.00', '0.80'))).toEqual(['3.80 + 0.00 = 3.80']); // 0.60 of tax is due
  });

  it('refuses to give back more than was sold, or nothing', () => {
    const line = lineOf('2', '2.00', '0.40');
    expect(() => returned(line, ['1', '1.001'])).toThrow(RangeError);
    expect(() => returned(line, ['0'])).toThrow(RangeError);
  });

  const arbitraryReturn = fc
    .record({
      digits: fc.constantFrom(0, 2, 3),
      net: fc.oneof(fc.nat({ max: 30 }), fc.nat({ max: 10_000_000 })),
      tax: fc.oneof(fc.nat({ max: 30 }), fc.nat({ max: 3_000_000 })),
      parts: fc.array(fc.oneof(fc.constant(1000), fc.integer({ min: 1, max: 5000 })), {
        minLength: 1,
        maxLength: 9,
      }),
    })
    .map(({ digits, net, tax, parts }) => {
      const amount = (units: number): string =>
        new Decimal(units).times(new Decimal(10).pow(-digits)).toFixed();
      const quantities = parts.map((part) => new Decimal(part).div(1000));
      const quantity = quantities.reduce((all, each) => all.plus(each)).toFixed();
      return { digits, quantities, line: lineOf(quantity, amount(net), amount(tax)) };
    });

  it('partial refunds in any split sum to the full refund; none is negative or finer than the currency', () => {
    fc.assert(
      fc.property(arbitraryReturn, ({ digits, quantities, line }) => {
        const shares = returned(line, quantities, digits);
        const total = (amount: (share: RefundShare) => Decimal): string =>
          shares.reduce((all, share) => all.plus(amount(share)), ZERO).toFixed();
        expect(total((share) => share.net_amount)).toBe(line.net_amount.toFixed());
        expect(total((share) => share.tax_amount)).toBe(line.tax_amount.toFixed());
        expect(total((share) => share.total_amount)).toBe(line.total_amount.toFixed());
        for (const share of shares) {
          expect(share.net_amount.plus(share.tax_amount).eq(share.total_amount)).toBe(true);
          for (const amount of [share.net_amount, share.tax_amount, share.total_amount]) {
            expect(amount.gte(ZERO)).toBe(true);
            expect(amount.decimalPlaces()).toBeLessThanOrEqual(digits);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is never a unit or more from the exact share of the total', () => {
    fc.assert(
      fc.property(arbitraryReturn, ({ digits, quantities, line }) => {
        const unit = new Decimal(10).pow(-digits);
        returned(line, quantities, digits).forEach((share, at) => {
          const exact = line.total_amount.times(quantities[at]!).div(line.quantity);
          expect(share.total_amount.minus(exact).abs().lte(unit)).toBe(true);
        });
      }),
    );
  });
});
