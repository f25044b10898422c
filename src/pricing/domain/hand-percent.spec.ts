import { aCart, aDiscount, aLine, aProduct, aPromotion, d } from '../../../test/support/builders/cart.js';
import type { CartInput, CartLine } from './cart.types.js';
import { quoteCart } from './quote-cart.js';
import type { PriceRules } from './rules.types.js';

const jam = aProduct('jam', '4.00');

function percents(
  lines: Partial<CartLine>[],
  changes: Partial<CartInput> & Partial<PriceRules> = {},
): [string, string[]] {
  const quote = quoteCart(
    aCart(
      lines.map((line) => aLine(jam, '1', line)),
      changes,
    ),
  );
  return [
    quote.hand_discount_percent.toFixed(),
    quote.lines.map((line) => line.hand_discount_percent.toFixed()),
  ];
}

describe('what people took off', () => {
  it('is nothing where only rules did', () => {
    const rules = {
      discounts: [aDiscount('d', 'percentage', '50', { product_ids: ['jam'] })],
      promotions: [aPromotion('p', 'price', '3.00')],
    };
    expect(percents([{}], rules)).toEqual(['0', ['0']]);
  });

  it('is a price below the base price, and never one above', () => {
    expect(percents([{ override_unit_price: d('3.00') }, { override_unit_price: d('5.00') }])).toEqual([
      '25',
      ['25', '0'],
    ]);
    // Above the promotion's price, but below the price on the shelf.
    const promotions = [aPromotion('p', 'price', '2.00')];
    expect(percents([{ override_unit_price: d('3.00') }], { promotions })[0]).toBe('25');
  });

  it('is a discount on the line, whole, whatever ours would have been', () => {
    const discounts = [aDiscount('d', 'percentage', '10', { product_ids: ['jam'] })];
    expect(percents([{ override_discount: d('1.00') }], { discounts })[0]).toBe('25');
    expect(percents([{ override_discount: d('0.40') }], { discounts })[0]).toBe('0');
  });

  it('is a discount on the cart, exactly, however its cents fall', () => {
    expect(percents([{}, {}, {}], { discount_amount: d('1.00') })).toEqual([
      '8.3333',
      ['8.3333', '8.3333', '8.3333'],
    ]);
  });

  it('adds up: half the price, half of that on the line, a tenth of the cart', () => {
    const line = { override_unit_price: d('2.00'), override_discount: d('1.00') };
    expect(percents([line], { discount_amount: d('0.10') })[0]).toBe('77.5');
  });
});
