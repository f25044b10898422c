import { optionalDecimal } from '../../common/money/decimal.js';
import type { CartItemRequest } from '../cart/resolved-line.js';
import type { QuoteItemDto } from './dto/quote-cart.dto.js';

/** The lines of a request as the cart knows them; each is called by its place in the request. */
export function cartItems(items: readonly QuoteItemDto[]): CartItemRequest[] {
  return items.map((item, index) => ({
    line_id: String(index),
    product_id: item.product_id ?? undefined,
    code: item.code ?? undefined,
    unit: item.unit ?? undefined,
    quantity: optionalDecimal(item.quantity) ?? undefined,
    unit_price: optionalDecimal(item.unit_price) ?? undefined,
    discount_amount: optionalDecimal(item.discount_amount) ?? undefined,
  }));
}
