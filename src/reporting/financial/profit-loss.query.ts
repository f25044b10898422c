import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { ReportPeriods } from '../period/report-periods.js';
import type { PeriodRequest } from '../period/report.dto.js';
import { readOnly } from '../read-only.js';
import { ProfitLossResponse, type ProfitLossSqlRow } from './profit-loss.response.js';

const IN_SCOPE = `business_date BETWEEN $1::date AND $2::date AND ($3::uuid IS NULL OR location_id = $3)`;

const PROFIT_LOSS = `
  SELECT currency, sum(sales) AS sales_amount, sum(returns) AS returns_amount, sum(cost) AS cost_of_goods,
    sum(losses) AS stock_losses, sum(allowances) AS allowances
  FROM (
    SELECT currency, CASE kind WHEN 'sale' THEN net_amount ELSE 0 END AS sales,
      CASE kind WHEN 'sale' THEN 0 ELSE -net_amount END AS returns, 0 AS cost, 0 AS losses, 0 AS allowances
    FROM rpt_sale_documents WHERE ${IN_SCOPE}
    UNION ALL
    SELECT currency, 0, 0, amount, 0, 0 FROM rpt_sale_costs WHERE ${IN_SCOPE}
    UNION ALL
    SELECT currency, 0, 0, 0, amount, 0 FROM rpt_stock_losses WHERE ${IN_SCOPE}
    UNION ALL
    SELECT currency, 0, 0, 0, 0, -amount FROM rpt_money WHERE is_allowance AND ${IN_SCOPE}
  ) each
  GROUP BY currency ORDER BY currency`;

@Injectable()
export class ProfitLossQuery {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly periods: ReportPeriods,
  ) {}

  /** `canSeeCosts`: whether the caller may know what goods cost; without, revenue alone is answered. */
  run(request: PeriodRequest, canSeeCosts: boolean): Promise<ProfitLossResponse> {
    return readOnly(this.dataSource, async (tx) => {
      const scope = { ...(await this.periods.of(tx, request)), location_id: request.location_id };
      const values = [scope.start_date, scope.end_date, scope.location_id ?? null];
      return ProfitLossResponse.from(
        scope,
        await query<ProfitLossSqlRow>(tx, PROFIT_LOSS, values),
        canSeeCosts,
      );
    });
  }
}
