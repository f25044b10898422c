import {
  aCart,
  aDiscount,
  aLine,
  aPlace,
  aProduct,
  d,
  perLine,
  totals,
} from '../../../test/support/builders/cart.js';
import { quoteCart } from './quote-cart.js';

describe('prices without tax', () => {
  it('adds up a basket of three rates', () => {
    const quote = quoteCart(
      aCart([
        aLine(aProduct('milk', '1.99', { tax_rate: '20' }), '2'),
        aLine(aProduct('bread', '4.50', { tax_rate: '5' })),
        aLine(aProduct('stamp', '0.99'), '3'),
      ]),
    );
    expect(perLine(quote)).toEqual(['3.98 + 0.80 = 4.78', '4.50 + 0.23 = 4.73', '2.97 + 0.00 = 2.97']);
    expect(totals(quote)).toEqual({ subtotal: '11.45', discount: '0.00', tax: '1.03', total: '12.48' });
    expect(
      quote.taxes.map((each) => [
        each.rate.toFixed(),
        each.net_amount.toFixed(2),
        each.tax_amount.toFixed(2),
      ]),
    ).toEqual([
      ['20', '3.98', '0.80'],
      ['5', '4.50', '0.23'],
      ['0', '2.97', '0.00'],
    ]);
  });

  it('rounds 0.255 kg of ham to the cent before it is taxed', () => {
    const quote = quoteCart(aCart([aLine(aProduct('ham', '12.99', { tax_rate: '20' }), '0.255')]));
    expect(quote.lines[0]!.gross_before_discount.toFixed()).toBe('3.31'); // 3.31245
    expect(perLine(quote)).toEqual(['3.31 + 0.66 = 3.97']);
  });

  it('keeps a fuel price of four decimals until the litres are known', () => {
    const quote = quoteCart(aCart([aLine(aProduct('diesel', '1.4595'), '40.125')]));
    expect(totals(quote).total).toBe('58.56'); // 58.5624375
    expect(quote.lines[0]!.unit_price.toFixed()).toBe('1.4595');
  });

  // medusajs/medusa#14818: the order said 34.1164…, the card was charged 34.12.
  it('never leaves a part of a cent in a total', () => {
    const quote = quoteCart(aCart([aLine(aProduct('lamp', '31.25', { tax_rate: '9.1726' }))]));
    expect(totals(quote)).toEqual({ subtotal: '31.25', discount: '0.00', tax: '2.87', total: '34.12' });
    expect(quote.total_amount.toFixed()).toBe('34.12');
  });

  // vendurehq/vendure#2662: rounding the unit first and multiplying drifts away.
  it('taxes 100 pieces, not one piece 100 times', () => {
    const quote = quoteCart(aCart([aLine(aProduct('tile', '9.18', { tax_rate: '21' }), '100')]));
    expect(totals(quote)).toEqual({ subtotal: '918.00', discount: '0.00', tax: '192.78', total: '1110.78' });
  });

  it('charges nothing for an empty cart', () => {
    expect(totals(quoteCart(aCart([])))).toEqual({
      subtotal: '0.00',
      discount: '0.00',
      tax: '0.00',
      total: '0.00',
    });
  });
});

describe('prices with tax', () => {
  const shop = aPlace({ currency: 'EUR', sale_prices_include_tax: true });

  it('takes the tax out of a discounted price', () => {
    const coat = aProduct('coat', '12.00', { tax_rate: '20', discount_id: 'ten' });
    const quote = quoteCart(
      aCart([aLine(coat)], { place: shop, discounts: [aDiscount('ten', 'percentage', '10')] }),
    );
    expect(perLine(quote)).toEqual(['9.00 + 1.80 = 10.80']);
    expect(totals(quote)).toEqual({ subtotal: '9.00', discount: '1.20', tax: '1.80', total: '10.80' });
  });

  it('asks exactly the shelf price, whatever the rate', () => {
    const quote = quoteCart(
      aCart([aLine(aProduct('pen', '0.99', { tax_rate: '19' }), '3')], { place: shop }),
    );
    expect(perLine(quote)).toEqual(['2.50 + 0.47 = 2.97']); // 0.4742
  });

  // frappe/erpnext#52001: 0.01 net stayed and blocked the document.
  it('leaves nothing of an inclusive price with a 100 % discount', () => {
    const free = aProduct('sample', '0.99', { tax_rate: '19', discount_id: 'all' });
    const quote = quoteCart(
      aCart([aLine(free, '3')], { place: shop, discounts: [aDiscount('all', 'percentage', '100')] }),
    );
    expect(perLine(quote)).toEqual(['0.00 + 0.00 = 0.00']);
    expect(totals(quote)).toEqual({ subtotal: '0.00', discount: '2.97', tax: '0.00', total: '0.00' });
  });

  it('follows the tax group where it differs from the shop', () => {
    const book = aProduct('book', '10.00', { tax_rate: '10', prices_include_tax: false });
    const pen = aProduct('pen', '11.00', { tax_rate: '10' });
    const quote = quoteCart(aCart([aLine(book), aLine(pen)], { place: shop }));
    expect(perLine(quote)).toEqual(['10.00 + 1.00 = 11.00', '10.00 + 1.00 = 11.00']);
    expect(quote.lines.map((line) => line.prices_include_tax)).toEqual([false, true]);
    expect(quote.taxes).toHaveLength(1);
  });
});

describe('currencies and rounding', () => {
  it('knows no fractions of a yen', () => {
    const lines = [
      aLine(aProduct('soap', '198', { tax_rate: '10' }), '3'), // 594, tax 59.4
      aLine(aProduct('tuna', '1980', { tax_rate: '8' }), '0.255'), // 504.9 → 505, tax 40.4
    ];
    const quote = quoteCart(aCart(lines, { place: aPlace({ currency: 'JPY' }) }));
    expect(perLine(quote)).toEqual(['594 + 59 = 653', '505 + 40 = 545']);
    expect(totals(quote)).toEqual({ subtotal: '1099', discount: '0', tax: '99', total: '1198' });
  });

  it('counts a thousand fils in a dinar', () => {
    const quote = quoteCart(
      aCart([aLine(aProduct('dates', '1.250', { tax_rate: '5' }), '3')], {
        place: aPlace({ currency: 'KWD' }),
      }),
    );
    expect(perLine(quote)).toEqual(['3.750 + 0.188 = 3.938']); // 0.1875
  });

  it.each([
    ['half_up', '0.13', '0.38'],
    ['half_even', '0.12', '0.38'],
    ['up', '0.13', '0.38'],
    ['down', '0.12', '0.37'],
    ['ceiling', '0.13', '0.38'],
    ['floor', '0.12', '0.37'],
  ] as const)('rounds 0.125 and 0.375 of tax by %s', (rounding_mode, first, second) => {
    const lines = [
      aLine(aProduct('a', '2.50', { tax_rate: '5' })),
      aLine(aProduct('b', '7.50', { tax_rate: '5' })),
    ];
    const quote = quoteCart(aCart(lines, { place: aPlace({ rounding_mode }) }));
    expect(quote.lines.map((line) => line.tax_amount.toFixed(2))).toEqual([first, second]);
  });

  // opensourcepos/opensourcepos#1437: the screen said 1004.80, the payment check 1004.81.
  it.each([
    ['line', '65.74', '1004.81', ['21.01', '21.01', '23.72']], // 21.007, 21.007, 23.7209
    ['rate', '65.73', '1004.80', ['21.01', '21.00', '23.72']], // 65.7349
    ['document', '65.73', '1004.80', ['21.01', '21.00', '23.72']],
  ] as const)('has one total when tax is rounded once a %s', (rounding_level, tax, total, perLineTax) => {
    const lines = [
      aLine(aProduct('chair', '300.10', { tax_rate: '7' })),
      aLine(aProduct('desk', '300.10', { tax_rate: '7' })),
      aLine(aProduct('shelf', '338.87', { tax_rate: '7' })),
    ];
    const quote = quoteCart(aCart(lines, { place: aPlace({ rounding_level }) }));
    expect(totals(quote)).toEqual({ subtotal: '939.07', discount: '0.00', tax, total });
    expect(quote.lines.map((line) => line.tax_amount.toFixed(2))).toEqual(perLineTax);
    expect(quote.taxes[0]!.tax_amount.toFixed(2)).toBe(tax);
  });

  it('rounds Japanese consumption tax once a rate, as a qualified invoice must', () => {
    const place = aPlace({
      currency: 'JPY',
      sale_prices_include_tax: true,
      rounding_level: 'rate',
      rounding_mode: 'down',
    });
    const lines = [
      aLine(aProduct('rice', '105', { tax_rate: '8' })), // 7.7…
      aLine(aProduct('tea', '105', { tax_rate: '8' })), // 7.7…, together 15.5… → 15
      aLine(aProduct('beer', '250', { tax_rate: '10' })), // 22.7… → 22
    ];
    const quote = quoteCart(aCart(lines, { place }));
    expect(quote.taxes.map((each) => each.tax_amount.toFixed())).toEqual(['22', '15']);
    expect(perLine(quote)).toEqual(['97 + 8 = 105', '98 + 7 = 105', '228 + 22 = 250']);
    expect(totals(quote).total).toBe('460');
  });

  it('rounds two rates once for the document and still ties out by rate', () => {
    const lines = [
      aLine(aProduct('a', '0.51', { tax_rate: '5' })), // 0.0255
      aLine(aProduct('b', '0.53', { tax_rate: '7' })), // 0.0371, together 0.0626 → 0.06
    ];
    const quote = quoteCart(aCart(lines, { place: aPlace({ rounding_level: 'document' }) }));
    expect(quote.lines.map((line) => line.tax_amount.toFixed())).toEqual(['0.02', '0.04']);
    expect(quote.taxes.map((each) => each.tax_amount.toFixed())).toEqual(['0.04', '0.02']);
    expect(quote.tax_amount.toFixed()).toBe('0.06');
  });

  it('does not lose a cent when thirds sum to a whole', () => {
    const lines = ['a', 'b', 'c'].map((id) => aLine(aProduct(id, '0.01', { tax_rate: '50' }))); // 0.00333… each
    const place = aPlace({ sale_prices_include_tax: true, rounding_level: 'rate', rounding_mode: 'floor' });
    expect(totals(quoteCart(aCart(lines, { place })))).toMatchObject({ tax: '0.01', total: '0.03' });
  });

  it('passes the cash increment on and leaves the total alone', () => {
    const quote = quoteCart(
      aCart([aLine(aProduct('roll', '1.98'))], {
        place: aPlace({ currency: 'CHF', cash_rounding: d('0.05') }),
      }),
    );
    expect(quote.cash_rounding?.toFixed()).toBe('0.05');
    expect(totals(quote).total).toBe('1.98');
  });
});
