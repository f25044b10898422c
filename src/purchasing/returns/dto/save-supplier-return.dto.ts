import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import {
  IsMoney,
  IsPercent,
  IsText,
  Nullable,
  Optional,
} from '../../../common/http/validation/decorators.js';
import { IsSerialNumbers, STOCK_STATES, type StockState } from '../../../inventory/index.js';
import { QUALITY_ISSUES, type QualityIssue } from '../../domain/quality.js';
import { GoodsLineDto, MAX_LINES } from '../../shared/goods-line.dto.js';

/** Goods that go back from stock: of a line of a delivery, or of a product. */
export class SupplierReturnLineDto extends GoodsLineDto {
  /** The line of the delivery that brought them; product, unit, price and cost are then its own. */
  @Nullable()
  @IsUUID()
  receipt_line_id?: string | null;

  /**
   * What the supplier credits for one unit; absent = what it was bought for.
   * @example 12.5
   */
  @Nullable()
  @IsMoney()
  unit_price?: number | null;

  /** @example 20 */
  @Nullable()
  @IsPercent()
  tax_rate?: number | null;

  @Nullable()
  @IsIn(QUALITY_ISSUES)
  @ApiProperty({ enum: QUALITY_ISSUES, example: 'damaged' })
  issue_type?: QualityIssue | null;

  /** Of this batch only. */
  @Nullable()
  @IsUUID()
  batch_id?: string | null;

  /** @example ["SN-1001"] */
  @Optional()
  @IsSerialNumbers()
  serial_numbers?: string[];

  /** In which state they lie; absent = sellable. */
  @Optional()
  @IsIn(STOCK_STATES)
  @ApiProperty({ enum: STOCK_STATES, example: 'damaged' })
  stock_state?: StockState;
}

/** A return to a supplier. */
export class SaveSupplierReturnDto {
  /** The client's own id (UUID). */
  @Optional()
  @IsUUID()
  id?: string;

  /** The delivery that brought the goods; supplier and location are then its own. */
  @Nullable()
  @IsUUID()
  receipt_id?: string | null;

  @Nullable()
  @IsUUID()
  supplier_id?: string | null;

  /** Absent = that of the delivery, else the default one. */
  @Nullable()
  @IsUUID()
  location_id?: string | null;

  /** @example Called back by the maker */
  @Nullable()
  @IsText(500)
  reason?: string | null;

  /** @example Ring at the back door */
  @Nullable()
  @IsText(2000)
  notes?: string | null;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => SupplierReturnLineDto)
  lines: SupplierReturnLineDto[];

  /** Whether to complete it at once: the goods have left then. */
  @Optional()
  @IsBoolean()
  complete?: boolean;
}

/** Sent fields change, unsent ones stay; lines that are sent replace all lines. */
export class UpdateSupplierReturnDto extends PartialType(
  OmitType(SaveSupplierReturnDto, ['id', 'receipt_id', 'supplier_id', 'location_id', 'complete']),
  { skipNullProperties: false },
) {}
