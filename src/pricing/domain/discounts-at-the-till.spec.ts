import {
  aCart,
  aCustomer,
  aDiscount,
  aLine,
  aPlace,
  aProduct,
  d,
  explained,
  perLine,
  totals,
} from '../../../test/support/builders/cart.js';
import { QuoteRefused } from './quote-refused.js';
import { quoteCart } from './quote-cart.js';
import type { CartInput } from './cart.types.js';

function refusal(input: CartInput): { code: string; errors: [string, string][] } {
  try {
    quoteCart(input);
  } catch (error) {
    if (!(error instanceof QuoteRefused)) throw error;
    return { code: error.code, errors: error.errors.map(({ field, code }) => [field, code]) };
  }
  throw new Error('The cart was priced');
}

const jam = aProduct('jam', '4.00', { tax_rate: '10' });

describe('discounts of a product', () => {
  it('gives the best one and says why the others lost', () => {
    const discounts = [
      aDiscount('d1', 'percentage', '10', { product_ids: ['jam'] }), // 1.20
      aDiscount('d2', 'fixed_amount', '0.50', { product_ids: ['jam'] }), // 3 × 0.50
      aDiscount('d3', 'percentage', '90', { product_ids: ['jam'], is_active: false }),
      aDiscount('d4', 'percentage', '90', { product_ids: ['jam'], start_date: '2026-11-21' }),
      aDiscount('d5', 'percentage', '90', { product_ids: ['jam'], end_date: '2026-11-19' }),
      aDiscount('d6', 'percentage', '90', { product_ids: [], is_for_products: true }),
    ];
    const quote = quoteCart(aCart([aLine(jam, '3')], { discounts }));
    expect(explained(quote)).toEqual([
      'base_price applied',
      'product_discount d2 applied',
      'product_discount d1 rejected: a better discount won',
      'product_discount d3 rejected: switched off',
      'product_discount d4 rejected: starts on 2026-11-21',
      'product_discount d5 rejected: ended on 2026-11-19',
      'tax applied: 10 % on 10.50',
    ]);
    const reversed = quoteCart(aCart([aLine(jam, '3')], { discounts: [...discounts].reverse() }));
    expect(explained(reversed)).toEqual(explained(quote));
    expect(perLine(quote)).toEqual(['10.50 + 1.05 = 11.55']);
    expect(quote.lines[0]).toMatchObject({ discount_id: 'd2', is_override: false });
  });

  it('works from its first to its last day, both inclusive', () => {
    const discounts = [
      aDiscount('d', 'percentage', '50', {
        product_ids: ['jam'],
        start_date: '2026-11-20',
        end_date: '2026-11-20',
      }),
    ];
    const on = (business_date: string): string =>
      totals(quoteCart(aCart([aLine(jam)], { discounts, business_date }))).discount;
    expect([on('2026-11-19'), on('2026-11-20'), on('2026-11-21')]).toEqual(['0.00', '2.00', '0.00']);
  });

  it('breaks a tie by the smaller id, whatever order they come in', () => {
    const discounts = ['b', 'a', 'c'].map((id) =>
      aDiscount(id, 'percentage', '25', { product_ids: ['jam'] }),
    );
    expect(quoteCart(aCart([aLine(jam)], { discounts })).lines[0]!.discount_id).toBe('a');
    expect(quoteCart(aCart([aLine(jam)], { discounts: discounts.reverse() })).lines[0]!.discount_id).toBe(
      'a',
    );
  });

  it('weighs a discount once that the product points to and that names the product', () => {
    const product = aProduct('tea', '3.00', { discount_id: 'd' });
    const discounts = [aDiscount('d', 'percentage', '10', { product_ids: ['tea'] })];
    expect(explained(quoteCart(aCart([aLine(product)], { discounts })))).toEqual([
      'base_price applied',
      'product_discount d applied',
      'tax applied: 0 % on 2.70',
    ]);
  });

  it('takes a fixed amount off each unit, by weight too, and never more than the price', () => {
    const cheese = aProduct('cheese', '20.00', { discount_id: 'kg' });
    const gum = aProduct('gum', '0.30', { discount_id: 'kg' });
    const discounts = [aDiscount('kg', 'fixed_amount', '0.50')];
    const quote = quoteCart(aCart([aLine(cheese, '0.255'), aLine(gum, '2')], { discounts }));
    expect(quote.lines.map((line) => line.discount_amount.toFixed(2))).toEqual(['0.13', '0.60']); // 0.1275
    expect(explained(quote, 1)).toContain('product_discount kg applied: limited to the price');
    expect(perLine(quote)).toEqual(['4.97 + 0.00 = 4.97', '0.00 + 0.00 = 0.00']);
  });

  it('costs the same in one line or in two', () => {
    const discounts = [aDiscount('d', 'fixed_amount', '0.50', { product_ids: ['jam'] })];
    const one = quoteCart(aCart([aLine(jam, '2')], { discounts }));
    const two = quoteCart(aCart([aLine(jam), aLine(jam)], { discounts }));
    expect(totals(two)).toEqual(totals(one));
  });
});

describe('the discount of a customer', () => {
  const discounts = [aDiscount('promo', 'percentage', '10', { product_ids: ['jam'] })];
  const customer = (percent: string | null): CartInput['customer'] =>
    aCustomer({ discount_percent: percent === null ? null : d(percent) });

  it('comes off what has no better discount, and does not add to one that is better', () => {
    const lines = [aLine(jam), aLine(aProduct('tea', '3.00'))];
    const quote = quoteCart(aCart(lines, { discounts, customer: customer('5') }));
    expect(quote.lines.map((line) => line.discount_amount.toFixed(2))).toEqual(['0.40', '0.15']);
    expect(explained(quote, 0)).toContain('customer_discount ann rejected: a better discount won');
    expect(explained(quote, 1)).toContain('customer_discount ann applied: 5 %');
    expect(quote.lines[1]!.discount_id).toBeNull();
  });

  it('gives way to the product on a tie', () => {
    const quote = quoteCart(aCart([aLine(jam)], { discounts, customer: customer('10') }));
    expect(quote.lines[0]!.discount_id).toBe('promo');
  });

  it('is nothing for a customer without one', () => {
    const quote = quoteCart(aCart([aLine(aProduct('tea', '3.00'))], { customer: customer(null) }));
    expect(totals(quote).discount).toBe('0.00');
  });
});

describe('a discount on the whole cart', () => {
  it('splits 10.00 over three equal lines without losing a cent', () => {
    const lines = ['a', 'b', 'c'].map((id) => aLine(aProduct(id, '20.00')));
    const discounts = [aDiscount('ten', 'fixed_amount', '10')];
    const quote = quoteCart(aCart(lines, { discounts, discount_id: 'ten' }));
    expect(quote.lines.map((line) => line.cart_discount_amount.toFixed(2))).toEqual(['3.34', '3.33', '3.33']);
    expect(totals(quote)).toEqual({ subtotal: '50.00', discount: '10.00', tax: '0.00', total: '50.00' });
    expect(quote).toMatchObject({ discount_id: 'ten', overrides: [] });
  });

  it('lowers the tax of each rate by its share', () => {
    const lines = [
      aLine(aProduct('a', '30.00', { tax_rate: '20' })),
      aLine(aProduct('b', '10.00', { tax_rate: '5' })),
    ];
    const quote = quoteCart(
      aCart(lines, { discounts: [aDiscount('p', 'percentage', '10')], discount_id: 'p' }),
    );
    expect(perLine(quote)).toEqual(['27.00 + 5.40 = 32.40', '9.00 + 0.45 = 9.45']);
  });

  it('comes after the discounts of the lines and is limited to what they leave', () => {
    const discounts = [
      aDiscount('half', 'percentage', '50', { product_ids: ['jam'] }),
      aDiscount('big', 'fixed_amount', '100'),
    ];
    const quote = quoteCart(aCart([aLine(jam), aLine(jam)], { discounts, discount_id: 'big' }));
    expect(quote.lines.map((line) => line.cart_discount_amount.toFixed(2))).toEqual(['2.00', '2.00']);
    expect(totals(quote)).toEqual({ subtotal: '0.00', discount: '8.00', tax: '0.00', total: '0.00' });
    expect(quote.trace[0]).toMatchObject({ outcome: 'applied', amount: '4', reason: 'limited to the price' });
  });

  it('leaves a discount that names products to the lines', () => {
    const discounts = [aDiscount('jams', 'percentage', '50', { product_ids: ['jam'] })];
    const quote = quoteCart(aCart([aLine(jam)], { discounts, discount_id: 'jams' }));
    expect(totals(quote).discount).toBe('2.00');
    expect(quote.trace).toMatchObject([
      { outcome: 'rejected', reason: 'works by itself on the products it names' },
    ]);
  });

  it('refuses a discount that is unknown, out of its window or for other products', () => {
    const discounts = [
      aDiscount('old', 'percentage', '5', { end_date: '2026-11-19' }),
      aDiscount('other', 'percentage', '5', { product_ids: [] }),
    ];
    const code = (discount_id: string): string =>
      refusal(aCart([aLine(jam)], { discounts, discount_id })).code;
    expect(['none', 'old', 'other'].map(code)).toEqual([
      'DISCOUNT_NOT_FOUND',
      'DISCOUNT_INACTIVE',
      'DISCOUNT_NOT_APPLICABLE',
    ]);
  });
});

describe('figures of the caller', () => {
  it('takes the price of a price-embedded barcode instead of the list price', () => {
    const quote = quoteCart(aCart([aLine(jam, '1', { code_price: d('3.25') })]));
    expect(explained(quote).slice(0, 2)).toEqual([
      'code_price applied: the scanned code carries its own price',
      'base_price rejected: the scanned code carries its own price',
    ]);
    expect(quote.lines[0]).toMatchObject({ is_override: false });
    expect(totals(quote).subtotal).toBe('3.25');
  });

  it('sells at a price set by hand without taking anything more off', () => {
    const discounts = [aDiscount('d', 'percentage', '10', { product_ids: ['jam'] })];
    const quote = quoteCart(aCart([aLine(jam, '2', { override_unit_price: d('3.50') })], { discounts }));
    expect(explained(quote)).toEqual([
      'base_price applied',
      'override_price applied',
      'product_discount d rejected: the price was set by hand',
      'tax applied: 10 % on 7.00',
    ]);
    expect(quote).toMatchObject({ overrides: ['price'] });
    expect(quote.lines[0]).toMatchObject({ is_override: true });
    expect(quote.lines[0]!.base_price.toFixed(2)).toBe('4.00');
  });

  it('does not call our own price, discount or tax an override', () => {
    const discounts = [
      aDiscount('d', 'percentage', '10', { product_ids: ['jam'] }),
      aDiscount('c', 'fixed_amount', '1'),
    ];
    const line = aLine(jam, '1', { override_unit_price: d('4.0000'), override_discount: d('0.40') });
    const quote = quoteCart(
      aCart([line], { discounts, discount_id: 'c', discount_amount: d('1.00'), tax_override: d('0.26') }),
    );
    expect(quote.overrides).toEqual([]);
    expect(quote.lines[0]).toMatchObject({ is_override: false, discount_id: 'd' });
    expect(totals(quote)).toEqual({ subtotal: '2.60', discount: '1.40', tax: '0.26', total: '2.86' });
  });

  it('puts a discount by hand in the place of ours, and takes 0 for nothing said', () => {
    const discounts = [aDiscount('d', 'percentage', '10', { product_ids: ['jam'] })];
    const by = (amount: string): ReturnType<typeof quoteCart> =>
      quoteCart(aCart([aLine(jam, '1', { override_discount: d(amount) })], { discounts }));
    expect(by('0').lines[0]).toMatchObject({ discount_id: 'd', is_override: false });
    expect(by('1.00').lines[0]).toMatchObject({ discount_id: null, is_override: true });
    expect(explained(by('1.00'))).toContain('product_discount d rejected: the discount was set by hand');
    expect(totals(by('1.00')).discount).toBe('1.00');
    expect(by('1.00').overrides).toEqual(['line_discount']);
  });

  it('splits a discount by hand on the cart', () => {
    const quote = quoteCart(
      aCart([aLine(jam), aLine(aProduct('tea', '2.00'))], { discount_amount: d('1.00') }),
    );
    expect(quote.lines.map((line) => line.cart_discount_amount.toFixed(2))).toEqual(['0.67', '0.33']);
    expect(quote).toMatchObject({ overrides: ['cart_discount'], discount_id: null });
    expect(quote.lines.map((line) => line.is_override)).toEqual([false, false]);
  });

  // POS Backend sends the tax of the whole order.
  it('splits a given tax over the lines that bear tax and keeps the gross of inclusive ones', () => {
    const lines = [
      aLine(aProduct('a', '100.00', { tax_rate: '10' })),
      aLine(aProduct('b', '55.00', { tax_rate: '10', prices_include_tax: true })),
      aLine(aProduct('c', '20.00')),
    ];
    const quote = quoteCart(aCart(lines, { tax_override: d('15.50') })); // ours: 10.00 + 5.00
    expect(perLine(quote)).toEqual([
      '100.00 + 10.33 = 110.33',
      '49.83 + 5.17 = 55.00',
      '20.00 + 0.00 = 20.00',
    ]);
    expect(quote.lines.map((line) => line.is_override)).toEqual([true, true, false]);
    expect(quote).toMatchObject({ overrides: ['tax'], trace: [{ rule: 'override_tax', amount: '15.5' }] });
  });

  it('spreads a given tax by amount when nothing is taxed, and lets it be zero', () => {
    const lines = [aLine(aProduct('a', '30.00')), aLine(aProduct('b', '10.00'))];
    expect(perLine(quoteCart(aCart(lines, { tax_override: d('4.00') })))).toEqual([
      '30.00 + 3.00 = 33.00',
      '10.00 + 1.00 = 11.00',
    ]);
    expect(perLine(quoteCart(aCart([aLine(jam)], { tax_override: d('0') })))).toEqual(['4.00 + 0.00 = 4.00']);
  });

  it('refuses a tax that exceeds what it is charged on', () => {
    expect(refusal(aCart([aLine(jam)], { tax_override: d('4.01') }))).toEqual({
      code: 'TAX_EXCEEDS_AMOUNT',
      errors: [['tax_amount', 'TAX_EXCEEDS_AMOUNT']],
    });
    expect(refusal(aCart([], { tax_override: d('1') })).code).toBe('TAX_EXCEEDS_AMOUNT');
  });

  it('names everything that is wrong at once', () => {
    const lines = [
      aLine(jam, '1', { override_discount: d('4.01') }),
      aLine(jam),
      aLine(jam, '1', { override_discount: d('0.005') }),
      aLine(aProduct('yacht', '99999999.99'), '9999.999'),
      aLine(jam, '0', { override_unit_price: d('-1'), override_discount: d('-1') }),
    ];
    expect(refusal(aCart(lines, { discount_id: 'none', discount_amount: d('1.001') }))).toEqual({
      code: 'VALIDATION_FAILED',
      errors: [
        ['items.0.discount_amount', 'DISCOUNT_EXCEEDS_LINE'],
        ['items.2.discount_amount', 'TOO_MANY_DECIMALS'],
        ['items.3.quantity', 'AMOUNT_TOO_LARGE'],
        ['items.4.quantity', 'NOT_POSITIVE'],
        ['items.4.unit_price', 'NEGATIVE_AMOUNT'],
        ['items.4.discount_amount', 'NEGATIVE_AMOUNT'],
        ['items', 'AMOUNT_TOO_LARGE'],
        ['discount_id', 'DISCOUNT_NOT_FOUND'],
        ['discount_amount', 'TOO_MANY_DECIMALS'],
      ],
    });
    expect(refusal(aCart([aLine(jam)], { discount_amount: d('4.01') })).code).toBe('DISCOUNT_EXCEEDS_TOTAL');
    expect(refusal(aCart([aLine(jam)], { tax_override: d('-0.01') })).code).toBe('NEGATIVE_AMOUNT');
  });

  it('counts a yen discount in whole yen', () => {
    const place = aPlace({ currency: 'JPY' });
    const lines = [aLine(aProduct('tea', '150'), '1', { override_discount: d('0.5') })];
    expect(refusal(aCart(lines, { place, tax_override: d('1.5') })).errors).toEqual([
      ['items.0.discount_amount', 'TOO_MANY_DECIMALS'],
    ]);
  });
});
