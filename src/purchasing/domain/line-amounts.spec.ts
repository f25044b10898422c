import fc from 'fast-check';
import { decimal } from '../../../test/support/builders/arbitrary-figures.js';
import { Decimal, sum } from '../../common/money/decimal.js';
import { documentTotals, lineAmounts, netUnitPrice, type LinePrice } from './line-amounts.js';

function price(quantity: string, unit_price: string, discount_percent: string, tax_rate: string): LinePrice {
  return {
    quantity: new Decimal(quantity),
    unit_price: new Decimal(unit_price),
    discount_percent: new Decimal(discount_percent),
    tax_rate: new Decimal(tax_rate),
  };
}

function shown(line: LinePrice, includesTax: boolean, digits = 2): string {
  const { discount_amount, net_amount, tax_amount, total_amount } = lineAmounts(line, includesTax, digits);
  return [discount_amount, net_amount, tax_amount, total_amount]
    .map((each) => each.toFixed(digits))
    .join(' ');
}

it.each([
  ['100', '12.50', '0', '20', false, '0.00 1250.00 250.00 1500.00'],
  ['100', '12.50', '10', '20', false, '125.00 1125.00 225.00 1350.00'],
  ['3', '0.3333', '0', '20', false, '0.00 1.00 0.20 1.20'],
  ['1', '12', '0', '20', true, '0.00 10.00 2.00 12.00'],
  // 9.99 with 20 % inside: 8.325 net, rounded up, and the tax is what is left.
  ['1', '9.99', '0', '20', true, '0.00 8.33 1.66 9.99'],
  ['2', '9.99', '12.5', '20', true, '2.50 14.57 2.91 17.48'],
  // A rate of 1 is one percent, not a hundred.
  ['1', '100', '0', '1', false, '0.00 100.00 1.00 101.00'],
  ['1', '100', '100', '20', false, '100.00 0.00 0.00 0.00'],
])(
  '%s × %s less %s %% at %s %% tax (inside: %s) is %s',
  (quantity, unit, discount, tax, inside, expected) => {
    expect(shown(price(quantity, unit, discount, tax), inside)).toBe(expected);
  },
);

it('counts yen in whole yen', () => {
  expect(shown(price('3', '33.5', '0', '10'), false, 0)).toBe('0 101 10 111');
});

const arbitraryLine: fc.Arbitrary<LinePrice> = fc.record({
  quantity: decimal(5000, 3, 0.001),
  unit_price: decimal(2000, 4),
  discount_percent: decimal(100, 4),
  tax_rate: decimal(100, 4),
});

it('ties out for every line and document, whatever the prices', () => {
  fc.assert(
    fc.property(
      fc.array(arbitraryLine, { minLength: 1, maxLength: 30 }),
      fc.boolean(),
      fc.constantFrom(0, 2, 3),
      (lines, includesTax, digits) => {
        const amounts = lines.map((line) => lineAmounts(line, includesTax, digits));
        for (const { discount_amount, net_amount, tax_amount, total_amount } of amounts) {
          expect(net_amount.plus(tax_amount).toFixed()).toBe(total_amount.toFixed());
          for (const amount of [discount_amount, net_amount, tax_amount]) {
            expect(amount.isNegative() && !amount.isZero()).toBe(false);
            expect(amount.decimalPlaces()).toBeLessThanOrEqual(digits);
          }
        }
        const totals = documentTotals(amounts);
        expect(totals.total.toFixed()).toBe(sum(amounts.map((each) => each.total_amount)).toFixed());
        expect(totals.subtotal.plus(totals.tax_total).toFixed()).toBe(totals.total.toFixed());
      },
    ),
    { numRuns: 500 },
  );
});

it('knows what one unit cost', () => {
  expect(netUnitPrice(new Decimal('35'), new Decimal('60')).toFixed(4)).toBe('0.5833');
  expect(netUnitPrice(new Decimal('35'), new Decimal('0')).toFixed()).toBe('0');
});
