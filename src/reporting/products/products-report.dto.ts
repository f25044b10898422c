import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { PeriodRequest } from '../period/report.dto.js';

export const RANKINGS = ['revenue', 'quantity'] as const;
export type Ranking = (typeof RANKINGS)[number];

export class ProductsReportRequest extends PeriodRequest {
  @IsOptional()
  @IsUUID()
  category_id?: string;

  /**
   * How many products in each list.
   * @example 10
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  top_n?: number;

  /**
   * What makes a top seller.
   * @example revenue
   */
  @IsOptional()
  @IsIn(RANKINGS)
  rank_by?: Ranking;
}
