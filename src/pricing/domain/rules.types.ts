import type { Decimal } from '../../common/money/decimal.js';

export const DISCOUNT_TYPES = ['percentage', 'fixed_amount'] as const;
export type DiscountType = (typeof DISCOUNT_TYPES)[number];

/** A discount as the engine sees it. */
export interface DiscountRule {
  id: string;
  name: string;
  type: DiscountType;
  /** Percent, or an amount: per base unit on a product, once on a cart. */
  value: Decimal;
  is_active: boolean;
  /** First and last business day (`2026-11-20`), both inclusive; null is open. */
  start_date: string | null;
  end_date: string | null;
  /** True when it names products: it then works on them by itself and never on the whole cart. */
  is_for_products: boolean;
  /** Which of this cart's products it names. */
  product_ids: readonly string[];
}

/** The customer's price group. */
export interface PriceGroupRule {
  id: string;
  name: string;
  /** Off the base price, where the group has no price of its own; 0 gives nothing. */
  default_discount_percent: Decimal;
  is_active: boolean;
}

/** The price of a product at the place of sale; null when its method has nothing to reckon with. */
export interface PlacePrice {
  id: string;
  product_id: string;
  price: Decimal | null;
  is_active: boolean;
}

/** A price that holds from a quantity on: of the customer's group, or for everybody. */
export interface QuantityPrice {
  id: string;
  kind: 'group' | 'step';
  product_id: string;
  /** True for a row of this place, which stands in for the general row of the same quantity. */
  is_of_place: boolean;
  /** In base units. */
  min_quantity: Decimal;
  /** Of one base unit. */
  price: Decimal;
  description: string | null;
  is_active: boolean;
}

/** The price of a whole pack. */
export interface PackagingPrice {
  id: string;
  packaging_id: string;
  is_of_place: boolean;
  price: Decimal | null;
  is_active: boolean;
}

/** What a product costs here, for the fallback price and the margin. */
export interface ProductCost {
  product_id: string;
  /** Of one base unit. */
  cost: Decimal;
}

export const PROMOTION_KINDS = ['price', 'percentage', 'fixed_amount', 'buy_x_get_y', 'basket'] as const;
export type PromotionKind = (typeof PROMOTION_KINDS)[number];

/** A promotion as the engine sees it: what it promises, and what is left of it. */
export interface PromotionRule {
  id: string;
  name: string;
  kind: PromotionKind;
  /** Price or amount of one base unit, or a percent; of a basket: percent, or amount off it. */
  value: Decimal | null;
  /** What the value of a basket promotion is. */
  value_type: DiscountType | null;
  is_active: boolean;
  /** Wall time at the place of sale (`2026-11-20T09:00:00`), both inclusive; null is open. */
  starts_at: string | null;
  ends_at: string | null;
  /** 1 is Monday; null is every day. */
  days_of_week: readonly number[] | null;
  /** Wall time (`22:00:00`), both inclusive; a window may run over midnight, and then belongs to the day it began. */
  time_from: string | null;
  time_to: string | null;
  /** Base units of a line. */
  min_quantity: Decimal | null;
  max_quantity: Decimal | null;
  min_basket_amount: Decimal | null;
  buy_quantity: Decimal | null;
  get_quantity: Decimal | null;
  /** Percent off the units that are got. */
  get_percent: Decimal | null;
  priority: number;
  is_exclusive: boolean;
  requires_coupon: boolean;
  /** False when it is for other places. */
  is_here: boolean;
  /** Whether it is for some price groups only, and whether the customer's is one of them. */
  is_group_restricted: boolean;
  is_for_group: boolean;
  /** Which of this cart's products, templates, categories, product groups and brands it names. */
  buy_targets: readonly string[];
  get_targets: readonly string[];
  /** Whether it names any at all; if not, it is for every product. */
  has_buy_targets: boolean;
  has_get_targets: boolean;
  usage_limit: number | null;
  usage_limit_per_customer: number | null;
  budget: Decimal | null;
  used_count: number;
  used_amount: Decimal;
  /** By this customer. */
  customer_used_count: number;
}

export interface CouponRule {
  id: string;
  promotion_id: string;
  /** Upper case. */
  code: string;
  is_active: boolean;
  /** Last business day. */
  expires_on: string | null;
  /** The one customer it is for; null is everybody. */
  customer_id: string | null;
  usage_limit: number | null;
  usage_limit_per_customer: number | null;
  used_count: number;
  customer_used_count: number;
}

/** Every rule that may matter to a cart. */
export interface PriceRules {
  discounts: readonly DiscountRule[];
  group: PriceGroupRule | null;
  place_prices: readonly PlacePrice[];
  quantity_prices: readonly QuantityPrice[];
  packaging_prices: readonly PackagingPrice[];
  promotions: readonly PromotionRule[];
  coupons: readonly CouponRule[];
  costs: readonly ProductCost[];
}

export const NO_RULES: PriceRules = {
  discounts: [],
  group: null,
  place_prices: [],
  quantity_prices: [],
  packaging_prices: [],
  promotions: [],
  coupons: [],
  costs: [],
};
