import { Injectable } from '@nestjs/common';
import type { Queryable } from '../common/database/statement.js';
import type { Decimal } from '../common/money/decimal.js';
import { businessDate } from '../common/time/business-date.js';
import { quoteCart } from './domain/quote-cart.js';
import type { CartLine, PricingCustomer, PricingPlace, Quote } from './domain/quote.types.js';
import { relevantDiscounts } from './queries/relevant-discounts.query.js';

/** One line of a cart; catalog's `SellableProduct` serves as its product. */
export type QuoteLineRequest = CartLine;

export interface QuoteRequest {
  /** locations' `SellingPlace` serves as it is. */
  place: PricingPlace & { time_zone: string };
  customer: PricingCustomer | null;
  lines: readonly QuoteLineRequest[];
  discount_id?: string;
  /** Manual, on the whole cart. */
  discount_amount?: Decimal;
  tax_override?: Decimal;
  /** When the sale happens; decides the business day. */
  at: Date;
}

/** What a cart costs. The only way to a price: a till's preview, a sale and a receipt agree to the cent. */
@Injectable()
export class PriceQuotes {
  /**
   * Prices all lines of a cart. Reads the discounts that matter in one statement, takes no lock. Amounts come in
   * the location's currency and digits, before cash rounding. Throws QuoteRefused (422) naming every wrong field:
   * DISCOUNT_NOT_FOUND, DISCOUNT_INACTIVE, DISCOUNT_NOT_APPLICABLE, DISCOUNT_EXCEEDS_LINE, DISCOUNT_EXCEEDS_TOTAL,
   * TAX_EXCEEDS_AMOUNT, TOO_MANY_DECIMALS, AMOUNT_TOO_LARGE. Fields are those of `POST /v1/sales`
   * (`items.0.discount_amount`, `discount_id`, `discount_amount`, `tax_amount`).
   */
  async quote(db: Queryable, request: QuoteRequest): Promise<Quote> {
    const business_date = businessDate(request.at, request.place.time_zone);
    const discounts = await relevantDiscounts(db, {
      business_date,
      discount_ids: [request.discount_id, ...request.lines.map(({ product }) => product.discount_id)],
      product_ids: request.lines.map(({ product }) => product.id),
    });
    const { place, customer, lines, discount_id, discount_amount, tax_override } = request;
    return quoteCart({
      place,
      business_date,
      customer,
      lines,
      discounts,
      discount_id,
      discount_amount,
      tax_override,
    });
  }
}
