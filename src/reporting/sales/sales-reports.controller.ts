import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { ReportApi } from '../csv/report-api.decorator.js';
import { DailySalesRequest, PeriodSalesRequest, SalesReportRequest } from './sales-report.dto.js';
import { DailySalesResponse, PeriodSalesResponse, SalesReportResponse } from './sales-report.response.js';
import { SalesReportsQuery } from './sales-reports.query.js';

@ApiTags('reports')
@Controller('reports/sales')
@RequirePermission('reports:read')
export class SalesReportsController {
  constructor(private readonly reports: SalesReportsQuery) {}

  /** Report sales by hour, day, week, month, quarter or year. */
  @Get()
  @ReportApi(SalesReportResponse)
  report(@Query() request: SalesReportRequest): Promise<SalesReportResponse> {
    return this.reports.report(request);
  }

  /** Report the sales of a day by the hour, with their payments. */
  @Get('daily')
  @ReportApi(DailySalesResponse)
  daily(@Query() request: DailySalesRequest): Promise<DailySalesResponse> {
    return this.reports.daily(request);
  }

  /** Report the sales of a period by day and cashier, with their payments. */
  @Get('period')
  @RequirePermission('reports:business')
  @ReportApi(PeriodSalesResponse)
  period(@Query() request: PeriodSalesRequest): Promise<PeriodSalesResponse> {
    return this.reports.period(request);
  }
}
