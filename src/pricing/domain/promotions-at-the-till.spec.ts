import {
  aCart,
  aCustomer,
  aDiscount,
  aLine,
  aProduct,
  aPromotion,
  d,
  explained,
} from '../../../test/support/builders/cart.js';
import type { CartInput } from './cart.types.js';
import { quoteCart } from './quote-cart.js';
import type { Quote } from './quote.types.js';
import type { PriceRules, PromotionRule } from './rules.types.js';

const jam = aProduct('jam', '4.00', {
  brand_id: 'acme',
  category_path: ['spreads', 'food'],
  parent_id: 'jams',
});
const tea = aProduct('tea', '3.00', { product_group_path: ['dry', 'all'] });

function sold(
  promotions: PromotionRule[],
  quantity = '1',
  changes: Partial<CartInput> & Partial<PriceRules> = {},
): Quote {
  return quoteCart(aCart([aLine(jam, quantity)], { promotions, ...changes }));
}

function unitPrice(quote: Quote): string {
  return quote.lines[0]!.unit_price.toFixed(2);
}

function off(quote: Quote, line = 0): string {
  return quote.lines[line]!.discount_amount.toFixed(2);
}

describe('a promotion price', () => {
  // The old system took the highest promotion price and never looked at the priority.
  it('is that of the highest priority, then the lower one, then the smaller id', () => {
    const cheap = aPromotion('cheap', 'price', '2.00');
    const dear = aPromotion('dear', 'price', '3.00', { priority: 5 });
    const twin = aPromotion('a twin', 'price', '2.00');
    expect(unitPrice(sold([cheap, dear]))).toBe('3.00');
    expect(sold([cheap, twin, aPromotion('b', 'price', '2.50')]).lines[0]!.promotion_ids).toEqual(['a twin']);
    expect(explained(sold([cheap, dear, twin]))).toEqual([
      'promotion_price dear applied',
      'promotion_price a twin rejected: a promotion of higher priority goes first',
      'promotion_price cheap rejected: a promotion of higher priority goes first',
      'base_price rejected: a promotion goes first',
      'tax applied: 0 % on 3.00',
    ]);
    expect(explained(sold([cheap, twin]))[1]).toBe(
      'promotion_price cheap rejected: as cheap as the promotion that won',
    );
  });

  // The old system ignored the largest quantity.
  it('holds from its smallest to its largest quantity', () => {
    const promotion = aPromotion('p', 'price', '2.00', { min_quantity: d('3'), max_quantity: d('6') });
    expect(['2', '3', '6', '7'].map((quantity) => unitPrice(sold([promotion], quantity)))).toEqual([
      '4.00',
      '2.00',
      '2.00',
      '4.00',
    ]);
    expect(explained(sold([promotion], '7'))).toContain('promotion_price p rejected: up to 6');
    expect(explained(sold([promotion], '2'))).toContain('promotion_price p rejected: from 3 on');
  });

  it('may be nothing at all', () => {
    expect(unitPrice(sold([aPromotion('p', 'price', '0')]))).toBe('0.00');
  });

  it.each([
    ['a product', ['jam'], true],
    ['a template, and so its variants', ['jams'], true],
    ['the category above its own', ['food'], true],
    ['a brand', ['acme'], true],
    ['another product', ['tea'], false],
    ['nothing of this cart', [], false],
  ])('is for %s', (_what, buy_targets, applies) => {
    expect(unitPrice(sold([aPromotion('p', 'price', '2.00', { buy_targets })]))).toBe(
      applies ? '2.00' : '4.00',
    );
  });

  it('is for a product group and those below it', () => {
    const promotions = [aPromotion('p', 'price', '2.00', { buy_targets: ['all'] })];
    expect(unitPrice(quoteCart(aCart([aLine(tea)], { promotions })))).toBe('2.00');
  });

  it('says what it took off, against the price on the shelf', () => {
    const quote = sold([aPromotion('p', 'price', '2.50', {})], '3');
    expect(quote.promotions).toMatchObject([
      { promotion_id: 'p', coupon_id: null, uses: 1, lines: [{ line_id: 'line of jam' }] },
    ]);
    expect(quote.promotions[0]!.amount.toFixed(2)).toBe('4.50');
  });
});

describe('who a promotion is for', () => {
  const restricted = aPromotion('p', 'price', '2.00', { is_group_restricted: true });

  // The old system gave what is for some groups to everybody without a group.
  it('is never anonymous when it is for price groups', () => {
    const quote = sold([{ ...restricted, is_for_group: true }]);
    expect(unitPrice(quote)).toBe('4.00');
    expect(explained(quote)).toContain(
      'promotion_price p rejected: is for known customers of certain price groups',
    );
  });

  it('is a member of one of its groups', () => {
    const customer = aCustomer();
    expect(unitPrice(sold([{ ...restricted, is_for_group: true }], '1', { customer }))).toBe('2.00');
    const other = sold([restricted], '1', { customer });
    expect(explained(other)).toContain('promotion_price p rejected: is for other price groups');
  });

  it('is known by name when it is counted by customer', () => {
    const counted = aPromotion('p', 'price', '2.00', { usage_limit_per_customer: 2, customer_used_count: 1 });
    const customer = aCustomer();
    expect(unitPrice(sold([counted]))).toBe('4.00');
    expect(unitPrice(sold([counted], '1', { customer }))).toBe('2.00');
    const used = sold([{ ...counted, customer_used_count: 2 }], '1', { customer });
    expect(explained(used)).toContain('promotion_price p rejected: this customer has used it up');
  });
});

describe('when a promotion does not run', () => {
  it.each([
    [{ is_active: false }, 'switched off'],
    [{ is_here: false }, 'is for other places'],
    [{ starts_at: '2026-11-20T15:00:01' }, 'starts at 2026-11-20T15:00:01'],
    [{ days_of_week: [6, 7] }, 'does not run on Friday'],
    [{ usage_limit: 3, used_count: 3 }, 'used up'],
    [{ budget: d('10'), used_amount: d('10') }, 'its budget is spent'],
    [{ requires_coupon: true }, 'needs a coupon'],
  ])('%j says %s', (changes, reason) => {
    const quote = sold([aPromotion('p', 'percentage', '50', changes)]);
    expect(off(quote)).toBe('0.00');
    expect(explained(quote)).toContain(`promotion_discount p rejected: ${reason}`);
  });
});

describe('promotions that take something off', () => {
  const ten = aPromotion('ten', 'percentage', '10');
  const fifty = aPromotion('fifty', 'fixed_amount', '0.50');

  it('stack, each off the price, beside the best discount', () => {
    const discounts = [
      aDiscount('d1', 'percentage', '5', { product_ids: ['jam'] }),
      aDiscount('d2', 'percentage', '20', { product_ids: ['jam'] }),
    ];
    const quote = sold([ten, fifty], '2', { discounts, customer: aCustomer({ discount_percent: d('15') }) });
    expect(off(quote)).toBe('3.40'); // 1.60 + 1.00 + 0.80 of 8.00
    expect(explained(quote).slice(1, 6)).toEqual([
      'product_discount d2 applied',
      'promotion_discount fifty applied',
      'promotion_discount ten applied',
      'customer_discount ann rejected: a better discount won',
      'product_discount d1 rejected: a better discount won',
    ]);
    expect(quote.lines[0]).toMatchObject({ discount_id: 'd2', promotion_ids: ['fifty', 'ten'] });
    expect(quote.promotions.map((use) => use.amount.toFixed(2))).toEqual(['1.00', '0.80']);
  });

  it('never take more than there is', () => {
    const quote = sold([aPromotion('a', 'percentage', '80'), aPromotion('b', 'percentage', '80')]);
    expect(quote.lines[0]!.total_amount.toFixed(2)).toBe('0.00');
    expect(quote.promotions.map((use) => use.amount.toFixed(2))).toEqual(['3.20', '0.80']);
    expect(explained(quote)).toContain('promotion_discount b applied: limited to the price');
  });

  it('come off a promotion price as well', () => {
    const quote = sold([aPromotion('p', 'price', '2.00'), ten]);
    expect([unitPrice(quote), off(quote)]).toEqual(['2.00', '0.20']);
  });
});

describe('an exclusive promotion', () => {
  const half = aPromotion('half', 'percentage', '50', { is_exclusive: true });
  const ten = aPromotion('ten', 'percentage', '10');

  it('stands alone where it is worth as much as the others together', () => {
    const quote = sold([half, ten], '1', { customer: aCustomer({ discount_percent: d('40') }) });
    expect(off(quote)).toBe('2.00'); // 0.40 + 1.60 are as much
    expect(quote.lines[0]!.promotion_ids).toEqual(['half']);
    expect(explained(quote)).toContain('customer_discount ann rejected: an exclusive promotion stands alone');
  });

  it('gives way where the others come to more', () => {
    const quote = sold([half, ten], '1', { customer: aCustomer({ discount_percent: d('41') }) });
    expect(off(quote)).toBe('2.04');
    expect(explained(quote)).toContain('promotion_discount half rejected: a better discount won');
  });

  it('does not come off a promotion price, and its own price takes nothing more off', () => {
    const price = aPromotion('price', 'price', '3.00');
    expect(explained(sold([price, half]))).toContain(
      'promotion_discount half rejected: stands alone, and the price is a promotion',
    );
    const alone = sold([{ ...price, is_exclusive: true }, ten], '1', {
      customer: aCustomer({ discount_percent: d('40') }),
    });
    expect([unitPrice(alone), off(alone)]).toEqual(['3.00', '0.00']);
  });

  it('of several is the best, then the one of higher priority', () => {
    const other = aPromotion('other', 'percentage', '50', { is_exclusive: true, priority: 1 });
    expect(sold([half, other]).lines[0]!.promotion_ids).toEqual(['other']);
  });
});

describe('a budget', () => {
  it('is shared out to the lines when it does not last for all of them', () => {
    const promotions = [
      aPromotion('p', 'percentage', '50', {
        budget: d('10'),
        used_amount: d('7.995'),
        buy_targets: ['jam', 'tea'],
      }),
    ];
    const quote = quoteCart(aCart([aLine(jam, '2'), aLine(tea, '1')], { promotions }));
    expect([off(quote, 0), off(quote, 1)]).toEqual(['1.45', '0.55']); // 2.00 in proportion 4.00 : 1.50
    expect(quote.promotions[0]!.amount.toFixed()).toBe('2');
    expect(explained(quote)).toContain('promotion_discount p applied: limited to what its budget leaves');
  });

  it('of a price lasts for the whole cart or not at all', () => {
    const promotion = aPromotion('p', 'price', '3.00', { budget: d('5') });
    expect(unitPrice(sold([promotion], '5'))).toBe('3.00');
    const quote = sold([promotion], '6');
    expect(unitPrice(quote)).toBe('4.00');
    expect(explained(quote)).toContain('promotion_price p rejected: its budget does not last for it');
  });
});
