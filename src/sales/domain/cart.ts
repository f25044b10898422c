import type { Decimal } from '../../common/money/decimal.js';
import type { CartItemRequest, HeldUse } from '../../pricing/index.js';

/** A line of a cart, and which goods of its product it takes. */
export interface CartLine extends CartItemRequest {
  batch_number?: string | null;
  expiry_date?: string | null;
  serial_numbers?: readonly string[] | null;
  reservation_id?: string | null;
}

/** A cart as the client asked for it. */
export interface Cart {
  location_id?: string;
  register_id?: string;
  customer_id?: string;
  items: CartLine[];
  discount_id?: string;
  discount_amount?: Decimal;
  tax_amount?: Decimal;
  coupon_codes?: readonly string[];
  at: Date;
  /** Prices as they were then; absent = as they are now. */
  as_of?: Date;
  /** What the sale has booked of promotions already, when it is priced again. */
  held?: readonly HeldUse[];
  /** What a pack held when its line was first rung up, by line id: its stock has left the shelf. */
  unit_factors?: ReadonlyMap<string, Decimal>;
  /** Goods come back: products that are no longer sold, and blocked customers, are accepted. */
  is_return?: boolean;
}
