import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { IsDayOrInstant } from '../../../common/http/validation/day-or-instant.js';
import { PRICE_SUBJECTS, type PriceSubject } from '../price-change.entity.js';

export class ListPriceHistoryQuery extends ListQuery {
  /** Prices of this location and those for everywhere; its time zone says when a day begins. */
  @IsOptional()
  @IsUUID()
  location_id?: string;

  /**
   * Only one sort of price.
   * @example place
   */
  @IsOptional()
  @IsIn(PRICE_SUBJECTS)
  subject?: PriceSubject;

  /**
   * First day or time.
   * @example 2026-11-01
   */
  @IsOptional()
  @IsDayOrInstant()
  from?: string;

  /**
   * Last day or time, included.
   * @example 2026-11-30
   */
  @IsOptional()
  @IsDayOrInstant()
  to?: string;
}
