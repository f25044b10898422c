import fc from 'fast-check';
import { Decimal } from '../../../src/common/money/decimal.js';
import { ROUNDING_LEVELS, ROUNDING_MODES } from '../../../src/common/money/rounding.js';
import type {
  CartInput,
  CartLine,
  PricedPackaging,
  PricedProduct,
  PricingCustomer,
  PricingPlace,
} from '../../../src/pricing/domain/cart.types.js';
import type { DiscountRule } from '../../../src/pricing/domain/rules.types.js';
import { arbitraryRules } from './arbitrary-rules.js';
import { BRANDS, CATEGORIES, IDS, TEMPLATE, decimal, maybe, rarely } from './arbitrary-figures.js';

export const arbitraryPlace: fc.Arbitrary<PricingPlace> = fc.record({
  currency: fc.constantFrom('USD', 'EUR', 'JPY', 'KWD'),
  sale_prices_include_tax: fc.boolean(),
  rounding_mode: fc.constantFrom(...ROUNDING_MODES),
  rounding_level: fc.constantFrom(...ROUNDING_LEVELS),
  cash_rounding: fc.constant(null),
  price_resolution: fc.constantFrom('priority' as const, 'best_price' as const),
  default_markup_percent: decimal(60, 1),
});

const arbitraryRate = fc.oneof(
  fc.constantFrom('0', '5', '20', '100').map((rate) => new Decimal(rate)),
  decimal(100, 4),
);

const arbitraryTaxes: fc.Arbitrary<Pick<PricedProduct, 'tax_code' | 'tax_components' | 'tax_rate'>> = fc
  .tuple(
    fc.constantFrom('S', 'R', null),
    fc.array(fc.record({ rate: arbitraryRate, is_compound: fc.boolean() }), { maxLength: 3 }),
  )
  .map(([tax_code, rates]) => {
    const tax_components =
      tax_code === null
        ? []
        : rates.map((each, at) => ({ ...each, code: `${tax_code}${at}`, name: `Tax ${at}` }));
    const tax_rate = tax_components.reduce((all, { rate }) => all.plus(rate), new Decimal(0));
    return { tax_code, tax_components, tax_rate };
  });

/** Tie-prone on purpose: few rates, few ids, small prices. Some have no price, only a cost. */
function arbitraryProduct(id: string): fc.Arbitrary<PricedProduct> {
  return fc
    .record({
      id: fc.constant(id),
      price: fc.option(fc.oneof(decimal(3, 2), decimal(2000, 4)), { freq: 6 }),
      cost_price: decimal(50, 4, 0.01),
      unit_code: fc.constant('pc'),
      parent_id: maybe(fc.constant(TEMPLATE)),
      brand_id: maybe(fc.constantFrom(...BRANDS)),
      category_path: fc.subarray(CATEGORIES),
      product_group_path: fc.constant([]),
      discount_id: fc.option(fc.constantFrom(...IDS), { freq: 2 }),
      taxes: arbitraryTaxes,
      is_reverse_charge: fc.boolean(),
      prices_include_tax: fc.constantFrom(null, true, false),
    })
    .map(({ taxes, ...product }) => ({ ...product, ...taxes }));
}

const arbitraryCustomer: fc.Arbitrary<PricingCustomer> = fc.record({
  id: fc.constant('customer'),
  type: fc.constantFrom('person' as const, 'company' as const),
  vat_number: maybe(fc.constant('DE123')),
  price_group_id: fc.constant('vip'),
  discount_percent: maybe(decimal(100, 4)),
  tax_treatment: fc.constantFrom(
    'standard' as const,
    'standard' as const,
    'exempt' as const,
    'reverse_charge' as const,
  ),
});

function packOf(product: PricedProduct): fc.Arbitrary<PricedPackaging | null> {
  const pack = decimal(30, 3, 0.5).map((factor) => ({
    id: `pack of ${product.id}`,
    unit_code: 'box',
    factor,
  }));
  return fc.option(pack, { freq: 2 });
}

function arbitraryLine(products: PricedProduct[]): fc.Arbitrary<Omit<CartLine, 'line_id'>> {
  return fc.constantFrom(...products).chain((product) =>
    fc.record(
      {
        product: fc.constant(product),
        packaging: packOf(product),
        quantity: fc.oneof(
          fc.constantFrom('1', '2', '6').map((value) => new Decimal(value)),
          decimal(50, 3, 0.001),
        ),
        code_price: rarely(decimal(100, 2)),
        override_unit_price: decimal(100, 4),
      },
      { requiredKeys: ['product', 'packaging', 'quantity'] },
    ),
  );
}

/** One factor a pack: two lines of the same pack hold the same number of units. */
function numbered(lines: Omit<CartLine, 'line_id'>[]): CartLine[] {
  const packs = new Map<string, PricedPackaging>();
  return lines.map((line, index) => {
    const { packaging } = line;
    if (packaging !== null && !packs.has(packaging.id)) packs.set(packaging.id, packaging);
    return {
      ...line,
      packaging: packaging === null ? null : packs.get(packaging.id)!,
      line_id: String(index),
      // A price by hand is rare, or no rule would ever be held against it.
      ...(index % 3 === 0 ? {} : { override_unit_price: undefined }),
    };
  });
}

function inForce({ start_date, end_date, is_active, is_for_products }: DiscountRule): boolean {
  return (
    is_active &&
    !is_for_products &&
    (start_date ?? '') <= '2026-11-20' &&
    (end_date ?? '9999') >= '2026-11-20'
  );
}

/** Carts of a few lines over five products, with rules of every kind, and with customers of every kind. */
export const arbitraryCart: fc.Arbitrary<CartInput> = fc
  .tuple(fc.tuple(...IDS.map(arbitraryProduct)), arbitraryRules, arbitraryPlace)
  .chain(([products, rules, place]) => {
    const forCarts = rules.discounts.filter(inForce).map(({ id }) => id);
    return fc.record({
      place: fc.constant(place),
      business_date: fc.constant('2026-11-20'),
      local_time: fc.constant('2026-11-20T15:00:00'),
      customer: fc.option(arbitraryCustomer),
      rules: fc.constant(rules),
      discount_id:
        forCarts.length === 0
          ? fc.constant(undefined)
          : fc.option(fc.constantFrom(...forCarts), { nil: undefined }),
      lines: fc.array(arbitraryLine(products), { maxLength: 8 }).map(numbered),
    });
  })
  .map((cart) => (cart.customer === null ? { ...cart, rules: { ...cart.rules, group: null } } : cart));

/** The same cart with amounts off by hand: one line's and the whole cart's. */
export const arbitraryCartByHand: fc.Arbitrary<CartInput> = fc
  .tuple(arbitraryCart, fc.nat({ max: 7 }), decimal(2, 0), maybe(decimal(3, 0)))
  .map(([cart, at, line, whole]) => ({
    ...cart,
    lines: cart.lines.map((each, index) => (index === at ? { ...each, override_discount: line } : each)),
    ...(whole === null ? {} : { discount_amount: whole }),
  }));
