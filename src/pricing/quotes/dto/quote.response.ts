import { cashRounding, type RoundingLevel, type RoundingMode } from '../../../common/money/rounding.js';
import type { Override } from '../../domain/quote.types.js';
import type { PricedCart } from '../cart-pricing.js';
import { PromotionUseResponse } from './promotion-use.response.js';
import { QuotedLineResponse } from './quoted-line.response.js';
import { TaxLineResponse } from './tax-line.response.js';
import { TraceEntryResponse } from './trace-entry.response.js';

/** What a cart would cost: to the cent what a sale of it costs. */
export class QuoteResponse {
  /** @example 01900000-0000-7000-8000-000000000101 */
  location_id: string;
  /** @example 01900000-0000-7000-8000-000000000111 */
  register_id: string;
  customer_id: string | null;
  /**
   * The day that discounts were held against, in the location's time zone.
   * @example 2026-11-20
   */
  business_date: string;
  /** @example USD */
  currency: string;
  /** @example false */
  prices_include_tax: boolean;
  /** @example half_up */
  rounding_mode: RoundingMode;
  /** @example line */
  rounding_level: RoundingLevel;
  /** In the order of the request. */
  lines: QuotedLineResponse[];
  /**
   * After discounts, without tax.
   * @example 13.77
   */
  subtotal: number;
  /**
   * All discounts, in terms of the price.
   * @example 1.53
   */
  discount_amount: number;
  /** @example 0 */
  cart_discount_amount: number;
  /** @example 2.75 */
  tax_amount: number;
  /**
   * subtotal + tax_amount.
   * @example 16.52
   */
  total_amount: number;
  /**
   * What is added when the whole total is paid in cash.
   * @example 0
   */
  cash_rounding_amount: number;
  /**
   * total_amount + cash_rounding_amount: what is due in coins.
   * @example 16.52
   */
  cash_total: number;
  /** Net and tax by component and rate; of a line with two taxes the net stands in both. */
  taxes: TaxLineResponse[];
  /** The promotions that a sale of it would use. */
  promotions: PromotionUseResponse[];
  /** The discount chosen for the whole cart. */
  discount_id: string | null;
  /**
   * Figures by hand that differ from ours; each needs a permission in a sale.
   * @example []
   */
  overrides: Override[];
  /**
   * The most that people took off a line by hand, in percent: what the limit of a role is held against.
   * @example 0
   */
  hand_discount_percent: number;
  /** What was considered for the cart as a whole. */
  trace: TraceEntryResponse[];

  static from(
    { place, customer, business_date, quote, items }: PricedCart,
    canSeeCosts: boolean,
  ): QuoteResponse {
    const inCash = cashRounding(quote.total_amount, quote.cash_rounding, quote.rounding_mode);
    return {
      location_id: place.location_id,
      register_id: place.register_id,
      customer_id: customer?.id ?? null,
      business_date,
      currency: quote.currency,
      prices_include_tax: quote.prices_include_tax,
      rounding_mode: quote.rounding_mode,
      rounding_level: quote.rounding_level,
      lines: items.map((item) => QuotedLineResponse.from(item, canSeeCosts)),
      subtotal: quote.subtotal.toNumber(),
      discount_amount: quote.discount_amount.toNumber(),
      cart_discount_amount: quote.cart_discount_amount.toNumber(),
      tax_amount: quote.tax_amount.toNumber(),
      total_amount: quote.total_amount.toNumber(),
      cash_rounding_amount: inCash.toNumber(),
      cash_total: quote.total_amount.plus(inCash).toNumber(),
      taxes: quote.taxes.map(TaxLineResponse.from),
      promotions: quote.promotions.map(PromotionUseResponse.from),
      discount_id: quote.discount_id,
      overrides: quote.overrides,
      hand_discount_percent: quote.hand_discount_percent.toNumber(),
      trace: quote.trace.map(TraceEntryResponse.from),
    };
  }
}
