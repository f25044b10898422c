import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CatalogQueries, type SellableProduct } from '../../catalog/index.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import { optionalDecimal } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { LocationDirectory, type SellingPlace } from '../../locations/index.js';
import type { SaleCustomer } from '../../partners/index.js';
import { resolveCart, wantedProducts } from '../cart/resolve-cart.js';
import type { ResolvedLine } from '../cart/resolved-line.js';
import type { Quote, QuotedLine } from '../domain/quote.types.js';
import { PriceQuotes } from '../price-quotes.js';
import { cartItems } from './cart-items.js';
import type { ProductPriceQuery } from './dto/product-price.query.dto.js';
import type { QuoteCartDto } from './dto/quote-cart.dto.js';
import { ofOneProduct } from './of-one-product.js';

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

interface Moment {
  at: Date;
  /** A moment that is over is priced as it was then. */
  as_of?: Date;
}

/** Prices carts for a look: nothing is stored, locked or promised. */
@Injectable()
export class CartPricing {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly locations: LocationDirectory,
    private readonly catalog: CatalogQueries,
    private readonly prices: PriceQuotes,
  ) {}

  /**
   * Three statements (place, products, rules with the customer), however many lines and promotions. What cannot be
   * sold now is priced and says so. A past `sale_date` is priced as it was then. Throws ValidationFailed naming every
   * wrong line, and what `PriceQuotes.quote` throws.
   */
  async ofCart(dto: QuoteCartDto): Promise<PricedCart> {
    const moment = this.momentOf(dto.sale_date);
    const { location_id, register_id } = dto;
    const place = await this.locations.context(this.dataSource, {
      location_id: location_id ?? undefined,
      register_id: register_id ?? undefined,
    });
    const lines = await this.linesOf(dto, place);
    const { quote, customer } = await this.prices.quote(this.dataSource, {
      ...moment,
      place,
      customer_id: dto.customer_id ?? undefined,
      lines,
      discount_id: dto.discount_id?.toLowerCase(),
      discount_amount: optionalDecimal(dto.discount_amount) ?? undefined,
      tax_override: optionalDecimal(dto.tax_amount) ?? undefined,
      coupon_codes: dto.coupon_codes ?? undefined,
    });
    const items = lines.map(({ product, sale_refusal }, index) => ({
      product,
      sale_refusal,
      quoted: quote.lines[index]!,
      digits: quote.digits,
    }));
    return { place, customer, business_date: businessDate(moment.at, place.time_zone), quote, items };
  }

  /** What a quantity of one product costs. Throws NotFound for the product, and field errors like `ofCart`. */
  async ofProduct(product_id: string, request: ProductPriceQuery): Promise<PricedCart> {
    const { quantity, unit, customer_id, location_id, at } = request;
    const cart = { items: [{ product_id, quantity, unit }], customer_id, location_id, sale_date: at };
    return this.ofCart(cart).catch((error: unknown) => {
      throw ofOneProduct(error, product_id);
    });
  }

  private async linesOf(dto: QuoteCartDto, { location_id }: SellingPlace): Promise<ResolvedLine[]> {
    const items = cartItems(dto.items);
    const found = await this.catalog.sellable(this.dataSource, { ...wantedProducts(items), location_id });
    return resolveCart(items, found, { report_refusals: true });
  }

  private momentOf(sent: string | null | undefined): Moment {
    const now = this.clock.now();
    if (sent === undefined || sent === null) return { at: now };
    const at = new Date(sent);
    const year = at.getUTCFullYear();
    if (year >= 1970 && year < 9999) return at < now ? { at, as_of: at } : { at };
    throw new InvalidField('sale_date', 'IMPLAUSIBLE_TIME', 'The time must be from 1970 on.');
  }
}
