import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import { IsDay } from '../../../common/http/validation/day-or-instant.js';
import {
  IsMoney,
  IsPercent,
  IsQuantity,
  IsText,
  Nullable,
  Optional,
} from '../../../common/http/validation/decorators.js';
import { IsSerialNumbers } from '../../../inventory/index.js';
import { QUALITY_ISSUES, type QualityIssue } from '../../domain/quality.js';
import { GoodsLineDto, MAX_LINES } from '../../shared/goods-line.dto.js';

const DECISIONS = ['accepted', 'rejected', 'partial'] as const;

/** What was decided about the goods of a line. */
export class QualityDto {
  @Optional()
  @IsIn(DECISIONS)
  @ApiProperty({ enum: DECISIONS, example: 'partial' })
  decision?: (typeof DECISIONS)[number];

  /**
   * Needed for `partial`: how much of it stays, in the line's unit.
   * @example 4
   */
  @Nullable()
  @IsQuantity({ min: 0 })
  accepted_quantity?: number | null;

  /** What is wrong with what is rejected. */
  @Nullable()
  @IsIn(QUALITY_ISSUES)
  @ApiProperty({ enum: QUALITY_ISSUES, example: 'damaged' })
  issue_type?: QualityIssue | null;

  /** @example Two boxes are wet */
  @Nullable()
  @IsText(500)
  quality_notes?: string | null;
}

/** Goods that came: of a line of an order, or of a product. */
export class DeliveryReceiptLineDto extends GoodsLineDto {
  /** The line of the order; product, unit and price are then its own. */
  @Nullable()
  @IsUUID()
  order_line_id?: string | null;

  /**
   * Of one unit, with tax where the location's purchase prices include it; absent = the order's, else what was last paid.
   * @example 12.5
   */
  @Nullable()
  @IsMoney()
  unit_price?: number | null;

  /** @example 0 */
  @Nullable()
  @IsPercent()
  discount_percent?: number | null;

  /** @example 20 */
  @Nullable()
  @IsPercent()
  tax_rate?: number | null;

  /** @example L-2311 */
  @Nullable()
  @IsText(100)
  batch_number?: string | null;

  /** @example 2031-03-31 */
  @Nullable()
  @IsDay()
  expiry_date?: string | null;

  /**
   * As many as base units, of a product whose serial numbers are tracked.
   * @example ["SN-1001"]
   */
  @Optional()
  @IsSerialNumbers()
  serial_numbers?: string[];

  /**
   * Of one base unit, for costs that are allocated by weight; absent = the catalogue's.
   * @example 0.35
   */
  @Nullable()
  @IsQuantity({ min: 0, decimals: 6 })
  unit_weight_kg?: number | null;

  /** Absent = decided later, or accepted on completion. */
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => QualityDto)
  quality?: QualityDto;
}

class DeliveryFacts {
  /**
   * Not in the future; absent = today.
   * @example 2026-11-27
   */
  @Nullable()
  @IsDay()
  delivery_date?: string | null;

  /**
   * The number of the supplier's delivery note.
   * @example LS-4711
   */
  @Nullable()
  @IsText(100)
  supplier_reference?: string | null;

  /** @example J. Doe */
  @Nullable()
  @IsText(100)
  driver_name?: string | null;

  /** @example B-XY 123 */
  @Nullable()
  @IsText(50)
  vehicle_number?: string | null;

  /** @example Came at noon */
  @Nullable()
  @IsText(2000)
  notes?: string | null;
}

/** A delivery: of one or several orders of the same supplier and location, direct, or both. */
export class SaveDeliveryReceiptDto extends DeliveryFacts {
  /** The client's own id (UUID). */
  @Optional()
  @IsUUID()
  id?: string;

  /** Absent = that of the orders. */
  @Nullable()
  @IsUUID()
  supplier_id?: string | null;

  /** Absent = that of the orders, else the default one. */
  @Nullable()
  @IsUUID()
  location_id?: string | null;

  /** Without lines: all that is outstanding of these orders. */
  @Optional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  order_ids?: string[];

  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => DeliveryReceiptLineDto)
  lines?: DeliveryReceiptLineDto[];

  /** Whether to complete it at once: the goods are in stock then. */
  @Optional()
  @IsBoolean()
  complete?: boolean;
}

/** Sent fields change, unsent ones stay; lines that are sent replace all lines. */
export class UpdateDeliveryReceiptDto extends PartialType(
  OmitType(SaveDeliveryReceiptDto, ['id', 'supplier_id', 'location_id', 'order_ids', 'complete']),
  { skipNullProperties: false },
) {}

/** How much came of one line of the order. */
export class ReceiveLineDto extends OmitType(DeliveryReceiptLineDto, [
  'id',
  'product_id',
  'code',
  'unit',
  'order_line_id',
]) {
  /** The line of the order. */
  @IsUUID()
  line_id: string;
}

/** Receives goods of one order: without lines all that is outstanding. */
export class ReceiveOrderDto extends DeliveryFacts {
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ReceiveLineDto)
  lines?: ReceiveLineDto[];

  /** False leaves the delivery a draft, so that its quality can be looked at first. */
  @Optional()
  @IsBoolean()
  complete?: boolean;
}
