import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { ReportPeriods } from '../period/report-periods.js';
import type { PeriodRequest } from '../period/report.dto.js';
import { readOnly } from '../read-only.js';
import { TaxesReportResponse, type TaxSqlRow } from './taxes-report.response.js';

const TAXES = `
  SELECT currency, tax_treatment, tax_code, max(tax_name) AS tax_name, tax_rate,
    coalesce(sum(net_amount) FILTER (WHERE kind = 'sale'), 0) AS sales_net_amount,
    coalesce(sum(tax_amount) FILTER (WHERE kind = 'sale'), 0) AS sales_tax_amount,
    coalesce(-sum(net_amount) FILTER (WHERE kind <> 'sale'), 0) AS returns_net_amount,
    coalesce(-sum(tax_amount) FILTER (WHERE kind <> 'sale'), 0) AS returns_tax_amount,
    sum(net_amount) AS net_amount, sum(tax_amount) AS tax_amount
  FROM rpt_sale_taxes
  WHERE business_date BETWEEN $1::date AND $2::date AND ($3::uuid IS NULL OR location_id = $3)
  GROUP BY currency, tax_treatment, tax_code, tax_rate
  ORDER BY currency, tax_rate DESC, tax_code, tax_treatment`;

@Injectable()
export class TaxesReportQuery {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly periods: ReportPeriods,
  ) {}

  run(request: PeriodRequest): Promise<TaxesReportResponse> {
    return readOnly(this.dataSource, async (tx) => {
      const scope = { ...(await this.periods.of(tx, request)), location_id: request.location_id };
      const values = [scope.start_date, scope.end_date, scope.location_id ?? null];
      return TaxesReportResponse.from(scope, await query<TaxSqlRow>(tx, TAXES, values));
    });
  }
}
