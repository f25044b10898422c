import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';

export class ListReorderSuggestionsQuery extends ListQuery {
  /** The default location when left out. */
  @IsOptional()
  @IsUUID()
  location_id?: string;

  /**
   * How many days of sales tell how fast goods go.
   * @example 30
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(366)
  days?: number;

  /**
   * How many days an order should last beyond its way, where the location has no maximum.
   * @example 14
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(366)
  cover_days?: number;

  /** Products that are bought there by preference. */
  @IsOptional()
  @IsUUID()
  supplier_id?: string;
}
