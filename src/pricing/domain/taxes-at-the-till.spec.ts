import fc from 'fast-check';
import { arbitraryPlace } from '../../../test/support/builders/arbitrary-cart.js';
import {
  aCart,
  aCustomer,
  aLine,
  aPlace,
  aProduct,
  aTax,
  d,
  explained,
  perLine,
  totals,
} from '../../../test/support/builders/cart.js';
import { sum } from '../../common/money/decimal.js';
import type { CartInput, PricedProduct } from './cart.types.js';
import { quoteCart } from './quote-cart.js';
import type { QuotedLine } from './quote.types.js';

function taxed(
  price: string,
  taxes: [string, string, boolean?][],
  changes: Partial<PricedProduct> = {},
): PricedProduct {
  const tax_components = taxes.map(([code, rate, isCompound]) => aTax(code, rate, isCompound));
  return { ...aProduct('p', price), tax_code: 'QC', tax_rate: d('0'), tax_components, ...changes };
}

function taxesOf(line: QuotedLine): string[] {
  return line.taxes.map(({ code, rate, amount }) => `${code} ${rate.toFixed()} ${amount.toFixed(2)}`);
}

function one(product: PricedProduct, changes: Partial<CartInput> = {}, quantity = '1'): QuotedLine {
  return quoteCart(aCart([aLine(product, quantity)], changes)).lines[0]!;
}

describe('a group of several taxes', () => {
  it('charges each on the price and rounds each', () => {
    const line = one(
      taxed('99.99', [
        ['GST', '5'],
        ['QST', '9.975'],
      ]),
    );
    expect(taxesOf(line)).toEqual(['GST 5 5.00', 'QST 9.975 9.97']); // 4.9995 and 9.9740025
    expect(line.total_amount.toFixed(2)).toBe('114.96');
  });

  it('charges a compound tax on the ones before it too', () => {
    const line = one(
      taxed('100.00', [
        ['GST', '5'],
        ['PST', '10', true],
      ]),
    );
    expect(taxesOf(line)).toEqual(['GST 5 5.00', 'PST 10 10.50']);
    expect(
      explained(
        quoteCart(
          aCart([
            aLine(
              taxed('100.00', [
                ['GST', '5'],
                ['PST', '10', true],
              ]),
            ),
          ]),
        ),
      ),
    ).toContain('tax applied: 10 % on 100.00 and the taxes before');
  });

  it('takes all of them out of a price that holds them', () => {
    const place = aPlace({ sale_prices_include_tax: true });
    const line = one(
      taxed('115.50', [
        ['GST', '5'],
        ['PST', '10', true],
      ]),
      { place },
    );
    expect(taxesOf(line)).toEqual(['GST 5 5.00', 'PST 10 10.50']);
    expect(line.net_amount.toFixed(2)).toBe('100.00');
  });

  it('is summed by component, in one table with single taxes of the same code and rate', () => {
    const products = [
      taxed('100.00', [
        ['GST', '5'],
        ['PST', '7'],
      ]),
      taxed('50.00', [['GST', '5']], { id: 'q' }),
    ];
    const quote = quoteCart(aCart(products.map((product) => aLine(product))));
    expect(
      quote.taxes.map(({ tax_code, net_amount, tax_amount }) =>
        [tax_code, String(net_amount), String(tax_amount)].join(' '),
      ),
    ).toEqual(['PST 100 7', 'GST 150 7.5']);
    expect(totals(quote)).toMatchObject({ tax: '14.50', total: '164.50' });
  });

  it.each([
    ['line', ['GST 5 0.03', 'PST 7 0.04'], ['GST 5 0.03', 'PST 7 0.04']], // 0.0255, 0.0357 each
    ['rate', ['GST 5 0.03', 'PST 7 0.04'], ['GST 5 0.02', 'PST 7 0.03']], // 0.051, 0.0714
    ['document', ['GST 5 0.03', 'PST 7 0.04'], ['GST 5 0.02', 'PST 7 0.03']], // 0.1224
  ] as const)('is rounded once a %s', (rounding_level, first, second) => {
    const product = taxed('0.51', [
      ['GST', '5'],
      ['PST', '7'],
    ]);
    const place = aPlace({ rounding_level });
    const quote = quoteCart(aCart([aLine(product), aLine(product)], { place }));
    expect(quote.lines.map(taxesOf)).toEqual([first, second]);
  });

  it('never comes to more than a line of a few cents, whatever the rounding', () => {
    const rates = fc.array(fc.constantFrom('5', '33.3333', '50', '100'), { minLength: 1, maxLength: 3 });
    const cents = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(arbitraryPlace, rates, cents, (place, percents, prices) => {
        const taxes = percents.map((rate, at): [string, string, boolean] => [`T${at}`, rate, at > 0]);
        const lines = prices.map((price) => aLine(taxed((price / 100).toFixed(2), taxes)));
        const quote = quoteCart(aCart(lines, { place: { ...place, sale_prices_include_tax: true } }));
        for (const line of quote.lines) {
          expect(line.net_amount.gte(0)).toBe(true);
          expect(line.taxes.every(({ amount }) => amount.gte(0))).toBe(true);
          expect(sum(line.taxes.map(({ amount }) => amount)).eq(line.tax_amount)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('splits a tax by hand as it would have been', () => {
    const line = aLine(
      taxed('100.00', [
        ['GST', '5'],
        ['PST', '10'],
      ]),
    );
    const quote = quoteCart(aCart([line], { tax_override: d('10.00') }));
    expect(taxesOf(quote.lines[0]!)).toEqual(['GST 5 3.33', 'PST 10 6.67']);
  });
});

describe('a customer who owes no tax', () => {
  const exempt = aCustomer({ tax_treatment: 'exempt' });
  const chair = aProduct('chair', '120.00', { tax_rate: '20' });

  it('pays the price without tax, and is told what would have been due', () => {
    const line = one(chair, { customer: exempt });
    expect(line).toMatchObject({ tax_treatment: 'exempt', tax_code: 'T20', taxes: [] });
    expect([line.net_amount, line.tax_amount, line.tax_rate].map(String)).toEqual(['120', '0', '0']);
    expect(line.trace.slice(-2)).toEqual([
      {
        rule: 'tax_exempt',
        outcome: 'applied',
        amount: '24',
        reason: 'the customer is exempt',
        is_inclusive: false,
      },
      {
        rule: 'tax',
        outcome: 'rejected',
        name: 'T20',
        rate: '20',
        is_inclusive: false,
        reason: 'the customer is exempt',
        amount: '24',
      },
    ]);
  });

  it('gets the tax off a price that holds it', () => {
    const place = aPlace({ sale_prices_include_tax: true });
    expect(perLine(quoteCart(aCart([aLine(chair, '2')], { place, customer: exempt })))).toEqual([
      '200.00 + 0.00 = 200.00',
    ]);
  });

  it('stands in the table of taxes by itself', () => {
    const quote = quoteCart(aCart([aLine(chair)], { customer: exempt }));
    expect(quote.taxes).toMatchObject([{ tax_code: 'T20', tax_treatment: 'exempt' }]);
    expect(quote.taxes[0]!.tax_amount.isZero()).toBe(true);
  });

  it('may owe it themselves, by agreement or for goods under reverse charge', () => {
    const phone = { ...chair, is_reverse_charge: true };
    const company = aCustomer({ type: 'company', vat_number: 'DE136695976' });
    const treatment = (product: PricedProduct, customer: CartInput['customer']): string =>
      one(product, { customer }).tax_treatment;
    expect(treatment(chair, aCustomer({ tax_treatment: 'reverse_charge' }))).toBe('reverse_charge');
    expect(treatment(phone, company)).toBe('reverse_charge');
    expect(treatment(chair, company)).toBe('standard');
    expect(treatment(phone, aCustomer({ type: 'company' }))).toBe('standard');
    expect(treatment(phone, aCustomer({ vat_number: 'DE136695976' }))).toBe('standard');
    expect(treatment(phone, null)).toBe('standard');
    expect(treatment(phone, { ...company, tax_treatment: 'exempt' })).toBe('exempt');
  });
});
