import fc from 'fast-check';
import { arbitraryCart } from '../../../test/support/builders/arbitrary-cart.js';
import { currencyDigits } from '../../common/money/currency.js';
import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import { roundTo } from '../../common/money/rounding.js';
import { exactTax } from './tax.js';
import { quoteCart } from './quote-cart.js';
import type { CartInput, Quote, QuotedLine } from './quote.types.js';

const RUNS = { numRuns: 500 };

/** Holds a law against hundreds of carts. */
function law(holds: (quote: Quote, input: CartInput) => void): void {
  fc.assert(
    fc.property(arbitraryCart, (input) => holds(quoteCart(input), input)),
    RUNS,
  );
}

function total(quote: Quote, amount: (line: QuotedLine) => Decimal): string {
  return sum(quote.lines.map(amount)).toFixed();
}

function unitOf(quote: Quote): Decimal {
  return new Decimal(10).pow(-quote.digits);
}

describe('the laws of money', () => {
  it('lines sum to the totals, and net and tax to the total', () => {
    law((quote) => {
      expect(total(quote, (line) => line.net_amount)).toBe(quote.subtotal.toFixed());
      expect(total(quote, (line) => line.tax_amount)).toBe(quote.tax_amount.toFixed());
      expect(total(quote, (line) => line.total_amount)).toBe(quote.total_amount.toFixed());
      expect(quote.subtotal.plus(quote.tax_amount).toFixed()).toBe(quote.total_amount.toFixed());
      for (const line of quote.lines)
        expect(line.net_amount.plus(line.tax_amount).eq(line.total_amount)).toBe(true);
    });
  });

  it('taxes by rate sum to the tax and the subtotal', () => {
    law((quote) => {
      expect(sum(quote.taxes.map(({ tax_amount }) => tax_amount)).toFixed()).toBe(quote.tax_amount.toFixed());
      expect(sum(quote.taxes.map(({ net_amount }) => net_amount)).toFixed()).toBe(quote.subtotal.toFixed());
    });
  });

  it('the shares of the cart discount sum to that discount, and all discounts to the discount', () => {
    law((quote, input) => {
      expect(total(quote, (line) => line.cart_discount_amount)).toBe(quote.cart_discount_amount.toFixed());
      expect(total(quote, (line) => line.discount_amount)).toBe(quote.discount_amount.toFixed());
      const rule = input.discounts.find(({ id }) => id === input.discount_id);
      if (rule === undefined) return;
      const before = sum(
        quote.lines.map((line) =>
          line.gross_before_discount.minus(line.discount_amount).plus(line.cart_discount_amount),
        ),
      );
      const full = rule.type === 'percentage' ? before.times(rule.value).div(100) : rule.value;
      const due = Decimal.min(before, roundTo(full, quote.digits, quote.rounding_mode));
      expect(quote.cart_discount_amount.toFixed()).toBe(due.toFixed());
    });
  });

  it('the gross of an inclusive line is its price × quantity less its discount, and so is the net of an exclusive one', () => {
    law((quote) => {
      for (const line of quote.lines) {
        const extended = roundTo(line.quantity.times(line.unit_price), quote.digits, quote.rounding_mode);
        const left = extended.minus(line.discount_amount);
        expect((line.prices_include_tax ? line.total_amount : line.net_amount).toFixed()).toBe(
          left.toFixed(),
        );
      }
    });
  });

  it('nothing is negative, and nothing is finer than the currency', () => {
    law((quote, input) => {
      expect(quote.digits).toBe(currencyDigits(input.place.currency));
      const amounts = [
        ...quote.lines.flatMap((line) => [
          line.gross_before_discount,
          line.discount_amount,
          line.cart_discount_amount,
          line.net_amount,
          line.tax_amount,
          line.total_amount,
        ]),
        quote.subtotal,
        quote.discount_amount,
        quote.cart_discount_amount,
        quote.tax_amount,
        quote.total_amount,
      ];
      for (const amount of amounts) {
        expect(amount.gte(ZERO)).toBe(true);
        expect(amount.decimalPlaces()).toBeLessThanOrEqual(quote.digits);
      }
    });
  });

  it('the tax of a line is less than one unit from exact, and of the level it is rounded at it is exact', () => {
    law((quote) => {
      const exact = quote.lines.map((line) =>
        exactTax({ ...line, amount: line.prices_include_tax ? line.total_amount : line.net_amount }),
      );
      quote.lines.forEach((line, at) =>
        expect(line.tax_amount.minus(exact[at]!).abs().lt(unitOf(quote))).toBe(true),
      );
      if (quote.rounding_level !== 'document') return;
      const rounded = roundTo(sum(exact).toDecimalPlaces(24), quote.digits, quote.rounding_mode);
      expect(quote.tax_amount.toFixed()).toBe(rounded.toFixed());
    });
  });

  it('the same cart gives the same quote', () => {
    law((quote, input) => expect(JSON.stringify(quoteCart(input))).toBe(JSON.stringify(quote)));
  });

  it('the order of lines and of rules changes no figure', () => {
    fc.assert(
      fc.property(arbitraryCart, fc.infiniteStream(fc.nat()), (input, random) => {
        const shuffled = input.lines
          .map((line) => ({ line, at: random.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ line }) => line);
        const one = quoteCart(input);
        const other = quoteCart({ ...input, lines: shuffled, discounts: [...input.discounts].reverse() });
        expect(figures(other)).toEqual(figures(one));
      }),
      RUNS,
    );
  });

  it('any tax that is accepted is split to the unit, and the gross of inclusive lines stays', () => {
    fc.assert(
      fc.property(arbitraryCart, fc.nat({ max: 10_000 }), (input, share) => {
        const ours = quoteCart(input);
        const least = Decimal.min(...ours.lines.map((line) => line.net_amount), 1e9).times(ours.lines.length);
        const said = least.times(share).div(10_000).toDecimalPlaces(ours.digits, Decimal.ROUND_DOWN);
        const quote = quoteIfAccepted({ ...input, tax_override: said });
        if (quote === undefined) return;
        expect(quote.tax_amount.toFixed()).toBe(said.toFixed());
        quote.lines.forEach((line, at) => {
          expect(line.net_amount.gte(ZERO)).toBe(true);
          const before = ours.lines[at]!;
          if (line.prices_include_tax)
            expect(line.total_amount.toFixed()).toBe(before.total_amount.toFixed());
          else expect(line.net_amount.toFixed()).toBe(before.net_amount.toFixed());
        });
      }),
      RUNS,
    );
  });
});

function quoteIfAccepted(input: CartInput): Quote | undefined {
  try {
    return quoteCart(input);
  } catch {
    return undefined;
  }
}

/** Everything but which of two equal lines got the odd unit. */
function figures(quote: Quote): unknown {
  const lines = quote.lines
    .map((line) => JSON.stringify({ ...line, line_id: '', quantity: '', trace: [] }))
    .sort();
  const { subtotal, discount_amount, cart_discount_amount, tax_amount, total_amount, taxes, overrides } =
    quote;
  return JSON.stringify([
    lines,
    subtotal,
    discount_amount,
    cart_discount_amount,
    tax_amount,
    total_amount,
    taxes,
    overrides,
  ]);
}
