import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { IsDay } from '../../../common/http/validation/day-or-instant.js';

/** The period and page of a statement. */
export class StatementQuery {
  /**
   * First business day; absent: the first of the month of the last day.
   * @example 2026-11-01
   */
  @IsOptional()
  @IsDay()
  from?: string;

  /**
   * Last business day; absent: today.
   * @example 2026-11-30
   */
  @IsOptional()
  @IsDay()
  to?: string;

  /**
   * How many entries at most.
   * @example 200
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 200;

  /** Where the page before ended: its `next_cursor`. */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  cursor?: string;
}
