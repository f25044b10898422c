import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { IsDay } from '../../common/http/validation/day-or-instant.js';

/** Business days, both ends included. */
export class PeriodQuery {
  /**
   * First business day.
   * @example 2010-12-01
   */
  @IsDay()
  start_date: string;

  /**
   * Last business day.
   * @example 2010-12-31
   */
  @IsDay()
  end_date: string;

  @IsOptional()
  @IsUUID()
  location_id?: string;
}

export class TopProductsQuery extends PeriodQuery {
  /** @example 10 */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 10;
}

export class DayParams {
  /** @example 2010-12-01 */
  @IsDay()
  date: string;
}

export class DayQuery {
  @IsOptional()
  @IsUUID()
  location_id?: string;
}
