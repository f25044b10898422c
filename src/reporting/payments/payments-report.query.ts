import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { ReportPeriods } from '../period/report-periods.js';
import { readOnly } from '../read-only.js';
import { paymentFigures } from './payment-figures.query.js';
import type { PaymentsReportRequest } from './payments-report.dto.js';
import { PaymentsReportResponse } from './payments-report.response.js';

@Injectable()
export class PaymentsReportQuery {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly periods: ReportPeriods,
  ) {}

  run(request: PaymentsReportRequest): Promise<PaymentsReportResponse> {
    const { location_id, cashier_id } = request;
    return readOnly(this.dataSource, async (tx) => {
      const scope = { ...(await this.periods.of(tx, request)), location_id, cashier_id };
      return PaymentsReportResponse.from(scope, await paymentFigures(tx, scope));
    });
  }
}
