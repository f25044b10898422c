import { applyDecorators } from '@nestjs/common';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
} from 'class-validator';
import { IsDay } from '../../common/http/validation/day-or-instant.js';
import { IsQuantity, IsText, Nullable } from '../../common/http/validation/decorators.js';

export const MAX_STOCK_LINES = 500;
export const MAX_SERIAL_NUMBERS = 1000;

/** Serial numbers, each once. */
export function IsSerialNumbers(): PropertyDecorator {
  return applyDecorators(
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(MAX_SERIAL_NUMBERS),
    ArrayUnique(),
    IsString({ each: true }),
    MinLength(1, { each: true }),
    MaxLength(100, { each: true }),
  );
}

/** Which product a line is about. */
export class ProductOfLineDto {
  /** Either this or `code`. */
  @Nullable()
  @IsUUID()
  product_id?: string | null;

  /**
   * Barcode (of the product or of a pack), PLU or SKU, instead of `product_id`.
   * @example MUG001
   */
  @Nullable()
  @IsText(64)
  code?: string | null;
}

/** So many of a unit of a product, and which batch or pieces of it. */
export class StockLineDto extends ProductOfLineDto {
  /** @example 5 */
  @IsQuantity()
  quantity: number;

  /**
   * Code of the unit that `quantity` counts: one of the product's packs, or its own; absent = what the code says, else
   * its own.
   * @example box
   */
  @Nullable()
  @IsText(20)
  unit?: string | null;

  /** @example L2411 */
  @Nullable()
  @IsText(100)
  batch_number?: string | null;

  /**
   * Of the batch, where several have that number, and of new ones.
   * @example 2027-03-31
   */
  @Nullable()
  @IsDay()
  expiry_date?: string | null;

  /**
   * Of products whose serial numbers are tracked: one for each piece.
   * @example ["SN-1001"]
   */
  @Nullable()
  @IsSerialNumbers()
  serial_numbers?: string[] | null;
}
