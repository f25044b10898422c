import { Decimal } from '../../common/money/decimal.js';
import { money, percent } from '../amounts.js';
import type { Table } from '../csv/csv.js';
import { Report } from '../csv/report.js';
import type { SalesScope } from '../sales/sales-totals.query.js';

/** Profit in one currency. All below revenue need the permission costs:read. */
export class ProfitLossRow {
  /** @example USD */
  currency: string;

  /**
   * Sold, without tax.
   * @example 1050
   */
  sales_amount: number;

  /**
   * Returned or voided, without tax.
   * @example 50
   */
  returns_amount: number;

  /**
   * Sales less returns.
   * @example 1000
   */
  revenue: number;

  /**
   * What the goods sold cost: from the cost layers they were taken from, later true-ups included.
   * @example 620.35
   */
  cost_of_goods?: number;

  /**
   * Revenue less cost of goods.
   * @example 379.65
   */
  gross_profit?: number;

  /**
   * Gross profit in percent of revenue; null without revenue.
   * @example 37.97
   */
  gross_margin_percent?: number | null;

  /**
   * Goods lost: counted short (less what was counted over), damaged or discarded.
   * @example 12.5
   */
  stock_losses?: number;

  /**
   * Money given back on sales without goods; tax, where it was charged, included.
   * @example 5
   */
  allowances?: number;

  /**
   * Gross profit less losses and allowances.
   * @example 362.15
   */
  profit?: number;
}

const REVENUE_COLUMNS = ['currency', 'sales_amount', 'returns_amount', 'revenue'] as const;
const COST_COLUMNS = [
  'cost_of_goods',
  'gross_profit',
  'gross_margin_percent',
  'stock_losses',
  'allowances',
  'profit',
] as const;

export interface ProfitLossSqlRow {
  currency: string;
  sales_amount: string;
  returns_amount: string;
  cost_of_goods: string;
  stock_losses: string;
  allowances: string;
}

/** Profit and loss, one row for each currency. */
export class ProfitLossResponse extends Report {
  /** @example 2026-11-01 */
  start_date: string;

  /** @example 2026-11-30 */
  end_date: string;

  location_id: string | null;

  rows: ProfitLossRow[];

  static from(scope: SalesScope, rows: ProfitLossSqlRow[], canSeeCosts: boolean): ProfitLossResponse {
    const { start_date, end_date, location_id = null } = scope;
    const shown = rows.map((row) => ({ ...revenueOf(row), ...(canSeeCosts ? costsOf(row) : {}) }));
    return Object.assign(new ProfitLossResponse(), { start_date, end_date, location_id, rows: shown });
  }

  fileName(): string {
    return `profit-loss-${this.start_date}-${this.end_date}`;
  }

  table(): Table {
    const hasCosts = this.rows.some((row) => row.profit !== undefined);
    return { columns: hasCosts ? [...REVENUE_COLUMNS, ...COST_COLUMNS] : REVENUE_COLUMNS, rows: this.rows };
  }
}

// Each figure is rounded before it is used, so that what is printed adds up.
function revenueOf(row: ProfitLossSqlRow): ProfitLossRow {
  const { currency } = row;
  const sales_amount = money(row.sales_amount, currency);
  const returns_amount = money(row.returns_amount, currency);
  return {
    currency,
    sales_amount,
    returns_amount,
    revenue: new Decimal(sales_amount).minus(returns_amount).toNumber(),
  };
}

function costsOf(row: ProfitLossSqlRow): Partial<ProfitLossRow> {
  const { currency } = row;
  const revenue = new Decimal(revenueOf(row).revenue);
  const cost_of_goods = money(row.cost_of_goods, currency);
  const stock_losses = money(row.stock_losses, currency);
  const allowances = money(row.allowances, currency);
  const gross = revenue.minus(cost_of_goods);
  return {
    cost_of_goods,
    gross_profit: gross.toNumber(),
    gross_margin_percent: percent(gross, revenue),
    stock_losses,
    allowances,
    profit: gross.minus(stock_losses).minus(allowances).toNumber(),
  };
}
