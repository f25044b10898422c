import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { SupplierStatistics } from './supplier-statistics.query.js';
import { SupplierStatisticsResponse } from './supplier-statistics.response.js';

export class StatisticsQuery {
  /**
   * How many days back, today included.
   * @example 90
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3650)
  days: number = 90;
}

@ApiTags('suppliers')
@Controller('suppliers')
export class SupplierStatisticsController {
  constructor(private readonly statistics: SupplierStatistics) {}

  /** Tell how reliable a supplier was: on time, quality, accuracy. */
  @Get(':id/statistics')
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: SupplierStatisticsResponse })
  of(@IdParam() id: string, @Query() { days }: StatisticsQuery): Promise<SupplierStatisticsResponse> {
    return this.statistics.of(id, days);
  }
}
