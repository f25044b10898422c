import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { DayParams, DayQuery, PeriodQuery, TopProductsQuery } from '../dto/analytics.dto.js';
import { DailySummaryResponse, RevenueResponse, TopProductResponse } from '../dto/analytics.response.js';
import { SalesAnalytics } from '../queries/sales-analytics.js';

@ApiTags('sales')
@RequirePermission('reports:read')
@Controller('sales')
export class SalesAnalyticsController {
  constructor(private readonly analytics: SalesAnalytics) {}

  /** Revenue of a period of business days */
  @Get('analytics/revenue')
  @ApiOkResponse({ type: RevenueResponse })
  revenue(@Query() period: PeriodQuery): Promise<RevenueResponse> {
    return this.analytics.revenue(period);
  }

  /** Best sellers of a period by revenue */
  @Get('analytics/top-products')
  @ApiOkResponse({ type: [TopProductResponse] })
  topProducts(@Query() request: TopProductsQuery): Promise<TopProductResponse[]> {
    return this.analytics.topProducts(request);
  }

  /** One business day in figures */
  @Get('daily-summary/:date')
  @ApiOkResponse({ type: DailySummaryResponse })
  day(
    @Param() { date }: DayParams,
    @Query() { location_id }: DayQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<DailySummaryResponse> {
    return this.analytics.day(date, location_id, caller.actor);
  }
}
