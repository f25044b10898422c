import { Injectable } from '@nestjs/common';
import type { Queryable } from '../common/database/statement.js';
import { InvalidField } from '../common/errors/domain-error.js';
import type { Decimal } from '../common/money/decimal.js';
import { businessDate } from '../common/time/business-date.js';
import { wallTime } from '../common/time/wall-time.js';
import type { SellingPlace } from '../locations/index.js';
import { saleCustomerOf, type SaleCustomer, type SaleCustomerRow } from '../partners/index.js';
import type { ResolvedLine } from './cart/resolved-line.js';
import { withoutHeld, type HeldUse } from './domain/held-uses.js';
import { quoteCart } from './domain/quote-cart.js';
import type { Quote } from './domain/quote.types.js';
import { targetsOf } from './domain/promotion-book.js';
import { priceRules, type FoundRules, type WantedRules } from './queries/price-rules.query.js';

export interface QuoteRequest {
  place: SellingPlace;
  /** Absent = anonymous. */
  customer_id?: string;
  lines: readonly ResolvedLine[];
  /** A configured discount, on the whole cart. */
  discount_id?: string;
  /** Manual, on the whole cart. */
  discount_amount?: Decimal;
  tax_override?: Decimal;
  /** In upper or lower case. */
  coupon_codes?: readonly string[];
  /** When the sale happens; decides the business day and the windows of promotions. */
  at: Date;
  /** Prices as they were then; absent = as they are now. */
  as_of?: Date;
  /** What this sale has booked already, when it is priced again (`PromotionLedger.heldBy`). */
  held?: readonly HeldUse[];
}

export interface PricedQuote {
  quote: Quote;
  /** Null for an anonymous sale. Blocked and inactive customers are priced all the same: the caller decides. */
  customer: SaleCustomer | null;
}

function present(ids: readonly (string | null | undefined)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null && id !== undefined))];
}

function wantedBy(request: QuoteRequest, business_date: string): WantedRules {
  const { place, lines, at } = request;
  return {
    location_id: place.location_id,
    customer_id: request.customer_id,
    product_ids: present(lines.map(({ product }) => product.id)),
    target_ids: present(lines.flatMap(targetsOf)),
    packaging_ids: present(lines.map(({ packaging }) => packaging?.id)),
    discount_ids: present([request.discount_id, ...lines.map(({ product }) => product.discount_id)]),
    coupon_codes: present((request.coupon_codes ?? []).map((code) => code.trim().toUpperCase())),
    business_date,
    local_time: wallTime(at, place.time_zone),
  };
}

function customerOf(row: SaleCustomerRow | null, id: string | undefined, day: string): SaleCustomer | null {
  if (row !== null) return saleCustomerOf(row, day);
  if (id === undefined) return null;
  throw new InvalidField('customer_id', 'CUSTOMER_NOT_FOUND', `No customer ${id}.`);
}

/** The lines with what the catalogue asked then. */
function linesAt(lines: readonly ResolvedLine[], { catalogue }: FoundRules): readonly ResolvedLine[] {
  if (catalogue === null) return lines;
  return lines.map((line) => {
    const price = catalogue.get(line.product.id) ?? null;
    return { ...line, product: { ...line.product, price } };
  });
}

/** What a cart costs. The only way to a price: a till's preview, a sale and a receipt agree to the cent. */
@Injectable()
export class PriceQuotes {
  /**
   * Prices all lines of a cart for a customer. One statement for the customer and every rule, however many lines and
   * promotions; takes no lock, so that limits and budgets are what they were just now: `PromotionLedger.redeem`
   * decides. Amounts come in the location's currency and digits, before cash rounding.
   *
   * Throws InvalidField CUSTOMER_NOT_FOUND, and QuoteRefused (422) naming every wrong field: PRICE_MISSING
   * (`items.N.unit_price`), DISCOUNT_NOT_FOUND, DISCOUNT_INACTIVE, DISCOUNT_NOT_APPLICABLE (`discount_id`),
   * COUPON_NOT_FOUND, COUPON_EXPIRED, COUPON_USED_UP, COUPON_NOT_APPLICABLE (`coupon_codes.N`),
   * DISCOUNT_EXCEEDS_LINE, DISCOUNT_EXCEEDS_TOTAL, TAX_EXCEEDS_AMOUNT, TOO_MANY_DECIMALS, NEGATIVE_AMOUNT,
   * NOT_POSITIVE, AMOUNT_TOO_LARGE. Fields are those of `POST /v1/sales`.
   */
  async quote(db: Queryable, request: QuoteRequest): Promise<PricedQuote> {
    const { place, customer_id, lines, discount_id, discount_amount, tax_override, coupon_codes } = request;
    const business_date = businessDate(request.at, place.time_zone);
    const wanted = wantedBy(request, business_date);
    const found = await priceRules(db, wanted, request.as_of);
    const customer = customerOf(found.customer, customer_id, business_date);
    const quote = quoteCart({
      place,
      business_date,
      local_time: wanted.local_time,
      customer,
      lines: linesAt(lines, found),
      rules: withoutHeld(found.rules, request.held ?? [], customer_id ?? null),
      discount_id,
      discount_amount,
      tax_override,
      coupon_codes,
    });
    return { quote, customer };
  }
}
