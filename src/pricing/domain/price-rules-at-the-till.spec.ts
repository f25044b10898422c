import {
  aCart,
  aCustomer,
  aDiscount,
  aGroup,
  aLine,
  aPack,
  aPlace,
  aProduct,
  aPromotion,
  aQuantityPrice,
  d,
  explained,
  totals,
} from '../../../test/support/builders/cart.js';
import type { CartInput, PriceResolution } from './cart.types.js';
import { marginOf } from './margin.js';
import { quoteCart } from './quote-cart.js';
import type { QuotedLine } from './quote.types.js';
import type { PriceRules } from './rules.types.js';

const vip = aCustomer({ price_group_id: 'vip' });

/** The widget of the overview: 50 pieces for a VIP. */
const widget = aProduct('widget', '24.99', { cost_price: d('15.00') });
const WIDGET_RULES: Partial<PriceRules> = {
  group: aGroup(),
  quantity_prices: [
    aQuantityPrice('group', 'widget', '1', '22.00'),
    aQuantityPrice('step', 'widget', '50', '21.50'),
  ],
};

function priced(
  price_resolution: PriceResolution,
  quantity: string,
  changes: Partial<CartInput> & Partial<PriceRules> = {},
): QuotedLine {
  const cart = { place: aPlace({ price_resolution }), customer: vip, ...WIDGET_RULES, ...changes };
  return quoteCart(aCart([aLine(widget, quantity)], cart)).lines[0]!;
}

function priceOf(line: QuotedLine): string {
  return `${line.price_rule} ${line.unit_price.toFixed(2)}`;
}

describe("the overview's widget", () => {
  it('costs what the first rule in the order of the house says', () => {
    expect(priceOf(priced('priority', '50'))).toBe('group 22.00');
    expect(priceOf(priced('priority', '50', { customer: null, group: null }))).toBe('step 21.50');
    expect(priceOf(priced('priority', '49', { customer: null, group: null }))).toBe('base 24.99');
  });

  it('costs the best price where that is the policy, and leaves 30.2 %', () => {
    const line = priced('best_price', '50');
    expect(priceOf(line)).toBe('step 21.50');
    expect(marginOf(line, 2)!.margin_percent!.toFixed(1)).toBe('30.2');
    expect(priceOf(priced('best_price', '49'))).toBe('group 22.00');
  });

  it('says why every other price lost', () => {
    const trace = (resolution: PriceResolution): string[] =>
      priced(resolution, '50')
        .trace.slice(0, 4)
        .map(({ rule, outcome, amount, reason }) => `${rule} ${outcome} ${amount} ${reason}`);
    expect(trace('priority')).toEqual([
      'group_price applied 22 from 1 on',
      "step_price rejected 21.5 the group's price goes first",
      "base_price rejected 24.99 the group's price goes first",
      'fallback_price rejected undefined only for what has no price',
    ]);
    expect(trace('best_price')).toEqual([
      'step_price applied 21.5 from 50 on',
      'group_price rejected 22 dearer than the price that won',
      'base_price rejected 24.99 dearer than the price that won',
      'fallback_price rejected undefined only for what has no price',
    ]);
  });

  // Cost 15.00 and 30 % make 19.50: a last resort would undercut every price that somebody set.
  it('is never sold at cost and markup while it has a price', () => {
    expect(priceOf(priced('best_price', '1', { customer: null, group: null }))).toBe('base 24.99');
  });
});

describe('prices of the place', () => {
  const place_prices = [{ id: 'here', product_id: 'widget', price: d('27.00'), is_active: true }];
  const alone = { customer: null, group: null, quantity_prices: [] };

  it('stand in for the catalogue, dearer ones too and under either policy', () => {
    for (const resolution of ['priority', 'best_price'] as const)
      expect(priceOf(priced(resolution, '1', { ...alone, place_prices }))).toBe('base 27.00');
  });

  it('may be nothing at all: 0 is a price', () => {
    const free = [{ ...place_prices[0]!, price: d('0') }];
    expect(priceOf(priced('priority', '1', { ...alone, place_prices: free }))).toBe('base 0.00');
  });

  it('are passed over when they are switched off or cannot be reckoned', () => {
    const off = [{ ...place_prices[0]!, is_active: false }];
    const unknown = [{ ...place_prices[0]!, price: null }];
    for (const each of [off, unknown])
      expect(priceOf(priced('priority', '1', { ...alone, place_prices: each }))).toBe('base 24.99');
  });

  it('displace the general price of the same quantity, and only that', () => {
    const quantity_prices = [
      aQuantityPrice('step', 'widget', '10', '20.00', { id: 'everywhere' }),
      aQuantityPrice('step', 'widget', '10', '23.00', { id: 'here', is_of_place: true }),
      aQuantityPrice('step', 'widget', '50', '19.00'),
    ];
    const rules = { ...alone, quantity_prices };
    for (const resolution of ['priority', 'best_price'] as const) {
      expect(priceOf(priced(resolution, '10', rules))).toBe('step 23.00');
      expect(priceOf(priced(resolution, '50', rules))).toBe('step 19.00');
    }
    expect(explained(quoteCart(aCart([aLine(widget, '10')], rules)))).toContain(
      'step_price everywhere rejected: this place has its own price',
    );
  });
});

describe('prices of a group', () => {
  // The old system asked for a field that was not there, so that no group ever had its price.
  it('begin at their smallest quantity, and the largest one that is reached wins', () => {
    const quantity_prices = [
      aQuantityPrice('group', 'widget', '6', '23.00'),
      aQuantityPrice('group', 'widget', '12', '22.50'),
    ];
    const at = (quantity: string): string => priceOf(priced('priority', quantity, { quantity_prices }));
    expect([at('5.999'), at('6'), at('12')]).toEqual(['base 24.99', 'group 23.00', 'group 22.50']);
  });

  it('take the percent of the group where it has no price of its own, to the cent', () => {
    const group = aGroup({ default_discount_percent: d('10') });
    const rules = { group, quantity_prices: [] };
    expect(priceOf(priced('priority', '1', rules))).toBe('group 22.49'); // 22.491
    expect(priceOf(priced('priority', '1', { group }))).toBe('group 22.00');
    const off = { ...rules, group: aGroup({ default_discount_percent: d('10'), is_active: false }) };
    expect(priceOf(priced('priority', '1', off))).toBe('base 24.99');
  });

  it('keep the decimals of a fuel price', () => {
    const diesel = aProduct('diesel', '1.4595');
    const group = aGroup({ default_discount_percent: d('10') });
    const quote = quoteCart(aCart([aLine(diesel, '40')], { customer: vip, group }));
    expect(quote.lines[0]!.unit_price.toFixed()).toBe('1.3136'); // 1.31355
  });

  it("are not lowered again by the customer's own discount", () => {
    const customer = aCustomer({ price_group_id: 'vip', discount_percent: d('5') });
    const line = priced('priority', '1', { customer });
    expect(line.discount_amount.toFixed(2)).toBe('0.00');
    expect(line.trace).toContainEqual({
      rule: 'customer_discount',
      source_id: 'ann',
      outcome: 'rejected',
      reason: 'does not come off a price of a group or promotion',
      amount: '1.1',
    });
    const onBase = priced('priority', '1', { customer, group: null, quantity_prices: [] });
    expect(onBase.discount_amount.toFixed(2)).toBe('1.25');
  });

  it('may still be lowered by a discount of the product', () => {
    const discounts = [aDiscount('d', 'percentage', '10', { product_ids: ['widget'] })];
    expect(priced('priority', '1', { discounts }).discount_amount.toFixed(2)).toBe('2.20');
  });
});

describe('packs', () => {
  const beer = aProduct('beer', '1.25');
  const crate = aPack('crate', '24');
  const quoted = (rules: Partial<PriceRules>, quantity = '1', product = beer): QuotedLine =>
    quoteCart(aCart([aLine(product, quantity, { packaging: crate })], { customer: vip, ...rules })).lines[0]!;

  it('cost factor × the price of a unit, and count base units', () => {
    const line = quoted({}, '2');
    expect(priceOf(line)).toBe('base 30.00');
    expect(line).toMatchObject({ packaging_id: 'crate', unit_code: 'box' });
    expect(line.base_quantity.toFixed()).toBe('48');
    expect(line.gross_before_discount.toFixed(2)).toBe('60.00');
  });

  it('have a price of their own, of the place before everywhere', () => {
    const pack = { packaging_id: 'crate', is_active: true };
    const general = { ...pack, id: 'general', is_of_place: false, price: d('27.50') };
    const here = { ...pack, id: 'here', is_of_place: true, price: d('28.00') };
    expect(priceOf(quoted({ packaging_prices: [general] }))).toBe('packaging 27.50');
    expect(priceOf(quoted({ packaging_prices: [general, here] }))).toBe('packaging 28.00');
    expect(priceOf(quoted({ packaging_prices: [general, { ...here, is_active: false }] }))).toBe(
      'packaging 27.50',
    );
    expect(quoted({ packaging_prices: [general] }).trace).toContainEqual({
      rule: 'base_price',
      outcome: 'rejected',
      reason: 'the pack has its own price',
      amount: '30',
    });
  });

  it('reach a price by quantity with the units they hold', () => {
    const quantity_prices = [aQuantityPrice('step', 'beer', '24', '1.10')];
    expect(priceOf(quoted({ quantity_prices }))).toBe('step 26.40');
    const promotions = [aPromotion('p', 'price', '1.00', { min_quantity: d('48') })];
    expect(priceOf(quoted({ promotions }, '1'))).toBe('base 30.00');
    expect(priceOf(quoted({ promotions }, '2'))).toBe('promotion 24.00');
  });

  it('take a discount in money once a unit', () => {
    const discounts = [aDiscount('d', 'fixed_amount', '0.05', { product_ids: ['beer'] })];
    expect(quoted({ discounts }, '2').discount_amount.toFixed(2)).toBe('2.40');
  });

  it('of a product without a price still have theirs', () => {
    const own = { id: 'p', packaging_id: 'crate', is_of_place: false, price: d('27.50'), is_active: true };
    expect(priceOf(quoted({ packaging_prices: [own] }, '1', aProduct('beer', null)))).toBe('packaging 27.50');
  });
});

describe('what has no price', () => {
  const nameless = (cost: string | null): ReturnType<typeof aProduct> =>
    aProduct('nut', null, { cost_price: cost === null ? null : d(cost) });

  // The old system answered 13.0000013 and the like.
  it('costs what it cost and the markup of the place, rounded to the cent', () => {
    const line = quoteCart(aCart([aLine(nameless('3.3333'))])).lines[0]!;
    expect(line.unit_price.toFixed()).toBe('4.33'); // 4.33329
    expect(line.price_rule).toBe('fallback');
  });

  it('costs what this place paid for it, before what the catalogue says', () => {
    const costs = [{ product_id: 'nut', cost: d('5.00') }];
    expect(priceOf(quoteCart(aCart([aLine(nameless('3.00'))], { costs })).lines[0]!)).toBe('fallback 6.50');
    const unknown = [{ product_id: 'nut', cost: d('0') }];
    expect(priceOf(quoteCart(aCart([aLine(nameless('3.00'))], { costs: unknown })).lines[0]!)).toBe(
      'fallback 3.90',
    );
  });

  it('takes a markup of nothing for a markup', () => {
    const place = aPlace({ default_markup_percent: d('0') });
    expect(priceOf(quoteCart(aCart([aLine(nameless('3.00'))], { place })).lines[0]!)).toBe('fallback 3.00');
  });

  it('is refused without a cost, unless somebody names a price', () => {
    expect(() => quoteCart(aCart([aLine(widget), aLine(nameless(null))]))).toThrow(
      expect.objectContaining({
        code: 'PRICE_MISSING',
        errors: [expect.objectContaining({ field: 'items.1.unit_price' })],
      }),
    );
    const named = aLine(nameless(null), '1', { override_unit_price: d('2.00') });
    expect(totals(quoteCart(aCart([named]))).total).toBe('2.00');
    const coded = aLine(nameless(null), '1', { code_price: d('2.10') });
    expect(totals(quoteCart(aCart([coded]))).total).toBe('2.10');
  });

  it('never tells the cost where something else won', () => {
    const line = priced('priority', '1');
    expect(JSON.stringify(line.trace)).not.toMatch(/15|19\.5/);
  });
});

describe('a price by hand', () => {
  const at = (said: string, rules: Partial<PriceRules> = {}): QuotedLine =>
    quoteCart(
      aCart([aLine(widget, '1', { override_unit_price: d(said) })], {
        customer: vip,
        ...WIDGET_RULES,
        ...rules,
      }),
    ).lines[0]!;

  it('is none when it is ours, or the price on the shelf that a rule undercut', () => {
    expect(priceOf(at('22.00'))).toBe('group 22.00');
    expect(priceOf(at('24.99'))).toBe('group 22.00');
    expect(at('24.99').is_override).toBe(false);
    expect(priceOf(at('23.00'))).toBe('by_hand 23.00');
  });

  it('is one when our rule would ask more than the price on the shelf', () => {
    const quantity_prices = [aQuantityPrice('group', 'widget', '1', '26.00')];
    expect(priceOf(at('24.99', { quantity_prices }))).toBe('by_hand 24.99');
  });
});

describe('ties', () => {
  it('fall to the same rule whatever order the rules come in', () => {
    const promotions = ['c', 'a', 'b'].map((id) => aPromotion(id, 'price', '20.00'));
    const winner = (rules: Partial<PriceRules>): string[] => priced('best_price', '1', rules).promotion_ids;
    expect(winner({ promotions })).toEqual(['a']);
    expect(winner({ promotions: [...promotions].reverse() })).toEqual(['a']);
  });

  it('at the best price go to the promotion, then to the group', () => {
    const quantity_prices = [
      aQuantityPrice('group', 'widget', '1', '20'),
      aQuantityPrice('step', 'widget', '1', '20'),
    ];
    expect(priceOf(priced('best_price', '1', { quantity_prices }))).toBe('group 20.00');
    const promotions = [aPromotion('p', 'price', '20.00')];
    expect(priceOf(priced('best_price', '1', { quantity_prices, promotions }))).toBe('promotion 20.00');
  });
});
