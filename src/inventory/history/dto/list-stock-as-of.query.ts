import { IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { IsDayOrInstant } from '../../../common/http/validation/day-or-instant.js';

export class ListStockAsOfQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  product_id?: string;

  @IsOptional()
  @IsUUID()
  location_id?: string;

  /**
   * When the stock was so: movements that happened by then count. A day counts to the end of the business day. Left
   * out: now.
   * @example 2026-10-31
   */
  @IsOptional()
  @IsDayOrInstant()
  at?: string;

  /**
   * By what was known then: movements that were recorded by then count. A day counts to its end in the location's zone.
   * Left out: now.
   * @example 2026-11-05T08:00:00Z
   */
  @IsOptional()
  @IsDayOrInstant()
  known_at?: string;
}
