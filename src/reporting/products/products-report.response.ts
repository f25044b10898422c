import { ApiProperty } from '@nestjs/swagger';
import { Decimal } from '../../common/money/decimal.js';
import { money, percent } from '../amounts.js';
import type { Table } from '../csv/csv.js';
import { Report } from '../csv/report.js';
import type { ReportPeriod } from '../period/report-period.js';
import { RANKINGS, type Ranking } from './products-report.dto.js';

/** What a product sold in one currency, after returns and voids. */
export class TopProduct {
  product_id: string;

  /** @example COF-250 */
  sku: string;

  /** @example Coffee 250 g */
  name: string;

  /** @example Drinks */
  category: string | null;

  /** @example USD */
  currency: string;

  /** @example 120 */
  quantity: number;

  /**
   * Without tax.
   * @example 718.8
   */
  net_amount: number;

  /** @example 862.56 */
  total_amount: number;

  /**
   * What the goods cost, from their layers. Needs costs:read.
   * @example 410.2
   */
  cost_amount?: number;

  /**
   * Net less cost. Needs costs:read.
   * @example 308.6
   */
  gross_profit?: number;

  /**
   * Gross profit in percent of net; null without sales. Needs costs:read.
   * @example 42.93
   */
  gross_margin_percent?: number | null;
}

/** A product in stock that sells little or not at all. */
export class SlowProduct {
  product_id: string;

  /** @example TEA-100 */
  sku: string;

  /** @example Green tea 100 g */
  name: string;

  /** @example Drinks */
  category: string | null;

  /**
   * Sold in the period, after returns and voids.
   * @example 0
   */
  quantity: number;

  /** @example 25 */
  on_hand: number;
}

export interface TopSqlRow {
  product_id: string;
  sku: string;
  name: string;
  category: string | null;
  currency: string;
  quantity: string;
  net_amount: string;
  total_amount: string;
  cost_amount: string;
}

export type SlowSqlRow = Omit<SlowProduct, 'quantity' | 'on_hand'> & { quantity: string; on_hand: string };

export interface ProductsScope extends ReportPeriod {
  location_id?: string;
  category_id?: string;
  rank_by: Ranking;
}

const COLUMNS = [
  'list',
  'product_id',
  'sku',
  'name',
  'category',
  'currency',
  'quantity',
  'on_hand',
  'net_amount',
  'total_amount',
];
const COST_COLUMNS = ['cost_amount', 'gross_profit', 'gross_margin_percent'];

/** The products that sell best, and those in stock that sell least. */
export class ProductsReportResponse extends Report {
  /** @example 2026-11-01 */
  start_date: string;

  /** @example 2026-11-30 */
  end_date: string;

  location_id: string | null;
  category_id: string | null;

  /** @example revenue */
  @ApiProperty({ enum: RANKINGS })
  rank_by: Ranking;

  top: TopProduct[];
  slow: SlowProduct[];

  static from(scope: ProductsScope, top: TopProduct[], slow: SlowProduct[]): ProductsReportResponse {
    const { location_id = null, category_id = null, ...period } = scope;
    return Object.assign(new ProductsReportResponse(), { ...period, location_id, category_id, top, slow });
  }

  fileName(): string {
    return `products-${this.start_date}-${this.end_date}`;
  }

  table(): Table {
    const hasCosts = this.top.some((product) => product.cost_amount !== undefined);
    return {
      columns: hasCosts ? [...COLUMNS, ...COST_COLUMNS] : COLUMNS,
      rows: [
        ...this.top.map((product) => ({ list: 'top', ...product })),
        ...this.slow.map((product) => ({ list: 'slow', ...product })),
      ],
    };
  }
}

export function topProduct(row: TopSqlRow, canSeeCosts: boolean): TopProduct {
  const { product_id, sku, name, category, currency } = row;
  const net_amount = money(row.net_amount, currency);
  const cost_amount = money(row.cost_amount, currency);
  const profit = new Decimal(net_amount).minus(cost_amount);
  return {
    ...{ product_id, sku, name, category, currency },
    quantity: Number(row.quantity),
    net_amount,
    total_amount: money(row.total_amount, currency),
    ...(canSeeCosts
      ? {
          cost_amount,
          gross_profit: profit.toNumber(),
          gross_margin_percent: percent(profit, new Decimal(net_amount)),
        }
      : {}),
  };
}

export function slowProduct({ quantity, on_hand, ...row }: SlowSqlRow): SlowProduct {
  return { ...row, quantity: Number(quantity), on_hand: Number(on_hand) };
}
