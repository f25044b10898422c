import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsDay } from '../../common/http/validation/day-or-instant.js';
import { PeriodRequest, ReportRequest } from '../period/report.dto.js';

export const GROUPINGS = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Sales over some days. */
export class SalesReportRequest extends PeriodRequest {
  /** Only this cashier: a user's or an employee's id. */
  @IsOptional()
  @IsUUID()
  cashier_id?: string;

  /**
   * Absent: by day. Hours are the shop's own, for at most 31 days.
   * @example day
   */
  @IsOptional()
  @IsIn(GROUPINGS)
  group_by?: Grouping;
}

/** Sales of one day. */
export class DailySalesRequest extends ReportRequest {
  /**
   * A business day; absent: today.
   * @example 2026-11-20
   */
  @IsOptional()
  @IsDay()
  date?: string;

  /** Only this cashier: a user's or an employee's id. */
  @IsOptional()
  @IsUUID()
  cashier_id?: string;
}

/** Sales of a period in full. */
export class PeriodSalesRequest extends ReportRequest {
  /**
   * First business day.
   * @example 2026-11-01
   */
  @IsDay()
  start_date: string;

  /**
   * Last business day, included.
   * @example 2026-11-30
   */
  @IsDay()
  end_date: string;

  /** Only this cashier: a user's or an employee's id. */
  @IsOptional()
  @IsUUID()
  cashier_id?: string;
}
