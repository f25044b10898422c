import fc from 'fast-check';
import { arbitraryCart, arbitraryCartByHand } from '../../../test/support/builders/arbitrary-cart.js';
import { aCart, aLine, aPlace, aProduct, d } from '../../../test/support/builders/cart.js';
import type { CartInput } from './cart.types.js';
import { quoteCart } from './quote-cart.js';
import { replayLine } from './replay-line.js';
import type { Quote } from './quote.types.js';
import { QuoteRefused } from './quote-refused.js';
import type { PricingRule } from './trace.types.js';

/** As a database stores it and gives it back a year later. */
function stored(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function quoted(input: CartInput): Quote | undefined {
  try {
    return quoteCart(input);
  } catch (error) {
    if (error instanceof QuoteRefused) return undefined;
    throw error;
  }
}

const seen = new Set<PricingRule>();

function replaysToTheCent(quote: Quote): void {
  for (const line of quote.lines) {
    const { quantity, unit_factor } = line;
    const again = replayLine({ quantity, unit_factor, trace: stored(line.trace) }, quote)!;
    expect({
      unit_price: again.unit_price.toFixed(),
      gross: again.gross_amount.toFixed(),
      discount: again.discount_amount.toFixed(),
      net: again.net_amount.toFixed(),
      tax: again.tax_amount.toFixed(),
      total: again.total_amount.toFixed(),
      complete: again.is_complete,
    }).toEqual({
      unit_price: line.unit_price.toFixed(),
      gross: line.gross_before_discount.toFixed(),
      discount: line.discount_amount.toFixed(),
      net: line.net_amount.toFixed(),
      tax: line.tax_amount.toFixed(),
      total: line.total_amount.toFixed(),
      complete: true,
    });
    for (const { rule, outcome } of line.trace) if (outcome === 'applied') seen.add(rule);
  }
}

describe('a stored trace', () => {
  it('replays a thousand random carts to the cent', () => {
    let carts = 0;
    fc.assert(
      fc.property(arbitraryCart, (input) => {
        replaysToTheCent(quoteCart(input));
        carts += 1;
      }),
      { numRuns: 1000 },
    );
    expect(carts).toBeGreaterThanOrEqual(1000);
  });

  it('replays what people said by hand, tax too', () => {
    const withTax = fc.tuple(arbitraryCartByHand, fc.option(fc.nat({ max: 3 }), { nil: undefined }));
    fc.assert(
      fc.property(withTax, ([input, tax]) => {
        const said = tax === undefined ? {} : { tax_override: d(tax) };
        const quote = quoted({ ...input, ...said });
        if (quote !== undefined) replaysToTheCent(quote);
      }),
      { numRuns: 1000 },
    );
  });

  it('was drawn so that every rule won somewhere', () => {
    expect([...seen].sort()).toEqual([
      'base_price',
      'basket_discount',
      'buy_x_get_y',
      'cart_discount',
      'code_price',
      'customer_discount',
      'fallback_price',
      'group_price',
      'override_discount',
      'override_price',
      'override_tax',
      'packaging_price',
      'product_discount',
      'promotion_discount',
      'promotion_price',
      'reverse_charge',
      'rounding',
      'step_price',
      'tax',
      'tax_exempt',
    ]);
  });

  it('notices a figure that is not what the trace says', () => {
    const product = aProduct('jam', '4.00', { tax_rate: '10' });
    const [line] = quoteCart(aCart([aLine(product, '3')])).lines;
    const trace = line!.trace.map((entry) =>
      entry.rule === 'base_price' ? { ...entry, amount: '4.01' } : entry,
    );
    const again = replayLine({ quantity: d('3'), unit_factor: d('1'), trace }, aPlace())!;
    expect(again.total_amount.toFixed(2)).toBe('13.23'); // 12.03 and 1.20 of tax
  });
});

describe('a trace of the time before traces were complete', () => {
  const terms = aPlace();
  const old = [
    { rule: 'base_price', outcome: 'applied', amount: '2.55' },
    { rule: 'product_discount', source_id: 'd', outcome: 'applied', amount: '1.53' },
    {
      rule: 'customer_discount',
      source_id: 'c',
      outcome: 'rejected',
      reason: 'a better discount won',
      amount: '1',
    },
    { rule: 'cart_discount', source_id: null, outcome: 'applied', amount: '0.34' },
  ];

  it('gives the amounts that it recorded, and says that it is one', () => {
    const trace = [
      ...old,
      { rule: 'tax', outcome: 'applied', name: 'S20', reason: '20 % on 13.43', amount: '2.69' },
      { rule: 'rounding', outcome: 'applied', reason: 'tax is rounded once a rate', amount: '-0.01' },
    ];
    const line = replayLine({ quantity: d('6'), unit_factor: d('1'), trace }, terms)!;
    expect(line).toMatchObject({ is_complete: false, taxes: [{ code: 'S20' }] });
    expect([line.discount_amount, line.net_amount, line.tax_amount, line.total_amount].map(String)).toEqual([
      '1.87',
      '13.43',
      '2.68',
      '16.11',
    ]);
  });

  it('reads from its words whether the price held the tax, and takes a tax by hand', () => {
    const trace = [
      ...old,
      { rule: 'tax', outcome: 'applied', reason: '20 % contained in 13.43', amount: '2.24' },
      { rule: 'override_tax', outcome: 'applied', amount: '2' },
    ];
    const line = replayLine({ quantity: d('6'), unit_factor: d('1'), trace }, terms)!;
    expect([line.net_amount, line.tax_amount, line.total_amount].map(String)).toEqual([
      '11.43',
      '2',
      '13.43',
    ]);
  });

  it.each([null, undefined, {}, [], [{ rule: 'tax', outcome: 'applied' }], 'x'])(
    'has no price in %j',
    (trace) => {
      expect(replayLine({ quantity: d('1'), unit_factor: d('1'), trace }, terms)).toBeNull();
    },
  );
});
