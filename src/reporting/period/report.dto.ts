import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { IsDay } from '../../common/http/validation/day-or-instant.js';

export const FORMATS = ['json', 'csv'] as const;

/** What every report takes. */
export class ReportRequest {
  /** Only this location; absent: all. */
  @IsOptional()
  @IsUUID()
  location_id?: string;

  /** @example json */
  @IsOptional()
  @IsIn(FORMATS)
  format?: (typeof FORMATS)[number];
}

/** A report over some days; the last 30 when none are named. */
export class PeriodRequest extends ReportRequest {
  /**
   * First business day.
   * @example 2026-11-01
   */
  @IsOptional()
  @IsDay()
  start_date?: string;

  /**
   * Last business day, included; absent: today.
   * @example 2026-11-30
   */
  @IsOptional()
  @IsDay()
  end_date?: string;

  /**
   * So many days up to today, instead of dates.
   * @example 30
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3652)
  days?: number;
}
