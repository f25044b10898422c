import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { IsDay } from '../../../common/http/validation/day-or-instant.js';
import { IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { QueryBoolean, Trimmed } from '../../../common/http/validation/transforms.js';
import { STOCK_STATES, type StockState } from '../../ledger/stock-ledger.types.js';
import { StockLineDto } from '../../lines/stock-line.dto.js';

export class ListBatchesQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  product_id?: string;

  /** Batches that lie there. */
  @IsOptional()
  @IsUUID()
  location_id?: string;

  /**
   * Batches that expire within so many days, or have.
   * @example 30
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(3650)
  expiring_within_days?: number;

  /** Only batches that have expired, or only those that have not. */
  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  expired?: boolean;

  /** Only what was there before batches were tracked, or only what was not. */
  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_unknown?: boolean;

  /** Batches of which nothing is left, too. */
  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  include_empty?: boolean;

  /**
   * A part of the number, or of the product's name or SKU.
   * @example L24
   */
  @IsOptional()
  @IsText(100)
  q?: string;
}

/** A number or date that was written down wrongly. Sent fields change. */
export class CorrectBatchDto {
  /** @example L2411 */
  @Optional()
  @Trimmed()
  @IsText(100)
  batch_number?: string;

  /**
   * Null when it does not expire.
   * @example 2027-03-31
   */
  @Nullable()
  @IsDay()
  expiry_date?: string | null;

  /** @example Misread on the box */
  @IsText(500)
  reason: string;
}

export class ListSerialsQuery extends ListQuery {
  /** @example SN-1001 */
  @IsOptional()
  @IsText(100)
  serial_number?: string;

  @IsOptional()
  @IsUUID()
  product_id?: string;

  /** Pieces that lie there. */
  @IsOptional()
  @IsUUID()
  location_id?: string;
}

/** Goods that are held back, found damaged, or released again. */
export class ChangeStateDto extends StockLineDto {
  /** The default location when left out. */
  @Optional()
  @IsUUID()
  location_id?: string;

  /** @example sellable */
  @IsIn(STOCK_STATES)
  from_state: StockState;

  /** @example quality_hold */
  @IsIn(STOCK_STATES)
  to_state: StockState;

  /** @example Seal broken */
  @IsText(500)
  reason: string;
}
