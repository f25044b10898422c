import type { Decimal } from '../../common/money/decimal.js';
import type { RoundingLevel, RoundingMode } from '../../common/money/rounding.js';
import type { PriceRules } from './rules.types.js';

/** `priority`: the first rule in the order of the house wins. `best_price`: the lowest price does. */
export const PRICE_RESOLUTIONS = ['priority', 'best_price'] as const;
export type PriceResolution = (typeof PRICE_RESOLUTIONS)[number];

export interface PricedTax {
  code: string;
  name: string;
  /** Percent of the net amount; of the net amount and the taxes before it when compound. */
  rate: Decimal;
  is_compound: boolean;
}

/** What the engine needs to know of a product; catalog's `SellableProduct` is one. */
export interface PricedProduct {
  id: string;
  /** Catalogue price of one base unit; null when it has none. */
  price: Decimal | null;
  cost_price: Decimal | null;
  unit_code: string;
  parent_id: string | null;
  brand_id: string | null;
  /** Its own and the ones above it. */
  category_path: readonly string[];
  product_group_path: readonly string[];
  discount_id: string | null;
  tax_code: string | null;
  /** The combined percent, 0 when untaxed. */
  tax_rate: Decimal;
  /** At the place of sale, in their order. */
  tax_components: readonly PricedTax[];
  is_reverse_charge: boolean;
  /** The tax group's own word; null leaves it to the location. */
  prices_include_tax: boolean | null;
}

/** A pack that is sold instead of single units. */
export interface PricedPackaging {
  id: string;
  unit_code: string;
  /** Base units in one pack. */
  factor: Decimal;
}

/** What the engine needs to know of the place of sale; locations' `SellingPlace` is one. */
export interface PricingPlace {
  currency: string;
  sale_prices_include_tax: boolean;
  rounding_mode: RoundingMode;
  rounding_level: RoundingLevel;
  cash_rounding: Decimal | null;
  price_resolution: PriceResolution;
  /** Percent on cost, for products without any price. */
  default_markup_percent: Decimal;
}

export const TAX_TREATMENTS = ['standard', 'exempt', 'reverse_charge'] as const;
export type TaxTreatment = (typeof TAX_TREATMENTS)[number];

/** What the engine needs to know of a customer; partners' `SaleCustomer` is one. */
export interface PricingCustomer {
  id: string;
  type: 'person' | 'company';
  vat_number: string | null;
  price_group_id: string | null;
  /** 0 to 100, or null. */
  discount_percent: Decimal | null;
  tax_treatment: TaxTreatment;
}

export interface CartLine {
  /** The caller's id of the line; comes back on the quoted line. */
  line_id: string;
  product: PricedProduct;
  /** The pack that is sold; null sells base units. */
  packaging: PricedPackaging | null;
  /** In the sold unit, above zero, up to 3 decimals. */
  quantity: Decimal;
  /** Price of one sold unit carried by the scanned code; wins over every price rule. */
  code_price?: Decimal | null;
  /** Price of one sold unit said by the caller; counts as an override only when it differs from ours. */
  override_unit_price?: Decimal;
  /** Discount amount of the line said by the caller, in place of the automatic ones; 0 says nothing. */
  override_discount?: Decimal;
}

export interface CartInput {
  place: PricingPlace;
  /** The day the windows of discounts and coupons are held against, in the location's zone. */
  business_date: string;
  /** The wall clock there (`2026-11-20T18:30:00`), for the windows of promotions. */
  local_time: string;
  customer: PricingCustomer | null;
  lines: readonly CartLine[];
  /** Every rule that may matter to these lines and this customer, in any order. */
  rules: PriceRules;
  /** The discount chosen for the whole cart. */
  discount_id?: string;
  /** Discount amount of the whole cart said by the caller, in place of ours; 0 says nothing. */
  discount_amount?: Decimal;
  /** Tax of the whole cart said by the caller; counts as an override only when it differs from ours. */
  tax_override?: Decimal;
  /** As the caller sent them. */
  coupon_codes?: readonly string[];
}
