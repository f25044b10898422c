import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { IsText } from '../../../common/http/validation/decorators.js';
import { QueryBoolean } from '../../../common/http/validation/transforms.js';
import { PROMOTION_KINDS, type PromotionKind } from '../../domain/rules.types.js';
import { IsWallTime } from '../wall-time.js';

export class ListPromotionsQuery extends ListQuery {
  /**
   * A part of the name or code.
   * @example tea
   */
  @IsOptional()
  @IsText(100)
  q?: string;

  /** @example percentage */
  @IsOptional()
  @IsIn(PROMOTION_KINDS)
  kind?: PromotionKind;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_active?: boolean;

  /** Only those that are on this product: by name, category, group or brand, or on every product. */
  @IsOptional()
  @IsUUID()
  product_id?: string;

  /** Only those that hold at this location. */
  @IsOptional()
  @IsUUID()
  location_id?: string;

  /**
   * Only those that run on this day, or at this time, by the clock of a store.
   * @example 2026-12-24T18:00
   */
  @IsOptional()
  @IsWallTime()
  active_at?: string;

  /**
   * Only those that begin within so many days from now.
   * @example 7
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(366)
  starts_within_days?: number;

  /**
   * Only those that end within so many days from now.
   * @example 3
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(366)
  ends_within_days?: number;
}
