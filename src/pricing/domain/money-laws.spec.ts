import fc from 'fast-check';
import { arbitraryCart } from '../../../test/support/builders/arbitrary-cart.js';
import { currencyDigits } from '../../common/money/currency.js';
import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import { roundTo } from '../../common/money/rounding.js';
import { quoteCart } from './quote-cart.js';
import type { CartInput } from './cart.types.js';
import type { Quote, QuotedLine } from './quote.types.js';
import type { PriceRules } from './rules.types.js';
import { exactTaxes } from './tax.js';

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

  it('taxes sum to the tax of their line and by rate to the tax, their nets to the subtotal', () => {
    law((quote) => {
      for (const line of quote.lines)
        expect(sum(line.taxes.map(({ amount }) => amount)).toFixed()).toBe(line.tax_amount.toFixed());
      expect(sum(quote.taxes.map(({ tax_amount }) => tax_amount)).toFixed()).toBe(quote.tax_amount.toFixed());
      if (quote.lines.some(({ taxes }) => taxes.length > 1)) return;
      expect(sum(quote.taxes.map(({ net_amount }) => net_amount)).toFixed()).toBe(quote.subtotal.toFixed());
    });
  });

  it('the shares of what is given on the cart sum to that, and all discounts to the discount', () => {
    law((quote, input) => {
      expect(total(quote, (line) => line.cart_discount_amount)).toBe(quote.cart_discount_amount.toFixed());
      expect(total(quote, (line) => line.discount_amount)).toBe(quote.discount_amount.toFixed());
      const rule = input.rules.discounts.find(({ id }) => id === input.discount_id);
      const baskets = amountOfBaskets(quote, input);
      const before = sum(
        quote.lines.map((line) =>
          line.gross_before_discount.minus(line.discount_amount).plus(line.cart_discount_amount),
        ),
      ).minus(baskets);
      const full = rule?.type === 'percentage' ? before.times(rule.value).div(100) : (rule?.value ?? ZERO);
      const due = Decimal.min(before, roundTo(full, quote.digits, quote.rounding_mode));
      expect(quote.cart_discount_amount.toFixed()).toBe(due.plus(baskets).toFixed());
    });
  });

  it('the gross of an inclusive line is its price × quantity less its discount, and so is the net of an exclusive one', () => {
    law((quote) => {
      for (const line of quote.lines) {
        const extended = roundTo(line.quantity.times(line.unit_price), quote.digits, quote.rounding_mode);
        const left = extended.minus(line.discount_amount);
        if (line.tax_treatment === 'standard')
          expect((line.prices_include_tax ? line.total_amount : line.net_amount).toFixed()).toBe(
            left.toFixed(),
          );
        else expect(line.tax_amount.isZero() && line.total_amount.lte(left)).toBe(true);
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

  it('a tax is less than one unit from exact, and of the level it is rounded at it is exact', () => {
    law((quote, input) => {
      const exact = quote.lines.map((line, at) => exactOf(line, input, at));
      const hasSeveral = quote.lines.some((line) => line.prices_include_tax && line.taxes.length > 1);
      // Where several taxes share a price of a few cents, one may have to give a unit to another line.
      const most = unitOf(quote).times(hasSeveral ? 2 : 1);
      quote.lines.forEach((line, at) =>
        line.taxes.forEach(({ amount }, part) =>
          expect(amount.minus(exact[at]![part]!).abs().lt(most)).toBe(true),
        ),
      );
      if (quote.rounding_level !== 'document' || hasSeveral) return;
      const rounded = roundTo(sum(exact.flat()).toDecimalPlaces(24), quote.digits, quote.rounding_mode);
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
        const other = quoteCart({ ...input, lines: shuffled, rules: reversed(input.rules) });
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
          if (line.prices_include_tax && line.tax_treatment === 'standard')
            expect(line.total_amount.toFixed()).toBe(before.total_amount.toFixed());
          else expect(line.net_amount.toFixed()).toBe(before.net_amount.toFixed());
        });
      }),
      RUNS,
    );
  });
});

function exactOf({ prices_include_tax, ...line }: QuotedLine, input: CartInput, at: number): Decimal[] {
  if (line.tax_treatment !== 'standard') return [];
  const taxes = input.lines[at]!.product.tax_components;
  const amount = prices_include_tax ? line.total_amount : line.net_amount;
  return exactTaxes({ amount, taxes, prices_include_tax });
}

function amountOfBaskets(quote: Quote, { rules }: CartInput): Decimal {
  const baskets = new Set(rules.promotions.filter(({ kind }) => kind === 'basket').map(({ id }) => id));
  const used = quote.promotions.filter(({ promotion_id }) => baskets.has(promotion_id));
  return sum(used.map(({ amount }) => amount));
}

function reversed(rules: PriceRules): PriceRules {
  return {
    ...rules,
    discounts: [...rules.discounts].reverse(),
    place_prices: [...rules.place_prices].reverse(),
    quantity_prices: [...rules.quantity_prices].reverse(),
    packaging_prices: [...rules.packaging_prices].reverse(),
    promotions: [...rules.promotions].reverse(),
  };
}

function quoteIfAccepted(input: CartInput): Quote | undefined {
  try {
    return quoteCart(input);
  } catch {
    return undefined;
  }
}

/** Everything but which of two equal lines got the odd unit. */
function figures(quote: Quote): unknown {
  const lines = quote.lines.map((line) => JSON.stringify({ ...line, line_id: '', trace: [] })).sort();
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
