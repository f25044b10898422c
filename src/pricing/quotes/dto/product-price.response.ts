import type { PricedCart } from '../cart-pricing.js';
import { QuotedLineResponse } from './quoted-line.response.js';

/** What a quantity of one product costs, and why. */
export class ProductPriceResponse extends QuotedLineResponse {
  /** @example 01900000-0000-7000-8000-000000000101 */
  location_id: string;
  customer_id: string | null;
  /** @example 2026-11-20 */
  business_date: string;
  /** @example USD */
  currency: string;

  static ofOne(
    { place, customer, business_date, quote, items }: PricedCart,
    canSeeCosts: boolean,
  ): ProductPriceResponse {
    return {
      ...QuotedLineResponse.from(items[0]!, canSeeCosts),
      location_id: place.location_id,
      customer_id: customer?.id ?? null,
      business_date,
      currency: quote.currency,
    };
  }
}
