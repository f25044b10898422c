import { PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsUUID, ValidateNested } from 'class-validator';
import {
  IsMoney,
  IsQuantity,
  IsText,
  MAX_QUANTITY,
  Nullable,
  Optional,
} from '../../../common/http/validation/decorators.js';
import { IsDay } from '../../../common/http/validation/day-or-instant.js';
import { IsNotZero } from '../../dto/field-rules.js';
import { IsSerialNumbers, MAX_STOCK_LINES, ProductOfLineDto } from '../../lines/stock-line.dto.js';
import { ADJUSTMENT_REASONS, type AdjustmentReason } from '../stock-adjustment-line.entity.js';

export class AdjustmentLineDto extends ProductOfLineDto {
  /**
   * Goods found above zero, goods missing below.
   * @example -2
   */
  @IsQuantity({ min: -MAX_QUANTITY })
  @IsNotZero()
  quantity: number;

  /**
   * Code of the unit that `quantity` counts: one of the product's packs, or its own; absent = what the code says, else
   * its own.
   * @example box
   */
  @Nullable()
  @IsText(20)
  unit?: string | null;

  /** @example damaged */
  @IsIn(ADJUSTMENT_REASONS)
  reason_code: AdjustmentReason;

  /**
   * Of one base unit of found goods; the last known cost when left out.
   * @example 6.6
   */
  @Nullable()
  @IsMoney()
  unit_cost?: number | null;

  /** @example L2411 */
  @Nullable()
  @IsText(100)
  batch_number?: string | null;

  /** @example 2027-03-31 */
  @Nullable()
  @IsDay()
  expiry_date?: string | null;

  /** @example ["SN-1001"] */
  @Nullable()
  @IsSerialNumbers()
  serial_numbers?: string[] | null;

  /** @example Fell off the shelf */
  @Nullable()
  @IsText(500)
  note?: string | null;
}

export class CreateAdjustmentDto {
  /** The default location when left out. */
  @Optional()
  @IsUUID()
  location_id?: string;

  /** @example INC-88 */
  @Nullable()
  @IsText(100)
  external_reference?: string | null;

  @Nullable()
  @IsText(2000)
  notes?: string | null;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_STOCK_LINES)
  @ValidateNested({ each: true })
  @Type(() => AdjustmentLineDto)
  lines: AdjustmentLineDto[];
}

/** Sent fields change; sent lines replace all lines. */
export class UpdateAdjustmentDto extends PartialType(CreateAdjustmentDto, { skipNullProperties: false }) {}
