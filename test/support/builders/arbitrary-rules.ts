import fc from 'fast-check';
import { Decimal } from '../../../src/common/money/decimal.js';
import type {
  DiscountRule,
  PackagingPrice,
  PlacePrice,
  PriceRules,
  PromotionRule,
  QuantityPrice,
} from '../../../src/pricing/domain/rules.types.js';
import { IDS, TARGETS, decimal, maybe } from './arbitrary-figures.js';

const price = fc.oneof(decimal(3, 2), decimal(500, 4));
const percent = fc.oneof(
  fc.constantFrom('10', '50', '100').map((value) => new Decimal(value)),
  decimal(100, 4, 0.0001),
);

/** Rules of one kind, each with an id of its own, in any order; one of a key, as the table would have it. */
function several<T extends { id: string }>(
  kind: string,
  rule: fc.Arbitrary<Omit<T, 'id'>>,
  maxLength: number,
  key?: (rule: Omit<T, 'id'>) => string,
): fc.Arbitrary<T[]> {
  const drawn =
    key === undefined ? fc.array(rule, { maxLength }) : fc.uniqueArray(rule, { maxLength, selector: key });
  return drawn
    .map((rules) => rules.map((each, at) => ({ ...each, id: `${kind}${at}` }) as T))
    .chain((rules) => fc.shuffledSubarray(rules, { minLength: rules.length }));
}

const discounts: fc.Arbitrary<DiscountRule[]> = fc
  .tuple(
    ...IDS.map(() =>
      fc.record({
        type: fc.constantFrom('percentage' as const, 'fixed_amount' as const),
        value: percent,
        is_active: fc.boolean(),
        start_date: fc.constantFrom(null, '2026-11-20', '2026-11-21'),
        end_date: fc.constantFrom(null, '2026-11-20', '2026-11-19'),
        product_ids: fc.subarray(IDS, { maxLength: 3 }),
      }),
    ),
  )
  .map((rules) =>
    rules.map((rule, at) => ({
      ...rule,
      id: IDS[at]!,
      name: 'A discount',
      is_for_products: rule.product_ids.length > 0,
    })),
  )
  .chain((rules) => fc.shuffledSubarray(rules, { minLength: rules.length }));

const place: fc.Arbitrary<Omit<PlacePrice, 'id'>> = fc.record({
  product_id: fc.constantFrom(...IDS),
  price: maybe(price),
  is_active: fc.boolean(),
});

const quantity: fc.Arbitrary<Omit<QuantityPrice, 'id'>> = fc.record({
  kind: fc.constantFrom('group' as const, 'step' as const),
  product_id: fc.constantFrom(...IDS),
  is_of_place: fc.boolean(),
  min_quantity: fc.constantFrom('1', '2', '6', '12').map((value) => new Decimal(value)),
  price,
  description: fc.constant(null),
  is_active: fc.constantFrom(true, true, true, false),
});

const packaging: fc.Arbitrary<Omit<PackagingPrice, 'id'>> = fc.record({
  packaging_id: fc.constantFrom(...IDS.map((id) => `pack of ${id}`)),
  is_of_place: fc.boolean(),
  price: fc.option(decimal(100, 2), { freq: 5 }),
  is_active: fc.boolean(),
});

const promotion: fc.Arbitrary<Omit<PromotionRule, 'id'>> = fc
  .record({
    name: fc.constant('A promotion'),
    kind: fc.constantFrom(...(['price', 'percentage', 'fixed_amount', 'buy_x_get_y', 'basket'] as const)),
    value: percent,
    value_type: fc.constantFrom('percentage' as const, 'fixed_amount' as const),
    is_active: fc.constant(true),
    starts_at: fc.constantFrom(null, null, '2026-11-20T15:00:00', '2026-11-20T15:00:01'),
    ends_at: fc.constantFrom(null, null, '2026-11-20T15:00:00', '2026-11-20T14:59:59'),
    days_of_week: fc.constantFrom(null, null, [5], [1, 2]),
    time_from: fc.constantFrom(null, '08:00:00'),
    time_to: fc.constantFrom(null, '18:00:00'),
    min_quantity: fc.constantFrom('1', '3', '12').map((value) => new Decimal(value)),
    max_quantity: maybe(fc.constantFrom('6', '100').map((value) => new Decimal(value))),
    min_basket_amount: maybe(decimal(100, 0)),
    buy_quantity: fc.constantFrom('1', '2', '0.5').map((value) => new Decimal(value)),
    get_quantity: fc.constantFrom('1', '2').map((value) => new Decimal(value)),
    get_percent: percent,
    priority: fc.nat({ max: 2 }),
    is_exclusive: fc.boolean(),
    is_group_restricted: fc.boolean(),
    buy_targets: fc.subarray(TARGETS),
    get_targets: fc.subarray(TARGETS),
    has_targets: fc.tuple(fc.constantFrom(true, true, true, false), fc.boolean()),
    budget: maybe(decimal(30, 2)),
    used_amount: decimal(10, 4),
  })
  .map(({ has_targets: [has_buy_targets, has_get_targets], ...rule }) => ({
    ...rule,
    min_quantity: rule.priority === 0 ? null : rule.min_quantity,
    buy_targets: has_buy_targets ? rule.buy_targets : [],
    get_targets: has_get_targets ? rule.get_targets : [],
    has_buy_targets,
    has_get_targets,
    requires_coupon: false,
    is_here: true,
    // Anonymous customers are in no group; whoever draws a customer draws one of this group.
    is_for_group: rule.is_group_restricted,
    usage_limit: null,
    usage_limit_per_customer: null,
    used_count: 0,
    customer_used_count: 0,
  }));

/** Rules of every kind, a few of each, drawn so that they meet. */
export const arbitraryRules: fc.Arbitrary<PriceRules> = fc.record({
  discounts,
  group: maybe(
    fc.record({
      id: fc.constant('vip'),
      name: fc.constant('VIP'),
      default_discount_percent: fc.oneof(fc.constant(new Decimal(0)), percent),
      is_active: fc.constantFrom(true, true, true, false),
    }),
  ),
  place_prices: several('place', place, 3, ({ product_id }) => product_id),
  quantity_prices: several('quantity', quantity, 8, ({ kind, product_id, is_of_place, min_quantity }) =>
    [kind, product_id, is_of_place, min_quantity].join(),
  ),
  packaging_prices: several('packaging', packaging, 5, ({ packaging_id, is_of_place }) =>
    [packaging_id, is_of_place].join(),
  ),
  promotions: several('promotion', promotion, 5),
  coupons: fc.constant([]),
  costs: fc.constant([]),
});
