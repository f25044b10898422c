import fc from 'fast-check';
import { arbitraryCart } from '../../../test/support/builders/arbitrary-cart.js';
import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import type { CartInput, PriceResolution } from './cart.types.js';
import { quoteCart } from './quote-cart.js';
import type { Quote } from './quote.types.js';
import type { PromotionRule } from './rules.types.js';

const RUNS = { numRuns: 500 };

function law(holds: (quote: Quote, input: CartInput) => void): void {
  fc.assert(
    fc.property(arbitraryCart, (input) => holds(quoteCart(input), input)),
    RUNS,
  );
}

function under(price_resolution: PriceResolution, input: CartInput, rules = input.rules): Quote {
  return quoteCart({ ...input, rules, place: { ...input.place, price_resolution } });
}

function without(promotions: PromotionRule[], changes: Partial<PromotionRule>): PromotionRule[] {
  return promotions.map((rule) => ({ ...rule, ...changes }));
}

describe('the laws of price rules', () => {
  it('best_price never asks a dearer price than priority', () => {
    fc.assert(
      fc.property(arbitraryCart, (input) => {
        // A budget may last for one promotion and not for the other, and then the price falls back.
        const rules = { ...input.rules, promotions: without([...input.rules.promotions], { budget: null }) };
        const [first, best] = [under('priority', input, rules), under('best_price', input, rules)];
        best.lines.forEach((line, at) => expect(line.unit_price.lte(first.lines[at]!.unit_price)).toBe(true));
      }),
      RUNS,
    );
  });

  it('an anonymous customer never gets what is for some only', () => {
    fc.assert(
      fc.property(arbitraryCart, (input) => {
        const quote = quoteCart({ ...input, customer: null, rules: { ...input.rules, group: null } });
        const restricted = new Set(
          input.rules.promotions.filter((rule) => rule.is_group_restricted).map(({ id }) => id),
        );
        expect(quote.promotions.filter(({ promotion_id }) => restricted.has(promotion_id))).toEqual([]);
        for (const { price_rule } of quote.lines) expect(price_rule).not.toBe('group');
      }),
      RUNS,
    );
  });

  it('an exclusive promotion stands alone on its lines', () => {
    law((quote, input) => {
      const exclusive = new Set(
        input.rules.promotions.filter((rule) => rule.is_exclusive).map(({ id }) => id),
      );
      for (const line of quote.lines) {
        if (!line.promotion_ids.some((id) => exclusive.has(id))) continue;
        expect(line.promotion_ids).toHaveLength(1);
        const others = line.trace.filter(
          ({ rule, outcome }) =>
            outcome === 'applied' && (rule === 'product_discount' || rule === 'customer_discount'),
        );
        expect(others).toEqual([]);
      }
    });
  });

  it("a customer's discount is never summed with a group's or a promotion's price", () => {
    law((quote) => {
      for (const { price_rule, trace } of quote.lines) {
        if (price_rule !== 'group' && price_rule !== 'promotion') continue;
        const own = trace.filter(({ rule }) => rule === 'customer_discount');
        expect(own.every(({ outcome }) => outcome === 'rejected')).toBe(true);
      }
    });
  });

  it('what a promotion took is told line by line, and stays within its budget', () => {
    law((quote, { rules }) => {
      for (const { promotion_id, amount, lines } of quote.promotions) {
        const rule = rules.promotions.find(({ id }) => id === promotion_id)!;
        expect(sum(lines.map((line) => line.amount)).toFixed()).toBe(amount.toFixed());
        expect(lines.every((line) => line.amount.gte(ZERO))).toBe(true);
        if (rule.budget !== null)
          expect(amount.lte(Decimal.max(0, rule.budget.minus(rule.used_amount)))).toBe(true);
      }
    });
  });

  it('what promotions and discounts took off a line is its discount', () => {
    const OFF = /discount|buy_x_get_y/;
    law((quote) => {
      for (const line of quote.lines) {
        const entries = line.trace.filter(({ rule, outcome }) => outcome === 'applied' && OFF.test(rule));
        const off = sum(entries.map(({ amount }) => new Decimal(amount!)));
        expect(off.toFixed()).toBe(line.discount_amount.toFixed());
      }
    });
  });

  it('one price wins on every line, and every other one says why it lost', () => {
    law((quote) => {
      for (const line of quote.lines) {
        const prices = line.trace.filter(({ rule }) => rule.endsWith('_price') && rule !== 'override_price');
        expect(prices.filter(({ outcome }) => outcome === 'applied')).toHaveLength(1);
        const losers = line.trace.filter(({ outcome }) => outcome === 'rejected');
        expect(losers.every(({ reason }) => reason !== undefined && reason !== '')).toBe(true);
      }
    });
  });

  it('a rule that cannot apply changes nothing', () => {
    law((quote, input) => {
      const dead = without([...input.rules.promotions], { is_active: false });
      const promotions = [
        ...input.rules.promotions,
        ...dead.map((rule) => ({ ...rule, id: `dead ${rule.id}` })),
      ];
      const other = quoteCart({ ...input, rules: { ...input.rules, promotions } });
      expect(other.total_amount.toFixed()).toBe(quote.total_amount.toFixed());
      expect(other.promotions).toEqual(quote.promotions);
    });
  });

  it('nobody took anything by hand where nobody said anything', () => {
    law((quote, input) => {
      if (input.lines.some((line) => line.override_unit_price !== undefined)) return;
      expect(quote.hand_discount_percent.isZero()).toBe(true);
      expect(quote.overrides).toEqual([]);
    });
  });
});
