import {
  aCart,
  aCustomer,
  aLine,
  aPack,
  aProduct,
  aPromotion,
  d,
  explained,
} from '../../../test/support/builders/cart.js';
import type { CartInput, CartLine } from './cart.types.js';
import { quoteCart } from './quote-cart.js';
import type { PriceRules, PromotionRule } from './rules.types.js';

const soap = aProduct('soap', '3.00', { category_path: ['care'] });
const cream = aProduct('cream', '10.00', { category_path: ['care'] });
const brush = aProduct('brush', '2.00');

function buy(
  buy_quantity: string,
  get_quantity: string,
  changes: Partial<PromotionRule> = {},
): PromotionRule {
  return aPromotion('deal', 'buy_x_get_y', null, {
    buy_quantity: d(buy_quantity),
    get_quantity: d(get_quantity),
    get_percent: d('100'),
    ...changes,
  });
}

function offs(
  lines: CartLine[],
  promotions: PromotionRule[],
  changes: Partial<CartInput> & Partial<PriceRules> = {},
): string[] {
  const quote = quoteCart(aCart(lines, { promotions, ...changes }));
  return quote.lines.map((line) => line.discount_amount.toFixed(2));
}

describe('buy some, get some', () => {
  it('gives one of three, and two of six', () => {
    expect(['2', '3', '5', '6'].map((quantity) => offs([aLine(soap, quantity)], [buy('2', '1')])[0])).toEqual(
      ['0.00', '3.00', '3.00', '6.00'],
    );
  });

  it('counts over the lines, and gives the cheapest', () => {
    const lines = [aLine(cream, '2'), aLine(soap, '1')];
    expect(offs(lines, [buy('2', '1')])).toEqual(['0.00', '3.00']);
    // Twice three: the two cheapest of all six.
    expect(offs([aLine(cream, '3'), aLine(soap, '3')], [buy('2', '1')])).toEqual(['0.00', '6.00']);
  });

  it('is told on every line that it touched', () => {
    const quote = quoteCart(aCart([aLine(cream, '2'), aLine(soap, '1')], { promotions: [buy('2', '1')] }));
    expect(explained(quote, 0)).toContain('buy_x_get_y deal applied: 2 bought, 0 got');
    expect(explained(quote, 1)).toContain('buy_x_get_y deal applied: 0 bought, 1 got');
    const [use] = quote.promotions;
    expect(use!.lines.map(({ line_id, amount }) => `${line_id} ${amount.toFixed(2)}`)).toEqual([
      'line of cream 0.00',
      'line of soap 3.00',
    ]);
    expect(quote.lines.map((line) => line.promotion_ids)).toEqual([[], ['deal']]);
  });

  it('gives a part of the price', () => {
    expect(offs([aLine(soap, '2')], [buy('1', '1', { get_percent: d('50') })])).toEqual(['1.50']);
  });

  it('buys one thing and gets another', () => {
    const deal = buy('1', '1', { buy_targets: ['cream'], get_targets: ['brush'] });
    expect(offs([aLine(cream, '1'), aLine(brush, '3')], [deal])).toEqual(['0.00', '2.00']);
    expect(offs([aLine(cream, '5'), aLine(brush, '3')], [deal])).toEqual(['0.00', '6.00']);
    expect(offs([aLine(brush, '3')], [deal])).toEqual(['0.00']);
  });

  it('does not use a unit twice when it could be bought and got', () => {
    // Care is bought, soap is got: of three soaps one is got, and two are bought.
    const deal = buy('2', '1', { buy_targets: ['care'], get_targets: ['soap'] });
    expect(offs([aLine(soap, '3')], [deal])).toEqual(['3.00']);
    expect(offs([aLine(soap, '2'), aLine(cream, '4')], [deal])).toEqual(['6.00', '0.00']);
    expect(offs([aLine(soap, '2')], [deal])).toEqual(['0.00']);
  });

  it('deals a unit to one promotion only, of the higher priority first', () => {
    const first = { ...buy('1', '1'), id: 'first', priority: 1 };
    const quote = quoteCart(aCart([aLine(soap, '3')], { promotions: [buy('2', '1'), first] }));
    expect(explained(quote)).toContain('buy_x_get_y first applied: 1 bought, 1 got');
    expect(explained(quote)).toContain('buy_x_get_y deal rejected: needs 2 bought and 1 more');
  });

  it('comes off what other discounts left', () => {
    const ten = aPromotion('ten', 'percentage', '10');
    expect(offs([aLine(soap, '3')], [buy('2', '1'), ten])).toEqual(['3.60']); // 0.90 and a third of 8.10
  });

  it('counts the units of a pack', () => {
    const six = aLine(soap, '1', { packaging: aPack('six', '6') });
    expect(offs([six], [buy('2', '1')])).toEqual(['6.00']);
  });

  it('shares cents out without losing one', () => {
    const pen = aProduct('pen', '0.33');
    const lines = [aLine(pen), aLine(pen), aLine(pen), aLine(pen)];
    const shared = offs(lines, [buy('1', '1', { get_percent: d('50') })]);
    expect(shared).toEqual(['0.17', '0.16', '0.00', '0.00']); // 0.33 of two halves
  });

  it('leaves out what was priced or discounted by hand', () => {
    const byHand = aLine(soap, '2', { override_unit_price: d('2.50') });
    expect(offs([byHand, aLine(soap, '1')], [buy('2', '1')])).toEqual(['0.00', '0.00']);
    const lowered = aLine(soap, '2', { override_discount: d('0.50') });
    const quote = quoteCart(aCart([lowered, aLine(soap, '1')], { promotions: [buy('2', '1')] }));
    expect(quote.lines.map((line) => line.discount_amount.toFixed(2))).toEqual(['0.50', '0.00']);
    expect(explained(quote)).toContain('buy_x_get_y deal rejected: the discount was set by hand');
  });

  it('is no override when the till sends our own discount back', () => {
    const echoed = aLine(soap, '3', { override_discount: d('3.00') });
    const quote = quoteCart(aCart([echoed], { promotions: [buy('2', '1')] }));
    expect(quote.overrides).toEqual([]);
    expect(quote.promotions).toHaveLength(1);
  });

  it('ends with its budget', () => {
    expect(offs([aLine(soap, '6')], [buy('2', '1', { budget: d('4') })])).toEqual(['4.00']);
  });
});

describe('an exclusive one', () => {
  const alone = buy('2', '1', { is_exclusive: true });

  it('displaces the discounts of the lines it touches, when it is worth as much', () => {
    const customer = aCustomer({ discount_percent: d('10') });
    const quote = quoteCart(
      aCart([aLine(soap, '3'), aLine(brush)], {
        promotions: [{ ...alone, buy_targets: ['soap'], has_buy_targets: true }],
        customer,
      }),
    );
    expect(quote.lines.map((line) => line.discount_amount.toFixed(2))).toEqual(['3.00', '0.20']);
    expect(explained(quote)).toContain('customer_discount ann rejected: an exclusive promotion stands alone');
  });

  it('gives way when those come to more', () => {
    const customer = aCustomer({ discount_percent: d('40') });
    const quote = quoteCart(aCart([aLine(soap, '3')], { promotions: [alone], customer }));
    expect(quote.lines[0]!.discount_amount.toFixed(2)).toBe('3.60');
    expect(explained(quote)).toContain('buy_x_get_y deal rejected: the other discounts come to more');
  });

  it('does not touch a line that another promotion has', () => {
    const price = aPromotion('price', 'price', '2.00', { buy_targets: ['soap'] });
    expect(offs([aLine(soap, '3')], [alone, price])).toEqual(['0.00']);
    const half = aPromotion('half', 'percentage', '50', { is_exclusive: true, buy_targets: ['cream'] });
    expect(offs([aLine(cream, '1'), aLine(soap, '2')], [alone, half])).toEqual(['5.00', '0.00']);
  });
});
