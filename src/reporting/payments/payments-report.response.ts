import { Report } from '../csv/report.js';
import type { Table } from '../csv/csv.js';
import type { SalesScope } from '../sales/sales-totals.query.js';
import { PAYMENT_COLUMNS, type PaymentFigures } from './payment-figures.response.js';

/** Money taken and given back, by method and currency, from the money journal. */
export class PaymentsReportResponse extends Report {
  /** @example 2026-11-01 */
  start_date: string;

  /** @example 2026-11-30 */
  end_date: string;

  location_id: string | null;

  /** The cashier who moved the money. */
  cashier_id: string | null;

  rows: PaymentFigures[];

  static from(scope: SalesScope, rows: PaymentFigures[]): PaymentsReportResponse {
    const { start_date, end_date, location_id = null, cashier_id = null } = scope;
    return Object.assign(new PaymentsReportResponse(), {
      start_date,
      end_date,
      location_id,
      cashier_id,
      rows,
    });
  }

  fileName(): string {
    return `payments-${this.start_date}-${this.end_date}`;
  }

  table(): Table {
    return { columns: PAYMENT_COLUMNS, rows: this.rows };
  }
}
