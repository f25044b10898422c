import { query, type Queryable } from '../../common/database/statement.js';
import type { ReportPeriod } from '../period/report-period.js';
import { SALES_FIGURES, type SalesFiguresRow } from './sales-figures.response.js';
import type { Grouping } from './sales-report.dto.js';

export interface SalesScope extends ReportPeriod {
  location_id?: string;
  cashier_id?: string;
}

// Labels sort in the order of time.
const LABELS: Readonly<Record<Grouping, string>> = {
  hour: `to_char(local_time, 'YYYY-MM-DD"T"HH24":00"')`,
  day: `to_char(business_date, 'YYYY-MM-DD')`,
  week: `to_char(business_date, 'IYYY-"W"IW')`,
  month: `to_char(business_date, 'YYYY-MM')`,
  quarter: `to_char(business_date, 'YYYY-"Q"Q')`,
  year: `to_char(business_date, 'YYYY')`,
};

const IN_SCOPE = `business_date BETWEEN $1::date AND $2::date AND ($3::uuid IS NULL OR location_id = $3)
  AND ($4::uuid IS NULL OR cashier_id = $4 OR employee_id = $4)`;

function totalsBy(label: Grouping): string {
  return `
    SELECT period, ${SALES_FIGURES}
    FROM (SELECT *, ${LABELS[label]} AS period FROM rpt_sale_documents WHERE ${IN_SCOPE}) d
    GROUP BY GROUPING SETS ((period, currency), (currency)) ORDER BY period, currency`;
}

const BY_CASHIER = `
  SELECT d.*, c.username, c.full_name
  FROM (SELECT cashier_id, ${SALES_FIGURES} FROM rpt_sale_documents WHERE ${IN_SCOPE} GROUP BY cashier_id, currency) d
    JOIN rpt_cashiers c USING (cashier_id)
  ORDER BY d.total_amount DESC, c.username, d.currency`;

const scopeValues = (scope: SalesScope): unknown[] => [
  scope.start_date,
  scope.end_date,
  scope.location_id ?? null,
  scope.cashier_id ?? null,
];

export type PeriodRow = SalesFiguresRow & { period: string | null };

/** Sales per label and currency, and (`period` null) per currency over all. One statement. */
export function salesTotals(db: Queryable, scope: SalesScope, group_by: Grouping): Promise<PeriodRow[]> {
  return query<PeriodRow>(db, totalsBy(group_by), scopeValues(scope));
}

export type CashierRow = SalesFiguresRow & { cashier_id: string; username: string; full_name: string | null };

/** Sales per cashier and currency, the best first. A return counts for who took it back. One statement. */
export function salesByCashier(db: Queryable, scope: SalesScope): Promise<CashierRow[]> {
  return query<CashierRow>(db, BY_CASHIER, scopeValues(scope));
}
