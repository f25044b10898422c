import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsObject,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import { IsDay } from '../../../common/http/validation/day-or-instant.js';
import {
  IsMoney,
  IsQuantity,
  IsText,
  Nullable,
  Optional,
} from '../../../common/http/validation/decorators.js';
import { GoodsLineDto, MAX_LINES } from '../../shared/goods-line.dto.js';
import { PRIORITIES, type Priority } from '../purchase-request.entity.js';

export class PurchaseRequestLineDto extends GoodsLineDto {
  /**
   * What one unit will cost, roughly; approvals go by it. Absent = the cost in the catalogue.
   * @example 12.5
   */
  @Nullable()
  @IsMoney()
  estimated_price?: number | null;

  /** From whom it should be bought. */
  @Nullable()
  @IsUUID()
  supplier_id?: string | null;
}

/** Something that a shop needs. */
export class SavePurchaseRequestDto {
  /** The client's own id (UUID). */
  @Optional()
  @IsUUID()
  id?: string;

  /** Where it is needed; absent = the default location. */
  @Nullable()
  @IsUUID()
  location_id?: string | null;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PurchaseRequestLineDto)
  lines: PurchaseRequestLineDto[];

  @Optional()
  @IsIn(PRIORITIES)
  @ApiProperty({ enum: PRIORITIES, example: 'high' })
  priority?: Priority;

  /**
   * Not in the past.
   * @example 2030-01-31
   */
  @Nullable()
  @IsDay()
  required_by_date?: string | null;

  /** @example For the summer sale */
  @Nullable()
  @IsText(2000)
  notes?: string | null;
}

/** Sent fields change, unsent ones stay; lines that are sent replace all lines. */
export class UpdatePurchaseRequestDto extends PartialType(OmitType(SavePurchaseRequestDto, ['id']), {
  skipNullProperties: false,
}) {}

export class ConvertLineDto {
  @IsUUID()
  line_id: string;

  /**
   * In the line's unit; absent = what was not ordered yet.
   * @example 5
   */
  @Nullable()
  @IsQuantity()
  quantity?: number | null;
}

/** Makes orders of a request, one for each supplier. */
export class ConvertRequestDto {
  /** Absent = all that was not ordered yet. */
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @ArrayUnique(({ line_id }: ConvertLineDto) => line_id)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ConvertLineDto)
  lines?: ConvertLineDto[];

  /** Of all lines; absent = what each line says. */
  @Nullable()
  @IsUUID()
  supplier_id?: string | null;

  /**
   * Absent = in 7 days, in 3 when the request is urgent.
   * @example 2030-01-31
   */
  @Nullable()
  @IsDay()
  expected_delivery_date?: string | null;
}

/** Asks for what the reorder suggestions of a location say. */
export class RequestSuggestionsDto {
  /** Absent = the default location. */
  @Nullable()
  @IsUUID()
  location_id?: string | null;

  /** Only what this supplier offers. */
  @Nullable()
  @IsUUID()
  supplier_id?: string | null;

  /** Only these. */
  @Optional()
  @IsArray()
  @ArrayMaxSize(MAX_LINES)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  product_ids?: string[];

  @Optional()
  @IsIn(PRIORITIES)
  @ApiProperty({ enum: PRIORITIES, example: 'normal' })
  priority?: Priority;
}
