import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CatalogQueries, type SellableProduct } from '../../catalog/index.js';
import { DomainError, InvalidField, NotFound, ValidationFailed } from '../../common/errors/domain-error.js';
import { optionalDecimal } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { LocationDirectory, type SellingPlace } from '../../locations/index.js';
import { PartnerQueries, type SaleCustomer } from '../../partners/index.js';
import type { Quote, QuotedLine } from '../domain/quote.types.js';
import { PriceQuotes } from '../price-quotes.js';
import { cartItems, codesOf, productIdsOf } from './cart-items.js';
import type { ProductPriceQuery } from './dto/product-price.query.dto.js';
import type { QuoteCartDto } from './dto/quote-cart.dto.js';

export interface PricedItem {
  product: SellableProduct;
  quoted: QuotedLine;
  sale_refusal?: string;
  digits: number;
}

export interface PricedCart {
  place: SellingPlace;
  customer: SaleCustomer | null;
  business_date: string;
  quote: Quote;
  items: PricedItem[];
}

/** Prices carts for a look: nothing is stored, locked or promised. */
@Injectable()
export class CartPricing {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly locations: LocationDirectory,
    private readonly partners: PartnerQueries,
    private readonly catalog: CatalogQueries,
    private readonly prices: PriceQuotes,
  ) {}

  /**
   * At most four statements (place, customer, products, discounts), however many lines. What cannot be sold now is
   * priced and says so. Throws ValidationFailed naming every unknown product, and what `PriceQuotes.quote` throws.
   */
  async ofCart(dto: QuoteCartDto): Promise<PricedCart> {
    const at = this.timeOf(dto.sale_date);
    const { location_id, register_id } = dto;
    const place = await this.locations.context(this.dataSource, {
      location_id: location_id ?? undefined,
      register_id: register_id ?? undefined,
    });
    const customer = await this.customer(dto.customer_id);
    const wanted = { product_ids: productIdsOf(dto.items), codes: codesOf(dto.items) };
    const items = cartItems(dto.items, await this.catalog.sellable(this.dataSource, wanted));
    const quote = await this.prices.quote(this.dataSource, {
      place,
      customer,
      lines: items.map(({ request }) => request),
      discount_id: dto.discount_id?.toLowerCase(),
      discount_amount: optionalDecimal(dto.discount_amount) ?? undefined,
      tax_override: optionalDecimal(dto.tax_amount) ?? undefined,
      at,
    });
    const priced = items.map(({ product, sale_refusal }, index) => ({
      product,
      sale_refusal,
      quoted: quote.lines[index]!,
      digits: quote.digits,
    }));
    return { place, customer, business_date: businessDate(at, place.time_zone), quote, items: priced };
  }

  /** What a quantity of one product costs. Throws NotFound for the product, and field errors like `ofCart`. */
  async ofProduct(product_id: string, request: ProductPriceQuery): Promise<PricedCart> {
    const { quantity, customer_id, location_id, at } = request;
    const cart = { items: [{ product_id, quantity }], customer_id, location_id, sale_date: at };
    return this.ofCart(cart).catch((error: unknown) => {
      throw ofOneProduct(error, product_id);
    });
  }

  private async customer(id: string | null | undefined): Promise<SaleCustomer | null> {
    if (id === undefined || id === null) return null;
    const customer = await this.partners.customerForSale(this.dataSource, id);
    if (customer === undefined)
      throw new InvalidField('customer_id', 'CUSTOMER_NOT_FOUND', `No customer ${id}.`);
    return customer;
  }

  private timeOf(sent: string | null | undefined): Date {
    if (sent === undefined || sent === null) return this.clock.now();
    const at = new Date(sent);
    const year = at.getUTCFullYear();
    if (year >= 1970 && year < 9999) return at;
    throw new InvalidField('sale_date', 'IMPLAUSIBLE_TIME', 'The time must be from 1970 on.');
  }
}

/** One product is no line of a cart: its fields are those of its own request, and it is itself what was not found. */
function ofOneProduct(error: unknown, product_id: string): unknown {
  if (!(error instanceof DomainError)) return error;
  if (error.errors.some(({ code }) => code === 'PRODUCT_NOT_FOUND'))
    return new NotFound('product', product_id);
  if (error.errors.every(({ field }) => !field.startsWith('items.0.') && field !== 'sale_date')) return error;
  return new ValidationFailed(
    error.errors.map((wrong) => ({
      ...wrong,
      field: wrong.field.replace('items.0.', '').replace('sale_date', 'at'),
    })),
  );
}
