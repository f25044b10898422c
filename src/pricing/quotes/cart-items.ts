import { saleRefusal, type SellableProduct, type SellableProducts } from '../../catalog/index.js';
import { ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';
import { Decimal, optionalDecimal } from '../../common/money/decimal.js';
import type { QuoteLineRequest } from '../price-quotes.js';
import type { QuoteItemDto } from './dto/quote-cart.dto.js';

export interface CartItem {
  product: SellableProduct;
  /** Why it cannot be sold now, if so; it is priced all the same. */
  sale_refusal?: string;
  request: QuoteLineRequest;
}

interface Match {
  product: SellableProduct;
  quantity: Decimal | null;
  price: Decimal | null;
}

const ONE = new Decimal(1);

export function productIdsOf(items: readonly QuoteItemDto[]): string[] {
  return items.flatMap(({ product_id }) => product_id?.toLowerCase() ?? []);
}

export function codesOf(items: readonly QuoteItemDto[]): string[] {
  return items.flatMap(({ product_id, code }) =>
    product_id === undefined || product_id === null ? (code ?? []) : [],
  );
}

function matchOf({ product_id, code }: QuoteItemDto, found: SellableProducts): Match | undefined {
  if (typeof code === 'string') return found.byCode.get(code);
  const product = found.byId.get(product_id!.toLowerCase());
  return product && { product, quantity: null, price: null };
}

function itemOf(item: QuoteItemDto, index: number, found: SellableProducts): CartItem | FieldError {
  const wrong = (field: string, code: string, message: string): FieldError => ({
    field: `items.${index}.${field}`,
    code,
    message,
  });
  if ((typeof item.product_id === 'string') === (typeof item.code === 'string')) {
    return wrong('product_id', 'PRODUCT_OR_CODE', 'Send either product_id or code.');
  }
  const match = matchOf(item, found);
  const field = typeof item.code === 'string' ? 'code' : 'product_id';
  if (match === undefined)
    return wrong(field, 'PRODUCT_NOT_FOUND', `No product ${item.code ?? item.product_id}.`);
  const { product } = match;
  const quantity = optionalDecimal(item.quantity) ?? match.quantity ?? ONE;
  if (quantity.decimalPlaces() > product.unit_decimals) {
    const message = `${product.sku} is sold with at most ${product.unit_decimals} decimals of ${product.unit_code}.`;
    return wrong('quantity', 'FRACTIONAL_PIECES', message);
  }
  const request = {
    line_id: String(index),
    product,
    quantity,
    code_price: match.price,
    override_unit_price: optionalDecimal(item.unit_price) ?? undefined,
    override_discount: optionalDecimal(item.discount_amount) ?? undefined,
  };
  return { product, sale_refusal: saleRefusal(product), request };
}

/** The lines of a cart with their products. Throws ValidationFailed naming every line that is wrong. */
export function cartItems(items: readonly QuoteItemDto[], found: SellableProducts): CartItem[] {
  const made = items.map((item, index) => itemOf(item, index, found));
  const errors = made.filter((each): each is FieldError => 'field' in each);
  if (errors.length > 0) throw new ValidationFailed(errors);
  return made as CartItem[];
}
