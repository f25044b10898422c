import type { Decimal } from '../../common/money/decimal.js';

/** A line as the client asked for it, before it is priced. */
export interface CartItem {
  line_id: string;
  product_id?: string;
  code?: string;
  quantity?: Decimal;
  /** The unit price the client names; an override when it is not the server's. */
  unit_price?: Decimal;
  discount_amount?: Decimal;
  /** The price a price-embedded barcode carried when the line was first rung up. */
  code_price?: Decimal;
  note: string | null;
}

/** A cart as the client asked for it. */
export interface Cart {
  location_id?: string;
  register_id?: string;
  customer_id?: string;
  items: CartItem[];
  discount_id?: string;
  discount_amount?: Decimal;
  tax_amount?: Decimal;
  at: Date;
  /** Goods come back: products that are no longer sold, and blocked customers, are accepted. */
  is_return?: boolean;
}
