import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { PeriodRequest } from '../period/report.dto.js';

export const LOYALTY_RANKINGS = ['points', 'spend', 'redeemed'] as const;
export type LoyaltyRanking = (typeof LOYALTY_RANKINGS)[number];

/** The location counts for what was spent; points belong to no place. */
export class LoyaltyReportRequest extends PeriodRequest {
  @IsOptional()
  @IsUUID()
  program_id?: string;

  /**
   * How many members.
   * @example 10
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  top_n?: number;

  /**
   * What puts a member on top.
   * @example points
   */
  @IsOptional()
  @IsIn(LOYALTY_RANKINGS)
  rank_by?: LoyaltyRanking;
}
