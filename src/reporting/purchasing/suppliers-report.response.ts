import { Decimal, sum } from '../../common/money/decimal.js';
import { money, percent } from '../amounts.js';
import type { Table } from '../csv/csv.js';
import { Report } from '../csv/report.js';
import type { ReportPeriod } from '../period/report-period.js';

/** How reliable a supplier was; percentages are null where nothing happened that could be measured. */
export class SupplierFigures {
  supplier_id: string;

  /** @example S000042 */
  code: string;

  /** @example Acme */
  name: string;

  /** @example USD */
  currency: string;

  /** @example 12 */
  deliveries: number;

  /**
   * What was accepted, without tax. Needs costs:read.
   * @example 1250
   */
  net_amount?: number;

  /**
   * Deliveries of orders that came by the expected day.
   * @example 91.67
   */
  on_time_percent: number | null;

  /**
   * What was accepted of what came.
   * @example 98.5
   */
  quality_percent: number | null;

  /**
   * Lines of finished orders that came exactly as ordered.
   * @example 95
   */
  accuracy_percent: number | null;

  /**
   * The mean of those that are known.
   * @example 95.06
   */
  overall_percent: number | null;
}

export interface SupplierSqlRow {
  supplier_id: string;
  code: string;
  name: string;
  currency: string;
  deliveries: number;
  net_amount: string;
  dated_deliveries: number;
  on_time_deliveries: number;
  received_quantity: string;
  accepted_quantity: string;
  order_lines: number;
  accurate_lines: number;
}

function share(part: number | string, whole: number | string): Decimal | null {
  return new Decimal(whole).isZero() ? null : new Decimal(part).div(whole);
}

function shown(value: Decimal | null): number | null {
  return value === null ? null : percent(value, new Decimal(1));
}

export function supplierFigures(row: SupplierSqlRow, canSeeCosts: boolean): SupplierFigures {
  const { supplier_id, code, name, currency, deliveries } = row;
  const onTime = share(row.on_time_deliveries, row.dated_deliveries);
  const quality = share(row.accepted_quantity, row.received_quantity);
  const accuracy = share(row.accurate_lines, row.order_lines);
  const known = [onTime, quality, accuracy].filter((each) => each !== null);
  return {
    ...{ supplier_id, code, name, currency, deliveries },
    ...(canSeeCosts ? { net_amount: money(row.net_amount, currency) } : {}),
    on_time_percent: shown(onTime),
    quality_percent: shown(quality),
    accuracy_percent: shown(accuracy),
    overall_percent: shown(known.length === 0 ? null : sum(known).div(known.length)),
  };
}

const COLUMNS = ['supplier_id', 'code', 'name', 'currency', 'deliveries'];
const MEASURES = ['on_time_percent', 'quality_percent', 'accuracy_percent', 'overall_percent'];

/** The suppliers who delivered in a period. */
export class SuppliersReportResponse extends Report {
  /** @example 2026-11-01 */
  start_date: string;

  /** @example 2026-11-30 */
  end_date: string;

  location_id: string | null;
  suppliers: SupplierFigures[];

  static from(
    scope: ReportPeriod & { location_id?: string },
    suppliers: SupplierFigures[],
  ): SuppliersReportResponse {
    const { location_id = null, start_date, end_date } = scope;
    return Object.assign(new SuppliersReportResponse(), { start_date, end_date, location_id, suppliers });
  }

  fileName(): string {
    return `suppliers-${this.start_date}-${this.end_date}`;
  }

  table(): Table {
    const hasCosts = this.suppliers.some(({ net_amount }) => net_amount !== undefined);
    return { columns: [...COLUMNS, ...(hasCosts ? ['net_amount'] : []), ...MEASURES], rows: this.suppliers };
  }
}
