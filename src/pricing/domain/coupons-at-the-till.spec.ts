import {
  aCart,
  aCoupon,
  aCustomer,
  aLine,
  aProduct,
  aPromotion,
  d,
} from '../../../test/support/builders/cart.js';
import type { CartInput } from './cart.types.js';
import { quoteCart } from './quote-cart.js';
import { QuoteRefused } from './quote-refused.js';
import type { CouponRule, PriceRules } from './rules.types.js';

const jam = aProduct('jam', '4.00');
const half = aPromotion('half', 'percentage', '50', { requires_coupon: true });

function cart(changes: Partial<CartInput> & Partial<PriceRules>): CartInput {
  return aCart([aLine(jam, '2')], { promotions: [half], ...changes });
}

function refusal(input: CartInput): [string, string][] {
  try {
    quoteCart(input);
  } catch (error) {
    if (!(error instanceof QuoteRefused)) throw error;
    return error.errors.map(({ field, code }) => [field, code]);
  }
  return [];
}

function one(changes: Partial<CouponRule>, customer: CartInput['customer'] = null): [string, string][] {
  return refusal(cart({ coupons: [aCoupon('AUTUMN', 'half', changes)], coupon_codes: ['AUTUMN'], customer }));
}

describe('a coupon', () => {
  it('opens its promotion, however it is written', () => {
    const quote = quoteCart(cart({ coupons: [aCoupon('AUTUMN', 'half')], coupon_codes: [' autumn '] }));
    expect(quote.total_amount.toFixed(2)).toBe('4.00');
    expect(quote.promotions).toMatchObject([{ promotion_id: 'half', coupon_id: 'coupon AUTUMN', uses: 1 }]);
  });

  it('is one however often it is named', () => {
    const quote = quoteCart(
      cart({ coupons: [aCoupon('AUTUMN', 'half')], coupon_codes: ['AUTUMN', 'autumn'] }),
    );
    expect(quote.promotions).toHaveLength(1);
  });

  it('is not used up by a promotion that lost', () => {
    const better = aPromotion('better', 'percentage', '60', { is_exclusive: true });
    const quote = quoteCart(
      cart({ promotions: [half, better], coupons: [aCoupon('AUTUMN', 'half')], coupon_codes: ['AUTUMN'] }),
    );
    expect(quote.promotions.map(({ promotion_id }) => promotion_id)).toEqual(['better']);
  });

  it.each([
    [{ is_active: false }, 'COUPON_NOT_APPLICABLE'],
    [{ expires_on: '2026-11-19' }, 'COUPON_EXPIRED'],
    [{ usage_limit: 10, used_count: 10 }, 'COUPON_USED_UP'],
    [{ customer_id: 'bob' }, 'COUPON_NOT_APPLICABLE'],
    [{ usage_limit_per_customer: 1 }, 'COUPON_NOT_APPLICABLE'],
  ])('with %j is refused as %s', (changes, code) => {
    expect(one(changes)).toEqual([['coupon_codes.0', code]]);
  });

  it('holds on its last day, up to its last use, for its one customer', () => {
    expect(one({ expires_on: '2026-11-20', usage_limit: 10, used_count: 9 })).toEqual([]);
    const ann = aCustomer();
    expect(one({ customer_id: 'ann', usage_limit_per_customer: 1 }, ann)).toEqual([]);
    expect(one({ usage_limit_per_customer: 1, customer_used_count: 1 }, ann)).toEqual([
      ['coupon_codes.0', 'COUPON_USED_UP'],
    ]);
  });

  it('is refused where its promotion has nothing to do', () => {
    const forTea = { ...half, buy_targets: [], has_buy_targets: true };
    const coupons = [aCoupon('AUTUMN', 'half')];
    const codes = { coupons, coupon_codes: ['AUTUMN'] };
    for (const promotion of [
      forTea,
      { ...half, min_quantity: d('3') },
      { ...half, ends_at: '2026-11-19T00:00:00' },
      { ...half, kind: 'basket' as const, min_basket_amount: d('8.01') },
      { ...half, kind: 'buy_x_get_y' as const, buy_quantity: d('2'), get_quantity: d('1') },
    ])
      expect(refusal(cart({ ...codes, promotions: [promotion] }))).toEqual([
        ['coupon_codes.0', 'COUPON_NOT_APPLICABLE'],
      ]);
  });

  it('names every code that is wrong, beside everything else', () => {
    const coupons = [aCoupon('A', 'half'), aCoupon('B', 'half')];
    const input = cart({ coupons, coupon_codes: ['A', 'nope', 'b'], discount_id: 'none' });
    expect(refusal(input)).toEqual([
      ['coupon_codes.1', 'COUPON_NOT_FOUND'],
      ['coupon_codes.2', 'COUPON_NOT_APPLICABLE'],
      ['discount_id', 'DISCOUNT_NOT_FOUND'],
    ]);
  });
});
