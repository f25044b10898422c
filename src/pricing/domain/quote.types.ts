import type { Decimal } from '../../common/money/decimal.js';
import type { RoundingLevel, RoundingMode } from '../../common/money/rounding.js';
import type { TaxTreatment } from './cart.types.js';
import type { TraceEntry } from './trace.types.js';

/** Where the price of a line comes from. */
export const PRICE_RULES = [
  'promotion',
  'group',
  'step',
  'base',
  'packaging',
  'fallback',
  'code',
  'by_hand',
] as const;
export type PriceRule = (typeof PRICE_RULES)[number];

/** One tax of a line. */
export interface LineTax {
  code: string;
  name: string;
  /** Percent. */
  rate: Decimal;
  amount: Decimal;
}

export interface QuotedLine {
  line_id: string;
  product_id: string;
  /** In the sold unit. */
  quantity: Decimal;
  unit_code: string;
  /** Base units in one sold unit; 1 without a pack. */
  unit_factor: Decimal;
  packaging_id: string | null;
  /** quantity × unit_factor: what leaves the shelf. */
  base_quantity: Decimal;
  /** Price of one sold unit by the catalog, the place, the pack or the scanned code; what else won where none has one. */
  base_price: Decimal;
  /** Price of one sold unit that was charged, before discounts. At most four decimals. */
  unit_price: Decimal;
  price_rule: PriceRule;
  /** quantity × unit_price, rounded to the currency. */
  gross_before_discount: Decimal;
  /** Everything taken off this line: its own discounts plus its share of the cart's. In terms of the price. */
  discount_amount: Decimal;
  /** The share of the cart's discounts (basket promotions, chosen, by hand) alone. */
  cart_discount_amount: Decimal;
  /** The product discount that won, if one did. */
  discount_id: string | null;
  /** The promotions that changed what this line costs. */
  promotion_ids: string[];
  prices_include_tax: boolean;
  net_amount: Decimal;
  tax_code: string | null;
  /** The combined percent that was charged; 0 when nothing is due. */
  tax_rate: Decimal;
  tax_amount: Decimal;
  /** By component; they sum to tax_amount. Empty when nothing is taxed. */
  taxes: LineTax[];
  tax_treatment: TaxTreatment;
  /** net_amount + tax_amount, always. */
  total_amount: Decimal;
  /** True when the caller's own price, line discount or tax really changed this line. */
  is_override: boolean;
  /**
   * What people took off this line, in percent of its base price: price below base, line discount and the cart's
   * discount by hand together. 0 when nobody did.
   */
  hand_discount_percent: Decimal;
  /** Of one base unit, as this place knows it; for callers who may see costs. */
  unit_cost: Decimal | null;
  /** Every candidate and what became of it; enough to reckon the line again. */
  trace: TraceEntry[];
}

export interface TaxLine {
  /** Code of the component, of the tax group where nothing is due. */
  tax_code: string | null;
  rate: Decimal;
  net_amount: Decimal;
  tax_amount: Decimal;
  tax_treatment: TaxTreatment;
}

/** What a promotion took off a cart; `PromotionLedger.redeem` books it. */
export interface PromotionUse {
  promotion_id: string;
  /** The coupon that opened it, if one did. */
  coupon_id: string | null;
  /** 1 per sale. */
  uses: number;
  amount: Decimal;
  /** The lines it touched; they sum to `amount`. */
  lines: { line_id: string; amount: Decimal }[];
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
  /**
   * One entry per tax component code, rate and treatment. Their taxes sum to tax_amount; their nets to the subtotal
   * as long as no line bears two taxes.
   */
  taxes: TaxLine[];
  promotions: PromotionUse[];
  /** The discount that was chosen for the whole cart, if any. */
  discount_id: string | null;
  overrides: Override[];
  /** The greatest hand_discount_percent of a line: what a role's limit is held against. */
  hand_discount_percent: Decimal;
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
