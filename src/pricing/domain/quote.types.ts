import type { Decimal } from '../../common/money/decimal.js';
import type { RoundingLevel, RoundingMode } from '../../common/money/rounding.js';

/** What the engine needs to know of a product; catalog's `SellableProduct` is one. */
export interface PricedProduct {
  id: string;
  price: Decimal;
  discount_id: string | null;
  tax_code: string | null;
  /** Percent, 0 when untaxed. */
  tax_rate: Decimal;
  /** The tax group's own word; null leaves it to the location. */
  prices_include_tax: boolean | null;
}

/** What the engine needs to know of the place of sale; locations' `SellingPlace` is one. */
export interface PricingPlace {
  currency: string;
  sale_prices_include_tax: boolean;
  rounding_mode: RoundingMode;
  rounding_level: RoundingLevel;
  cash_rounding: Decimal | null;
}

export interface PricingCustomer {
  id: string;
  /** 0 to 100, or null. */
  discount_percent: Decimal | null;
}

export const DISCOUNT_TYPES = ['percentage', 'fixed_amount'] as const;
export type DiscountType = (typeof DISCOUNT_TYPES)[number];

/** A discount as the engine sees it. */
export interface DiscountRule {
  id: string;
  name: string;
  type: DiscountType;
  /** Percent, or an amount: per unit on a product, once on a cart. */
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

export interface CartLine {
  /** The caller's id of the line; comes back on the quoted line. */
  line_id: string;
  product: PricedProduct;
  /** Above zero, up to 3 decimals. */
  quantity: Decimal;
  /** Price of one unit carried by the scanned code; wins over the product's price. */
  code_price?: Decimal | null;
  /** Price of one unit said by the caller; counts as an override only when it differs from the base price. */
  override_unit_price?: Decimal;
  /** Discount amount of the line said by the caller, in place of the automatic one; 0 says nothing. */
  override_discount?: Decimal;
}

export interface CartInput {
  place: PricingPlace;
  /** The day the discount windows are held against, in the location's zone. */
  business_date: string;
  customer: PricingCustomer | null;
  lines: readonly CartLine[];
  /** Every rule that may matter: those of the products and the cart's own. */
  discounts: readonly DiscountRule[];
  /** The discount chosen for the whole cart. */
  discount_id?: string;
  /** Discount amount of the whole cart said by the caller, in place of the chosen one's; 0 says nothing. */
  discount_amount?: Decimal;
  /** Tax of the whole cart said by the caller; counts as an override only when it differs from ours. */
  tax_override?: Decimal;
}

export type PricingRule =
  | 'base_price'
  | 'product_discount'
  | 'cart_discount'
  | 'customer_discount'
  | 'override_price'
  | 'override_discount'
  | 'override_tax'
  | 'tax'
  | 'rounding';

/** One rule that was considered, and what became of it. Plain JSON: it is stored with the sale. */
export interface TraceEntry {
  rule: PricingRule;
  /** Id of the discount or customer. */
  source_id?: string | null;
  name?: string;
  outcome: 'applied' | 'rejected';
  /** Why it lost, or how it came to this amount. */
  reason?: string;
  /** Decimal text: the price it set, or the amount it took off or added. */
  amount?: string;
}

export interface QuotedLine {
  line_id: string;
  product_id: string;
  quantity: Decimal;
  /** Price of one unit by the catalog or the scanned code. */
  base_price: Decimal;
  /** Price of one unit that was charged, before discounts: the base price or its override. */
  unit_price: Decimal;
  /** quantity × unit_price, rounded to the currency. */
  gross_before_discount: Decimal;
  /** Everything taken off this line: its own discount plus its share of the cart's. In terms of the price. */
  discount_amount: Decimal;
  /** The share of the cart's discount alone. */
  cart_discount_amount: Decimal;
  /** The product discount that won, if one did. */
  discount_id: string | null;
  prices_include_tax: boolean;
  net_amount: Decimal;
  tax_code: string | null;
  tax_rate: Decimal;
  tax_amount: Decimal;
  /** net_amount + tax_amount, always. */
  total_amount: Decimal;
  /** True when the caller's own price, line discount or tax really changed this line. */
  is_override: boolean;
  trace: TraceEntry[];
}

export interface TaxLine {
  tax_code: string | null;
  rate: Decimal;
  net_amount: Decimal;
  tax_amount: Decimal;
}

/** Figures of the caller's that differ from ours and were taken: each needs a permission in a sale. */
export type Override = 'price' | 'line_discount' | 'cart_discount' | 'tax';

export interface Quote {
  /** In the order of the request. */
  lines: QuotedLine[];
  /** Σ net_amount of the lines: after discounts, without tax. */
  subtotal: Decimal;
  /** Σ discount_amount of the lines, in terms of the price (with tax where prices include it). */
  discount_amount: Decimal;
  /** The part of discount_amount that was given on the whole cart. */
  cart_discount_amount: Decimal;
  tax_amount: Decimal;
  /** subtotal + tax_amount; before cash rounding. */
  total_amount: Decimal;
  /** One entry per tax code and rate; their sums are subtotal and tax_amount. */
  taxes: TaxLine[];
  /** The discount that was chosen for the whole cart, if any. */
  discount_id: string | null;
  overrides: Override[];
  /** What was considered for the cart as a whole. */
  trace: TraceEntry[];
  /** The location's word; a line may differ by its tax group. */
  prices_include_tax: boolean;
  currency: string;
  digits: number;
  rounding_mode: RoundingMode;
  rounding_level: RoundingLevel;
  /** Increment of cash totals, for `cashRounding`. */
  cash_rounding: Decimal | null;
}
