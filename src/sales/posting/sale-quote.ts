import { Injectable } from '@nestjs/common';
import { CatalogQueries, type SellableProduct } from '../../catalog/index.js';
import type { Queryable } from '../../common/database/statement.js';
import { ValidationFailed } from '../../common/errors/domain-error.js';
import type { Decimal } from '../../common/money/decimal.js';
import { GoodsDirectory } from '../../inventory/index.js';
import { LocationDirectory, type SellingPlace } from '../../locations/index.js';
import type { SaleCustomer } from '../../partners/index.js';
import {
  PriceQuotes,
  resolveCart,
  wantedProducts,
  type Quote,
  type QuotedLine,
  type ResolvedLine,
} from '../../pricing/index.js';
import type { Cart, CartLine } from '../domain/cart.js';
import { goodsNames, namesNothing, picksOf, wrongNames, type Picks } from '../domain/named-goods.js';
import { CartRefused, CustomerBlocked } from '../sales.errors.js';

/** A cart line with its product and price. */
export interface PricedLine {
  item: CartLine;
  product: SellableProduct;
  code_price: Decimal | null;
  quoted: QuotedLine;
}

/** A cart that can be sold as it stands: everything `SalePosting` needs, read once. */
export interface PricedCart {
  place: SellingPlace;
  customer?: SaleCustomer;
  quote: Quote;
  lines: PricedLine[];
  /** Which goods its lines name. */
  picks: Picks;
}

/** A pack of a stored line holds what it held then, whatever the catalogue says since. */
function asRungUp(line: ResolvedLine, factor: Decimal | undefined): ResolvedLine {
  const { packaging } = line;
  return packaging === null || factor === undefined ? line : { ...line, packaging: { ...packaging, factor } };
}

/** Prices a cart without locks: one statement each for the place, the products and the rules with the customer. */
@Injectable()
export class SaleQuote {
  constructor(
    private readonly locations: LocationDirectory,
    private readonly catalog: CatalogQueries,
    private readonly prices: PriceQuotes,
    private readonly goods: GoodsDirectory,
  ) {}

  /**
   * Throws NotFound for an unknown place, InvalidField and CustomerBlocked for the customer, CartRefused naming
   * every line that cannot be sold (`items.N.…`) or names goods that are not known, and pricing's own refusals.
   */
  async price(db: Queryable, cart: Cart): Promise<PricedCart> {
    const place = await this.locations.context(db, cart);
    const lines = await this.resolve(db, cart, place.location_id);
    const { quote, customer } = await this.prices.quote(db, {
      place,
      customer_id: cart.customer_id,
      lines,
      discount_id: cart.discount_id,
      discount_amount: cart.discount_amount,
      tax_override: cart.tax_amount,
      coupon_codes: cart.coupon_codes,
      at: cart.at,
      as_of: cart.as_of,
      held: cart.held,
    });
    if (customer !== null && cart.is_return !== true && (!customer.is_active || customer.sales_blocked))
      throw new CustomerBlocked();
    return {
      place,
      customer: customer ?? undefined,
      quote,
      picks: await this.picks(db, cart, lines),
      lines: lines.map(({ product, code_price }, index) => ({
        item: cart.items[index]!,
        product,
        code_price,
        quoted: quote.lines[index]!,
      })),
    };
  }

  /** One statement, none for a cart that leaves the choice of goods to the location. */
  private async picks(db: Queryable, cart: Cart, lines: readonly ResolvedLine[]): Promise<Picks> {
    const naming = cart.items
      .map((item, index) => ({ item, index, product: lines[index]!.product }))
      .filter(({ item }) => cart.is_return !== true && !namesNothing(item));
    if (naming.length === 0) return new Map();
    const found = await this.goods.named(
      db,
      naming.map(({ item, product }) => goodsNames(item, product)),
    );
    const wrong = naming.flatMap(({ item, index }, at) => wrongNames(item, found[at]!, `items.${index}`));
    if (wrong.length > 0) throw new CartRefused(wrong);
    return new Map(naming.map(({ item }, at) => [item.line_id, picksOf(found[at]!)]));
  }

  private async resolve(db: Queryable, cart: Cart, location_id: string): Promise<ResolvedLine[]> {
    const found = await this.catalog.sellable(db, { ...wantedProducts(cart.items), location_id });
    try {
      const lines = resolveCart(cart.items, found, { is_return: cart.is_return });
      return lines.map((line) => asRungUp(line, cart.unit_factors?.get(line.line_id)));
    } catch (error) {
      throw error instanceof ValidationFailed ? new CartRefused(error.errors) : error;
    }
  }
}
