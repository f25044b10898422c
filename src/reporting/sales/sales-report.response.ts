import { Report } from '../csv/report.js';
import type { Table } from '../csv/csv.js';
import { PaymentFigures } from '../payments/payment-figures.response.js';
import { SALES_COLUMNS, SalesFigures, salesFigures } from './sales-figures.response.js';
import { GROUPINGS, type Grouping } from './sales-report.dto.js';
import type { CashierRow, PeriodRow, SalesScope } from './sales-totals.query.js';
import { ApiProperty } from '@nestjs/swagger';

/** Sales of one hour, day, week, month, quarter or year in one currency. */
export class SalesReportRow extends SalesFigures {
  /**
   * 2026-11-20T14:00, 2026-11-20, 2026-W47, 2026-11, 2026-Q4 or 2026.
   * @example 2026-11-20
   */
  period: string;
}

/** Sales of one cashier in one currency. */
export class CashierSalesRow extends SalesFigures {
  cashier_id: string;

  /** @example mira */
  username: string;

  /** @example Mira Stone */
  full_name: string | null;
}

/** Sales over some days. Periods in which nothing was sold or returned have no row. */
export class SalesReportResponse extends Report {
  /** @example 2026-11-01 */
  start_date: string;

  /** @example 2026-11-30 */
  end_date: string;

  /** @example day */
  @ApiProperty({ enum: GROUPINGS })
  group_by: Grouping;

  location_id: string | null;
  cashier_id: string | null;

  /** Over the whole period, one for each currency. */
  totals: SalesFigures[];

  rows: SalesReportRow[];

  static from(scope: SalesScope, group_by: Grouping, rows: PeriodRow[]): SalesReportResponse {
    return fillSales(new SalesReportResponse(), scope, group_by, rows);
  }

  fileName(): string {
    return `sales-${this.start_date}-${this.end_date}`;
  }

  table(): Table {
    return { columns: ['period', ...SALES_COLUMNS], rows: this.rows };
  }
}

/** A day's sales by the hour, and how they were paid. */
export class DailySalesResponse extends SalesReportResponse {
  /** @example 2026-11-20 */
  date: string;

  payments: PaymentFigures[];

  static of(scope: SalesScope, rows: PeriodRow[], payments: PaymentFigures[]): DailySalesResponse {
    const day = fillSales(new DailySalesResponse(), scope, 'hour', rows);
    return Object.assign(day, { date: scope.start_date, payments });
  }
}

/** A period's sales by the day, by cashier, and how they were paid. */
export class PeriodSalesResponse extends SalesReportResponse {
  cashiers: CashierSalesRow[];
  payments: PaymentFigures[];

  static of(
    scope: SalesScope,
    rows: PeriodRow[],
    cashiers: CashierRow[],
    payments: PaymentFigures[],
  ): PeriodSalesResponse {
    return Object.assign(fillSales(new PeriodSalesResponse(), scope, 'day', rows), {
      cashiers: cashiers.map((row) => ({
        cashier_id: row.cashier_id,
        username: row.username,
        full_name: row.full_name,
        ...salesFigures(row),
      })),
      payments,
    });
  }
}

function fillSales<T extends SalesReportResponse>(
  report: T,
  scope: SalesScope,
  group_by: Grouping,
  rows: PeriodRow[],
): T {
  return Object.assign(report, {
    start_date: scope.start_date,
    end_date: scope.end_date,
    group_by,
    location_id: scope.location_id ?? null,
    cashier_id: scope.cashier_id ?? null,
    totals: rows.filter((row) => row.period === null).map(salesFigures),
    rows: rows.flatMap((row) => (row.period === null ? [] : [{ period: row.period, ...salesFigures(row) }])),
  });
}
