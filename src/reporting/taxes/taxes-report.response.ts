import { ApiProperty } from '@nestjs/swagger';
import { money } from '../amounts.js';
import type { Table } from '../csv/csv.js';
import { Report } from '../csv/report.js';
import type { SalesScope } from '../sales/sales-totals.query.js';

/**
 * One tax (or part of one, where a group has several) at one rate in one currency. Always: sales − returns = net or
 * tax. A line that bears two taxes stands under both with its net amount; what bears none has rate 0.
 */
export class TaxRow {
  /** @example USD */
  currency: string;

  /** @example STD */
  tax_code: string | null;

  /** @example Value added tax */
  tax_name: string | null;

  /** Whether, and why not, tax was charged. */
  @ApiProperty({ enum: ['standard', 'exempt', 'reverse_charge'], example: 'standard' })
  tax_treatment: string;

  /**
   * Percent.
   * @example 20
   */
  tax_rate: number;

  /**
   * Sold without tax.
   * @example 1000
   */
  sales_net_amount: number;

  /** @example 200 */
  sales_tax_amount: number;

  /**
   * Returned or voided, without tax.
   * @example 50
   */
  returns_net_amount: number;

  /** @example 10 */
  returns_tax_amount: number;

  /** @example 950 */
  net_amount: number;

  /** @example 190 */
  tax_amount: number;
}

const COLUMNS = [
  'currency',
  'tax_code',
  'tax_name',
  'tax_treatment',
  'tax_rate',
  'sales_net_amount',
  'sales_tax_amount',
  'returns_net_amount',
  'returns_tax_amount',
  'net_amount',
  'tax_amount',
] as const;

type Texts = 'currency' | 'tax_code' | 'tax_name' | 'tax_treatment';
type Amounts = Exclude<(typeof COLUMNS)[number], Texts>;
export type TaxSqlRow = Pick<TaxRow, Texts> & Record<Amounts, string>;

/** Tax owed by tax and rate. */
export class TaxesReportResponse extends Report {
  /** @example 2026-11-01 */
  start_date: string;

  /** @example 2026-11-30 */
  end_date: string;

  location_id: string | null;

  rows: TaxRow[];

  static from(scope: SalesScope, rows: TaxSqlRow[]): TaxesReportResponse {
    const { start_date, end_date, location_id = null } = scope;
    return Object.assign(new TaxesReportResponse(), {
      start_date,
      end_date,
      location_id,
      rows: rows.map(taxRow),
    });
  }

  fileName(): string {
    return `taxes-${this.start_date}-${this.end_date}`;
  }

  table(): Table {
    return { columns: COLUMNS, rows: this.rows };
  }
}

function taxRow(row: TaxSqlRow): TaxRow {
  const { currency, tax_code, tax_name, tax_treatment } = row;
  return {
    currency,
    tax_code,
    tax_name,
    tax_treatment,
    tax_rate: Number(row.tax_rate),
    sales_net_amount: money(row.sales_net_amount, currency),
    sales_tax_amount: money(row.sales_tax_amount, currency),
    returns_net_amount: money(row.returns_net_amount, currency),
    returns_tax_amount: money(row.returns_tax_amount, currency),
    net_amount: money(row.net_amount, currency),
    tax_amount: money(row.tax_amount, currency),
  };
}
