import { Decimal, ZERO } from '../../common/money/decimal.js';
import type { SaleCustomerRow } from '../../partners/index.js';
import type {
  CouponRule,
  DiscountRule,
  PackagingPrice,
  PlacePrice,
  PriceGroupRule,
  PriceRules,
  ProductCost,
  PromotionRule,
  QuantityPrice,
} from '../domain/rules.types.js';

/** A rule as JSON carries it: its numbers are text, or absent where there are none. */
type Json<Rule, Numbers extends keyof Rule> = Omit<Rule, Numbers> & Record<Numbers, string>;

type PromotionNumbers =
  'value' | 'min_quantity' | 'max_quantity' | 'min_basket_amount' | 'get_percent' | 'budget' | 'used_amount';

/** Without its nulls: they are most of it. */
export type PromotionRow = Partial<Omit<PromotionRule, PromotionNumbers | 'buy_quantity' | 'get_quantity'>> &
  Pick<PromotionRule, 'id' | 'name' | 'kind' | 'priority'> &
  Partial<Record<PromotionNumbers, string>> & { buy_quantity?: number; get_quantity?: number };

/** A price that held at some time, of whatever kind. */
export interface PastPrice {
  subject: 'product' | 'place' | 'group' | 'step' | 'packaging';
  product_id: string;
  is_of_place: boolean;
  packaging_id: string | null;
  min_quantity: string | null;
  price: string;
}

interface AnyTime {
  customer: SaleCustomerRow | null;
  price_group: Json<PriceGroupRule, 'default_discount_percent'> | null;
  discounts: Json<DiscountRule, 'value'>[] | null;
  promotions: PromotionRow[] | null;
  coupons: CouponRule[] | null;
  costs: Json<ProductCost, 'cost'>[] | null;
}

export interface RulesRow extends AnyTime {
  place_prices: (Omit<PlacePrice, 'price'> & { price: string | null })[] | null;
  quantity_prices: Json<QuantityPrice, 'min_quantity' | 'price'>[] | null;
  packaging_prices: (Omit<PackagingPrice, 'price'> & { price: string | null })[] | null;
}

export interface PastRulesRow extends AnyTime {
  past_prices: PastPrice[] | null;
}

function decimal(text: string | null | undefined): Decimal | null {
  return text === null || text === undefined ? null : new Decimal(text);
}

function promotionOf(row: PromotionRow): PromotionRule {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    value: decimal(row.value),
    value_type: row.value_type ?? null,
    is_active: row.is_active === true,
    starts_at: row.starts_at ?? null,
    ends_at: row.ends_at ?? null,
    days_of_week: row.days_of_week ?? null,
    time_from: row.time_from ?? null,
    time_to: row.time_to ?? null,
    min_quantity: decimal(row.min_quantity),
    max_quantity: decimal(row.max_quantity),
    min_basket_amount: decimal(row.min_basket_amount),
    buy_quantity: row.buy_quantity === undefined ? null : new Decimal(row.buy_quantity),
    get_quantity: row.get_quantity === undefined ? null : new Decimal(row.get_quantity),
    get_percent: decimal(row.get_percent),
    priority: row.priority,
    is_exclusive: row.is_exclusive === true,
    requires_coupon: row.requires_coupon === true,
    is_here: row.is_here === true,
    is_group_restricted: row.is_group_restricted === true,
    is_for_group: row.is_for_group === true,
    buy_targets: row.buy_targets ?? [],
    get_targets: row.get_targets ?? [],
    has_buy_targets: row.has_buy_targets === true,
    has_get_targets: row.has_get_targets === true,
    usage_limit: row.usage_limit ?? null,
    usage_limit_per_customer: row.usage_limit_per_customer ?? null,
    budget: decimal(row.budget),
    used_count: row.used_count ?? 0,
    used_amount: decimal(row.used_amount) ?? ZERO,
    customer_used_count: row.customer_used_count ?? 0,
  };
}

type AnyTimeRules = Pick<PriceRules, 'group' | 'discounts' | 'promotions' | 'coupons' | 'costs'>;

function anyTimeRules(row: AnyTime): AnyTimeRules {
  const { price_group: group } = row;
  return {
    group: group && { ...group, default_discount_percent: new Decimal(group.default_discount_percent) },
    discounts: (row.discounts ?? []).map((each) => ({ ...each, value: new Decimal(each.value) })),
    promotions: (row.promotions ?? []).map(promotionOf),
    coupons: row.coupons ?? [],
    costs: (row.costs ?? []).map(({ product_id, cost }) => ({ product_id, cost: new Decimal(cost) })),
  };
}

export function rulesOf(row: RulesRow): PriceRules {
  return {
    ...anyTimeRules(row),
    place_prices: (row.place_prices ?? []).map((each) => ({ ...each, price: decimal(each.price) })),
    quantity_prices: (row.quantity_prices ?? []).map((each) => ({
      ...each,
      min_quantity: new Decimal(each.min_quantity),
      price: new Decimal(each.price),
    })),
    packaging_prices: (row.packaging_prices ?? []).map((each) => ({ ...each, price: decimal(each.price) })),
  };
}

/** History knows what a price was, not which row it stood in: such prices have no id. */
export function pastRulesOf(row: PastRulesRow): { rules: PriceRules; catalogue: Map<string, Decimal> } {
  const rules = {
    ...anyTimeRules(row),
    place_prices: [] as PlacePrice[],
    quantity_prices: [] as QuantityPrice[],
    packaging_prices: [] as PackagingPrice[],
  };
  const catalogue = new Map<string, Decimal>();
  for (const past of row.past_prices ?? []) {
    const { subject, product_id, is_of_place, packaging_id } = past;
    const price = new Decimal(past.price);
    const known = { id: '', price, is_active: true };
    if (subject === 'product') catalogue.set(product_id, price);
    else if (subject === 'place') rules.place_prices.push({ ...known, product_id });
    else if (subject === 'packaging')
      rules.packaging_prices.push({ ...known, packaging_id: packaging_id!, is_of_place });
    else {
      const min_quantity = new Decimal(past.min_quantity!);
      const row_ = { ...known, kind: subject, product_id, is_of_place, min_quantity, description: null };
      rules.quantity_prices.push(row_);
    }
  }
  return { rules, catalogue };
}
