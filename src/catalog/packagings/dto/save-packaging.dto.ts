import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean } from 'class-validator';
import { IsQuantity, IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { MAX_BARCODES } from '../../domain/barcode-set.js';
import { IsBarcode } from '../../products/dto/is-barcode.js';

export class SavePackagingDto {
  /**
   * Code of the unit by which the pack is named; not the product's own.
   * @example case
   */
  @IsText(20)
  unit: string;

  /**
   * How many of the product's unit one pack holds; whole for pieces.
   * @example 24
   */
  @IsQuantity()
  factor: number;

  /**
   * The pack's first barcode.
   * @example 10614141000415
   */
  @Nullable()
  @IsBarcode()
  barcode?: string | null;

  /**
   * All barcodes of the pack.
   * @example ["10614141000415"]
   */
  @Optional()
  @IsArray()
  @ArrayMaxSize(MAX_BARCODES)
  @IsBarcode({ each: true })
  @ApiPropertyOptional({ type: [String] })
  barcodes?: string[];

  @Optional()
  @IsBoolean()
  allow_sale?: boolean;

  @Optional()
  @IsBoolean()
  allow_purchase?: boolean;

  /** What a till offers first. Setting it takes it from the pack that had it. */
  @Optional()
  @IsBoolean()
  is_default_sale_unit?: boolean;

  /** What an order offers first. Setting it takes it from the pack that had it. */
  @Optional()
  @IsBoolean()
  is_default_purchase_unit?: boolean;

  /** @example 40 */
  @Nullable()
  @IsQuantity({ min: 0.1, max: 100_000, decimals: 1 })
  length_cm?: number | null;

  /** @example 30 */
  @Nullable()
  @IsQuantity({ min: 0.1, max: 100_000, decimals: 1 })
  width_cm?: number | null;

  /** @example 25.5 */
  @Nullable()
  @IsQuantity({ min: 0.1, max: 100_000, decimals: 1 })
  height_cm?: number | null;

  /**
   * Of a full pack.
   * @example 9.2
   */
  @Nullable()
  @IsQuantity({ max: 1_000_000 })
  weight_kg?: number | null;

  /**
   * Left out or null, it is reckoned from the three lengths.
   * @example 0.0306
   */
  @Nullable()
  @IsQuantity({ min: 0.000001, max: 100_000, decimals: 6 })
  volume_m3?: number | null;

  /** A pack out of use is kept for what was sold in it; its barcodes mean nothing then. */
  @Optional()
  @IsBoolean()
  is_active?: boolean;
}
