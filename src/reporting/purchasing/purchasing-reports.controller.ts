import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { can } from '../../common/auth/actor.js';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { ReportApi } from '../csv/report-api.decorator.js';
import { PeriodRequest } from '../period/report.dto.js';
import { SuppliersReportQuery } from './suppliers-report.query.js';
import { SuppliersReportResponse } from './suppliers-report.response.js';

/** What was bought. */
@ApiTags('reports')
@Controller('reports/purchasing')
@RequirePermission('reports:business')
export class PurchasingReportsController {
  constructor(private readonly suppliers: SuppliersReportQuery) {}

  /** Report how reliable suppliers were: on time, quality, accuracy. */
  @Get('suppliers')
  @ReportApi(SuppliersReportResponse)
  bySupplier(
    @Query() request: PeriodRequest,
    @CurrentCaller() { actor }: Caller,
  ): Promise<SuppliersReportResponse> {
    return this.suppliers.run(request, can(actor, 'costs:read'));
  }
}
