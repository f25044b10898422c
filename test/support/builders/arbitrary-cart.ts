import fc from 'fast-check';
import { Decimal } from '../../../src/common/money/decimal.js';
import { ROUNDING_LEVELS, ROUNDING_MODES } from '../../../src/common/money/rounding.js';
import type {
  CartInput,
  CartLine,
  DiscountRule,
  PricedProduct,
  PricingPlace,
} from '../../../src/pricing/domain/quote.types.js';

const IDS = ['a', 'b', 'c', 'd', 'e'];

function decimal(max: number, decimals: number, min = 0): fc.Arbitrary<Decimal> {
  const scale = 10 ** decimals;
  return fc
    .integer({ min: Math.ceil(min * scale), max: max * scale })
    .map((units) => new Decimal(units).div(scale));
}

export const arbitraryPlace: fc.Arbitrary<PricingPlace> = fc.record({
  currency: fc.constantFrom('USD', 'EUR', 'JPY', 'KWD'),
  sale_prices_include_tax: fc.boolean(),
  rounding_mode: fc.constantFrom(...ROUNDING_MODES),
  rounding_level: fc.constantFrom(...ROUNDING_LEVELS),
  cash_rounding: fc.constant(null),
});

/** Tie-prone on purpose: few rates, few ids, small prices. */
function arbitraryProduct(id: string): fc.Arbitrary<PricedProduct> {
  return fc.record({
    id: fc.constant(id),
    price: fc.oneof(decimal(3, 2), decimal(2000, 4)),
    discount_id: fc.option(fc.constantFrom(...IDS), { freq: 2 }),
    tax_code: fc.constantFrom('S', 'R', null),
    tax_rate: fc.oneof(
      fc.constantFrom('0', '5', '20', '100').map((rate) => new Decimal(rate)),
      decimal(100, 4),
    ),
    prices_include_tax: fc.constantFrom(null, true, false),
  });
}

const arbitraryDiscount: fc.Arbitrary<Omit<DiscountRule, 'id'>> = fc
  .record({
    type: fc.constantFrom('percentage' as const, 'fixed_amount' as const),
    value: fc.oneof(
      fc.constantFrom('10', '50', '100').map((value) => new Decimal(value)),
      decimal(100, 4, 0.0001),
    ),
    is_active: fc.boolean(),
    start_date: fc.constantFrom(null, '2026-11-20', '2026-11-21'),
    end_date: fc.constantFrom(null, '2026-11-20', '2026-11-19'),
    product_ids: fc.subarray(IDS, { maxLength: 3 }),
  })
  .map((rule) => ({ ...rule, name: 'A discount', is_for_products: rule.product_ids.length > 0 }));

/** Carts of a few lines over five products, with every kind of discount that needs nobody's permission. */
export const arbitraryCart: fc.Arbitrary<CartInput> = fc
  .tuple(...IDS.map(arbitraryProduct), fc.tuple(...IDS.map(() => arbitraryDiscount)), arbitraryPlace)
  .chain((made) => {
    const products = made.slice(0, IDS.length) as PricedProduct[];
    const rules = (made[IDS.length] as Omit<DiscountRule, 'id'>[]).map((rule, at) => ({
      ...rule,
      id: IDS[at]!,
    }));
    const place = made[IDS.length + 1] as PricingPlace;
    const carts = rules
      .filter((rule) => rule.is_active && !rule.is_for_products && inForce(rule))
      .map(({ id }) => id);
    return fc.record({
      place: fc.constant(place),
      business_date: fc.constant('2026-11-20'),
      customer: fc.option(
        fc.record({ id: fc.constant('customer'), discount_percent: fc.option(decimal(100, 4)) }),
      ),
      discounts: fc.shuffledSubarray(rules, { minLength: rules.length }),
      discount_id:
        carts.length === 0
          ? fc.constant(undefined)
          : fc.option(fc.constantFrom(...carts), { nil: undefined }),
      lines: fc.array(arbitraryLine(products), { maxLength: 8 }).map(numbered),
    });
  });

function inForce({ start_date, end_date }: Omit<DiscountRule, 'id'>): boolean {
  return (start_date ?? '') <= '2026-11-20' && (end_date ?? '9999') >= '2026-11-20';
}

function arbitraryLine(products: PricedProduct[]): fc.Arbitrary<Omit<CartLine, 'line_id'>> {
  return fc.record(
    {
      product: fc.constantFrom(...products),
      quantity: fc.oneof(
        fc.constantFrom('1', '2').map((value) => new Decimal(value)),
        decimal(50, 3, 0.001),
      ),
      code_price: fc.option(decimal(100, 2)),
      override_unit_price: decimal(100, 4),
    },
    { requiredKeys: ['product', 'quantity'] },
  );
}

function numbered(lines: Omit<CartLine, 'line_id'>[]): CartLine[] {
  return lines.map((line, index) => ({ ...line, line_id: String(index) }));
}
