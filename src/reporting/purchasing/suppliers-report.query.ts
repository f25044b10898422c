import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import type { PeriodRequest } from '../period/report.dto.js';
import { ReportPeriods } from '../period/report-periods.js';
import { readOnly } from '../read-only.js';
import {
  SuppliersReportResponse,
  supplierFigures,
  type SupplierSqlRow,
} from './suppliers-report.response.js';

const IN_SCOPE = `delivery_date BETWEEN $1::date AND $2::date AND ($3::uuid IS NULL OR location_id = $3)`;

const FIGURES = `
  WITH d AS (
    SELECT supplier_id, currency, count(DISTINCT receipt_id)::int AS deliveries, sum(net_amount) AS net_amount,
      count(is_on_time)::int AS dated_deliveries, (count(*) FILTER (WHERE is_on_time))::int AS on_time_deliveries,
      sum(received_quantity) AS received_quantity, sum(accepted_quantity) AS accepted_quantity
    FROM rpt_supplier_deliveries WHERE ${IN_SCOPE} GROUP BY supplier_id, currency),
  o AS (
    SELECT supplier_id, count(*)::int AS order_lines, (count(*) FILTER (WHERE is_accurate))::int AS accurate_lines
    FROM rpt_supplier_order_lines WHERE ${IN_SCOPE} GROUP BY supplier_id)
  SELECT d.supplier_id, s.code, s.name, d.currency, d.deliveries, d.net_amount, d.dated_deliveries,
    d.on_time_deliveries, d.received_quantity, d.accepted_quantity, coalesce(o.order_lines, 0) AS order_lines,
    coalesce(o.accurate_lines, 0) AS accurate_lines
  FROM d JOIN rpt_suppliers s USING (supplier_id) LEFT JOIN o USING (supplier_id)
  ORDER BY s.name, d.supplier_id, d.currency`;

/** How reliable the suppliers were who delivered. */
@Injectable()
export class SuppliersReportQuery {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly periods: ReportPeriods,
  ) {}

  /** `canSeeCosts`: whether the caller may know what goods cost. */
  run(request: PeriodRequest, canSeeCosts: boolean): Promise<SuppliersReportResponse> {
    return readOnly(this.dataSource, async (tx) => {
      const scope = { ...(await this.periods.of(tx, request)), location_id: request.location_id };
      const { start_date, end_date, location_id = null } = scope;
      const rows = await query<SupplierSqlRow>(tx, FIGURES, [start_date, end_date, location_id]);
      return SuppliersReportResponse.from(
        scope,
        rows.map((row) => supplierFigures(row, canSeeCosts)),
      );
    });
  }
}
