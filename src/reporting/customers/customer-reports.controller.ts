import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { ReportApi } from '../csv/report-api.decorator.js';
import { LoyaltyReportRequest } from './loyalty-report.dto.js';
import { LoyaltyReportQuery } from './loyalty-report.query.js';
import { LoyaltyReportResponse } from './loyalty-report.response.js';

/** Who buys. */
@ApiTags('reports')
@Controller('reports/customers')
@RequirePermission('reports:business')
export class CustomerReportsController {
  constructor(private readonly loyalty: LoyaltyReportQuery) {}

  /** Report the members with the most points or spend, and how many there are in each tier. */
  @Get('loyalty')
  @ReportApi(LoyaltyReportResponse)
  report(@Query() request: LoyaltyReportRequest): Promise<LoyaltyReportResponse> {
    return this.loyalty.run(request);
  }
}
