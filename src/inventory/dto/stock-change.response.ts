import type { StockableProduct } from '../../catalog/index.js';
import type { Decimal } from '../../common/money/decimal.js';

/** What a change of stock did. */
export interface StockChange {
  product: StockableProduct;
  location_id: string;
  /** Signed. */
  quantity: Decimal;
  new_quantity: Decimal;
  /** Signed; what the goods that moved cost. */
  value: Decimal;
  reason: string | null;
  source_id: string;
  occurred_at: Date;
}

export class StockChangeResponse {
  /** @example 01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10 */
  product_id: string;
  /** @example MUG001 */
  sku: string;
  /** @example Coffee Mug */
  name: string;
  location_id: string;
  /** @example 42 */
  previous_quantity: number;
  /**
   * What came in (above zero) or went out.
   * @example -2
   */
  quantity: number;
  /**
   * On hand at the location now.
   * @example 40
   */
  new_quantity: number;
  /**
   * What the goods that moved cost, exact; only with costs:read.
   * @example -13
   */
  value?: number;
  /** @example Broken in the window */
  reason: string | null;
  /** The document under which the movements are logged: `GET /v1/inventory/log?source_id=`. */
  source_id: string;
  occurred_at: Date;

  static from(change: StockChange, canSeeCosts: boolean): StockChangeResponse {
    const { product, quantity, new_quantity, value, ...rest } = change;
    return {
      ...rest,
      product_id: product.id,
      sku: product.sku,
      name: product.name,
      previous_quantity: new_quantity.minus(quantity).toNumber(),
      quantity: quantity.toNumber(),
      new_quantity: new_quantity.toNumber(),
      ...(canSeeCosts ? { value: value.toNumber() } : {}),
    };
  }
}
