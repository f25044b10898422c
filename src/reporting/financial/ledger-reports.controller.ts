import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { can } from '../../common/auth/actor.js';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { ReportApi } from '../csv/report-api.decorator.js';
import { PaymentsReportResponse } from '../payments/payments-report.response.js';
import { PaymentsReportQuery } from '../payments/payments-report.query.js';
import { PaymentsReportRequest } from '../payments/payments-report.dto.js';
import { PeriodRequest } from '../period/report.dto.js';
import { TaxesReportQuery } from '../taxes/taxes-report.query.js';
import { TaxesReportResponse } from '../taxes/taxes-report.response.js';
import { ProfitLossQuery } from './profit-loss.query.js';
import { ProfitLossResponse } from './profit-loss.response.js';

/** Money, tax and profit. */
@ApiTags('reports')
@Controller('reports')
@RequirePermission('reports:read')
export class LedgerReportsController {
  constructor(
    private readonly profitLoss: ProfitLossQuery,
    private readonly payments: PaymentsReportQuery,
    private readonly taxes: TaxesReportQuery,
  ) {}

  /** Report profit and loss, with the real cost of the goods. */
  @Get('financial/profit-loss')
  @RequirePermission('reports:business')
  @ReportApi(ProfitLossResponse)
  profit(@Query() request: PeriodRequest, @CurrentCaller() { actor }: Caller): Promise<ProfitLossResponse> {
    return this.profitLoss.run(request, can(actor, 'costs:read'));
  }

  /** Report money by payment method. */
  @Get('payments')
  @ReportApi(PaymentsReportResponse)
  byMethod(@Query() request: PaymentsReportRequest): Promise<PaymentsReportResponse> {
    return this.payments.run(request);
  }

  /** Report tax by rate. */
  @Get('taxes')
  @ReportApi(TaxesReportResponse)
  byRate(@Query() request: PeriodRequest): Promise<TaxesReportResponse> {
    return this.taxes.run(request);
  }
}
