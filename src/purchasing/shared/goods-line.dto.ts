import { IsUUID } from 'class-validator';
import { IsQuantity, IsText, Nullable } from '../../common/http/validation/decorators.js';

export const MAX_LINES = 500;

/** Goods by product or by code, in base units unless a pack is named. */
export class GoodsLineDto {
  /** Of a line that is there already: it is changed and not made anew. */
  @Nullable()
  @IsUUID()
  id?: string | null;

  /** The product; or send `code`. */
  @Nullable()
  @IsUUID()
  product_id?: string | null;

  /**
   * Barcode or SKU; the barcode of a pack means that pack.
   * @example 85123A
   */
  @Nullable()
  @IsText(64)
  code?: string | null;

  /**
   * How much, in that unit.
   * @example 5
   */
  @IsQuantity()
  quantity: number;

  /**
   * Code of the unit: one of the product's packs, or its own unit; absent = what the code says, else its own.
   * @example box
   */
  @Nullable()
  @IsText(20)
  unit?: string | null;

  /** @example The blue ones */
  @Nullable()
  @IsText(500)
  notes?: string | null;
}
