import { aCart, aLine, aProduct, d } from '../../../test/support/builders/cart.js';
import { marginOf } from './margin.js';
import { quoteCart } from './quote-cart.js';

function margin(
  cost: string | null,
  price: string,
  quantity = '2',
): [string, string | undefined] | undefined {
  const product = aProduct('a', price, { tax_rate: '20', cost_price: cost === null ? null : d(cost) });
  const found = marginOf(quoteCart(aCart([aLine(product, quantity)])).lines[0]!, 2);
  return found && [found.margin_amount.toFixed(2), found.margin_percent?.toFixed(2)];
}

describe('marginOf', () => {
  it('is what the net leaves over the cost', () => {
    expect(margin('1.50', '4.00')).toEqual(['5.00', '62.50']);
    expect(margin('3.3333', '10.00', '0.255')).toEqual(['1.70', '66.67']); // 2.55 − 0.8499915
  });

  it('is negative below cost, and has no percentage of nothing', () => {
    expect(margin('5.00', '4.00')).toEqual(['-2.00', '-25.00']);
    expect(margin('5.00', '0.00')).toEqual(['-10.00', undefined]);
  });

  it('is unknown without a cost', () => expect(margin(null, '4.00')).toBeUndefined());
});
