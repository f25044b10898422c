import { Injectable } from '@nestjs/common';
import {
  CatalogQueries,
  saleRefusal,
  type ScannedProduct,
  type SellableProduct,
} from '../../catalog/index.js';
import type { Queryable } from '../../common/database/statement.js';
import { InvalidField, type FieldError } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import { LocationDirectory, type SellingPlace } from '../../locations/index.js';
import { PartnerQueries, type SaleCustomer } from '../../partners/index.js';
import { PriceQuotes, type Quote, type QuotedLine } from '../../pricing/index.js';
import type { Cart, CartItem } from '../domain/cart.js';
import { CartRefused, CustomerBlocked } from '../sales.errors.js';

/** A cart line with its product and price. */
export interface PricedLine {
  item: CartItem;
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
}

type Resolved = Omit<PricedLine, 'quoted'> & { quantity: Decimal };

const ONE = new Decimal(1);

/** Prices a cart without locks: one statement each for the place, the customer, the products and the discounts. */
@Injectable()
export class SaleQuote {
  constructor(
    private readonly locations: LocationDirectory,
    private readonly partners: PartnerQueries,
    private readonly catalog: CatalogQueries,
    private readonly prices: PriceQuotes,
  ) {}

  /**
   * Throws NotFound for an unknown place, InvalidField and CustomerBlocked for the customer, CartRefused naming
   * every line that cannot be sold (`items.N.…`), and pricing's own refusals.
   */
  async price(db: Queryable, cart: Cart): Promise<PricedCart> {
    const place = await this.locations.context(db, cart);
    const isReturn = cart.is_return === true;
    const customer = await this.customer(db, cart.customer_id, isReturn);
    const lines = await this.resolve(db, cart.items, isReturn);
    const quote = await this.prices.quote(db, {
      place,
      customer: customer ?? null,
      lines: lines.map((line) => ({
        line_id: line.item.line_id,
        product: line.product,
        quantity: line.quantity,
        code_price: line.code_price,
        override_unit_price: line.item.unit_price,
        override_discount: line.item.discount_amount,
      })),
      discount_id: cart.discount_id,
      discount_amount: cart.discount_amount,
      tax_override: cart.tax_amount,
      at: cart.at,
    });
    return {
      place,
      customer,
      quote,
      lines: lines.map((line, index) => ({ ...line, quoted: quote.lines[index]! })),
    };
  }

  private async customer(
    db: Queryable,
    id: string | undefined,
    isReturn: boolean,
  ): Promise<SaleCustomer | undefined> {
    if (id === undefined) return undefined;
    const customer = await this.partners.customerForSale(db, id);
    if (customer === undefined)
      throw new InvalidField('customer_id', 'CUSTOMER_NOT_FOUND', `No customer ${id}.`);
    if (!isReturn && (!customer.is_active || customer.sales_blocked)) throw new CustomerBlocked();
    return customer;
  }

  private async resolve(db: Queryable, items: CartItem[], isReturn: boolean): Promise<Resolved[]> {
    const found = await this.catalog.sellable(db, {
      product_ids: items.flatMap((item) => item.product_id ?? []),
      codes: items.flatMap((item) => (item.product_id === undefined ? (item.code ?? []) : [])),
    });
    const errors: FieldError[] = [];
    const lines = items.flatMap((item, index) => {
      const refuse = (field: string, code: string, message: string): [] => {
        errors.push({ field: `items.${index}.${field}`, code, message });
        return [];
      };
      if ((item.product_id === undefined) === (item.code === undefined)) {
        return refuse('product_id', 'PRODUCT_OR_CODE', 'Send either product_id or code.');
      }
      const match: ScannedProduct | undefined =
        item.code === undefined ? asMatch(found.byId.get(item.product_id!)) : found.byCode.get(item.code);
      const field = item.code === undefined ? 'product_id' : 'code';
      if (match === undefined)
        return refuse(field, 'PRODUCT_NOT_FOUND', `No product ${item.product_id ?? item.code}.`);
      const { product } = match;
      const refusal = isReturn ? undefined : saleRefusal(product);
      if (refusal !== undefined)
        return refuse(field, refusal, `${product.sku} ${product.name} cannot be sold now.`);
      const quantity = item.quantity ?? match.quantity ?? ONE;
      if (quantity.decimalPlaces() > product.unit_decimals) {
        const message = `${product.sku} is sold with at most ${product.unit_decimals} decimals of ${product.unit_code}.`;
        return refuse('quantity', 'FRACTIONAL_PIECES', message);
      }
      const code_price = item.code_price ?? match.price;
      return [{ item, product, quantity, code_price }];
    });
    if (errors.length > 0) throw new CartRefused(errors);
    return lines;
  }
}

function asMatch(product: SellableProduct | undefined): ScannedProduct | undefined {
  return product && { product, quantity: null, price: null };
}
