import {
  aCart,
  aDiscount,
  aLine,
  aProduct,
  aPromotion,
  d,
  totals,
} from '../../../test/support/builders/cart.js';
import type { CartInput, CartLine } from './cart.types.js';
import { quoteCart } from './quote-cart.js';
import type { Quote } from './quote.types.js';
import type { PriceRules, PromotionRule } from './rules.types.js';

const wine = aProduct('wine', '30.00', { tax_rate: '20', category_path: ['drinks'] });
const bread = aProduct('bread', '10.00', { tax_rate: '5' });

function basket(id: string, value: string, changes: Partial<PromotionRule> = {}): PromotionRule {
  return aPromotion(id, 'basket', value, {
    value_type: 'fixed_amount',
    min_basket_amount: d('40'),
    ...changes,
  });
}

function quoted(
  promotions: PromotionRule[],
  lines: CartLine[] = [aLine(wine), aLine(bread)],
  changes: Partial<CartInput> & Partial<PriceRules> = {},
): Quote {
  return quoteCart(aCart(lines, { promotions, ...changes }));
}

function shares(quote: Quote): string[] {
  return quote.lines.map((line) => line.cart_discount_amount.toFixed(2));
}

function why(quote: Quote): string[] {
  return quote.trace.map(({ source_id, outcome, reason = '' }) => `${source_id} ${outcome} ${reason}`.trim());
}

describe('a basket promotion', () => {
  it('comes off a full basket, each line its part, before tax', () => {
    const quote = quoted([basket('five', '5')]);
    expect(shares(quote)).toEqual(['3.75', '1.25']);
    expect(totals(quote)).toEqual({ subtotal: '35.00', discount: '5.00', tax: '5.69', total: '40.69' });
    expect(quote.promotions).toMatchObject([{ promotion_id: 'five', uses: 1 }]);
    expect(quote.lines.map((line) => line.promotion_ids)).toEqual([['five'], ['five']]);
    expect(quote).toMatchObject({ overrides: [], discount_id: null });
  });

  it('needs the basket full after the discounts of the lines', () => {
    const discounts = [aDiscount('d', 'fixed_amount', '0.01', { product_ids: ['bread'] })];
    const quote = quoted([basket('five', '5')], undefined, { discounts });
    expect(shares(quote)).toEqual(['0.00', '0.00']);
    expect(why(quote)).toEqual(['five rejected needs a basket of 40.00']);
  });

  it('counts and lowers the lines it names', () => {
    const drinks = basket('drinks', '10', { value_type: 'percentage', buy_targets: ['drinks'] });
    expect(shares(quoted([drinks]))).toEqual(['0.00', '0.00']);
    expect(shares(quoted([drinks], [aLine(wine, '2'), aLine(bread)]))).toEqual(['6.00', '0.00']);
    expect(why(quoted([drinks], [aLine(bread)]))).toEqual(['drinks rejected nothing in the cart is for it']);
  });

  it('is given besides another that may stack, or alone when it is exclusive and worth as much', () => {
    const five = basket('five', '5');
    const tenth = basket('tenth', '10', { value_type: 'percentage' });
    expect(quoted([five, tenth]).cart_discount_amount.toFixed(2)).toBe('9.00');
    const nine = basket('nine', '9', { is_exclusive: true });
    expect(quoted([five, tenth, nine]).promotions.map((use) => use.promotion_id)).toEqual(['nine']);
    const eight = basket('eight', '8', { is_exclusive: true });
    expect(why(quoted([five, tenth, eight]))).toContain('eight rejected other promotions come to more');
  });

  it('leaves out what an exclusive promotion has to itself', () => {
    const half = aPromotion('half', 'percentage', '50', { is_exclusive: true, buy_targets: ['bread'] });
    const quote = quoted([basket('five', '5', { min_basket_amount: d('30') }), half]);
    expect(shares(quote)).toEqual(['5.00', '0.00']);
    expect(why(quoted([basket('five', '5'), half]))).toEqual(['five rejected needs a basket of 40.00']);
  });

  it('comes before the discount that was chosen for the cart', () => {
    const discounts = [aDiscount('ten', 'percentage', '10')];
    const quote = quoted([basket('five', '5')], undefined, { discounts, discount_id: 'ten' });
    expect(quote.cart_discount_amount.toFixed(2)).toBe('8.50'); // 5.00 and a tenth of 35.00
    expect(quote.discount_id).toBe('ten');
  });

  it('gives way to a discount by hand, unless that is the same', () => {
    const other = quoted([basket('five', '5')], undefined, { discount_amount: d('2') });
    expect(other).toMatchObject({ promotions: [], overrides: ['cart_discount'] });
    expect(shares(other)).toEqual(['1.50', '0.50']);
    const same = quoted([basket('five', '5')], undefined, { discount_amount: d('5') });
    expect(same.overrides).toEqual([]);
    expect(same.promotions).toHaveLength(1);
  });

  it('never takes more than there is, nor than its budget leaves', () => {
    expect(quoted([basket('much', '100')]).total_amount.toFixed(2)).toBe('0.00');
    const spent = basket('five', '5', { budget: d('20'), used_amount: d('17') });
    expect(quoted([spent]).cart_discount_amount.toFixed(2)).toBe('3.00');
  });
});
