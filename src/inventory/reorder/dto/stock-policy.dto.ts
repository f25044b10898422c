import { IsInt, Max, Min } from 'class-validator';
import { IsQuantity, Nullable, Optional } from '../../../common/http/validation/decorators.js';

/** Sent fields change, null clears. */
export class SaveStockPolicyDto {
  /**
   * Instead of the product's own minimum; null follows the product.
   * @example 12
   */
  @Nullable()
  @IsQuantity({ min: 0 })
  min_stock_level?: number | null;

  /**
   * What an order fills the shelf up to.
   * @example 60
   */
  @Nullable()
  @IsQuantity({ min: 0 })
  max_stock_level?: number | null;

  /**
   * Kept beyond what is expected to sell while an order is on its way.
   * @example 4
   */
  @Optional()
  @IsQuantity({ min: 0 })
  safety_stock?: number;

  /**
   * Ordered at a time, unless more is missing.
   * @example 24
   */
  @Nullable()
  @IsQuantity()
  reorder_quantity?: number | null;

  /**
   * From order to delivery; null follows the preferred supplier.
   * @example 5
   */
  @Nullable()
  @IsInt()
  @Min(0)
  @Max(3650)
  lead_time_days?: number | null;
}
