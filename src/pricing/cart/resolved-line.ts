import type { SellablePackaging, SellableProduct } from '../../catalog/index.js';
import type { Decimal } from '../../common/money/decimal.js';

/** A line of a cart as it was asked for. */
export interface CartItemRequest {
  line_id: string;
  /** The product, or send `code`. */
  product_id?: string;
  /** Barcode of a unit or a pack, scale's label, PLU or SKU. */
  code?: string;
  /** Code of the unit it is sold in: a pack's or the base unit's. */
  unit?: string;
  /** In that unit; absent = what the code says, else 1. */
  quantity?: Decimal;
  /** By hand. */
  unit_price?: Decimal;
  /** By hand, on the line. */
  discount_amount?: Decimal;
  /** The price a price-embedded barcode carried when the line was first rung up. */
  code_price?: Decimal;
  /** The pack of a stored line. */
  packaging_id?: string;
  note?: string | null;
}

/** A line of a cart with its product, ready to be priced. */
export interface ResolvedLine {
  line_id: string;
  product: SellableProduct;
  /** The pack that is sold; null sells base units. */
  packaging: SellablePackaging | null;
  /** In the sold unit. */
  quantity: Decimal;
  code_price: Decimal | null;
  override_unit_price?: Decimal;
  override_discount?: Decimal;
  /** Why it cannot be sold now, where that is reported instead of thrown. */
  sale_refusal?: string;
  note: string | null;
}
