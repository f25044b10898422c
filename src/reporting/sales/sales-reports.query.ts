import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { InvalidField } from '../../common/errors/domain-error.js';
import { paymentFigures } from '../payments/payment-figures.query.js';
import { lengthInDays } from '../period/report-period.js';
import { ReportPeriods } from '../period/report-periods.js';
import { readOnly } from '../read-only.js';
import type { DailySalesRequest, PeriodSalesRequest, SalesReportRequest } from './sales-report.dto.js';
import { DailySalesResponse, PeriodSalesResponse, SalesReportResponse } from './sales-report.response.js';
import { salesByCashier, salesTotals } from './sales-totals.query.js';

const MAX_DAYS_BY_HOUR = 31;

@Injectable()
export class SalesReportsQuery {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly periods: ReportPeriods,
  ) {}

  /** Throws field errors (422) for a period that makes no sense. */
  report(request: SalesReportRequest): Promise<SalesReportResponse> {
    const { location_id, cashier_id, group_by = 'day' } = request;
    return readOnly(this.dataSource, async (tx) => {
      const scope = { ...(await this.periods.of(tx, request)), location_id, cashier_id };
      if (group_by === 'hour' && lengthInDays(scope) > MAX_DAYS_BY_HOUR) {
        throw new InvalidField(
          'group_by',
          'PERIOD_TOO_LONG',
          `By hour, a report covers at most ${MAX_DAYS_BY_HOUR} days.`,
        );
      }
      return SalesReportResponse.from(scope, group_by, await salesTotals(tx, scope, group_by));
    });
  }

  daily({ date, location_id, cashier_id }: DailySalesRequest): Promise<DailySalesResponse> {
    return readOnly(this.dataSource, async (tx) => {
      const today = await this.periods.today(tx, location_id);
      const scope = { start_date: date ?? today, end_date: date ?? today, location_id, cashier_id };
      const rows = await salesTotals(tx, scope, 'hour');
      return DailySalesResponse.of(scope, rows, await paymentFigures(tx, scope));
    });
  }

  period(request: PeriodSalesRequest): Promise<PeriodSalesResponse> {
    const { location_id, cashier_id } = request;
    return readOnly(this.dataSource, async (tx) => {
      const scope = { ...(await this.periods.of(tx, request)), location_id, cashier_id };
      const rows = await salesTotals(tx, scope, 'day');
      const cashiers = await salesByCashier(tx, scope);
      return PeriodSalesResponse.of(scope, rows, cashiers, await paymentFigures(tx, scope));
    });
  }
}
