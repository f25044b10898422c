import type { Table } from '../csv/csv.js';
import { Report } from '../csv/report.js';

/** A product at a location; one that was never in stock has one row without a location. */
export class StockLevelReportResponse {
  product_id: string;

  /** @example COF-250 */
  sku: string;

  /** @example Coffee 250 g */
  name: string;

  category_id: string | null;

  /** @example Drinks */
  category: string | null;

  /** @example pcs */
  unit: string | null;

  location_id: string | null;

  /** @example MAIN */
  location_code: string | null;

  /** @example Main store */
  location_name: string | null;

  /** @example 25 */
  on_hand: number;

  /** @example 2 */
  reserved: number;

  /**
   * On hand and not reserved.
   * @example 23
   */
  available: number;

  /** @example 5 */
  min_stock_level: number;

  /** At or below its minimum. */
  is_low: boolean;

  /** @example active */
  lifecycle_status: string;

  /**
   * Per unit. Needs costs:read.
   * @example 3.4185
   */
  avg_cost?: number | null;

  /**
   * What the stock cost. Needs costs:read.
   * @example 85.46
   */
  stock_value?: number;

  static from(row: StockLevelRow, canSeeCosts: boolean): StockLevelReportResponse {
    const { avg_cost, stock_value, ...rest } = row;
    const numbers = {
      on_hand: Number(row.on_hand),
      reserved: Number(row.reserved),
      available: Number(row.available),
      min_stock_level: Number(row.min_stock_level),
    };
    const costs = { avg_cost: avg_cost === null ? null : Number(avg_cost), stock_value: Number(stock_value) };
    return { ...rest, ...numbers, ...(canSeeCosts ? costs : {}) };
  }
}

type Figures = 'on_hand' | 'reserved' | 'available' | 'min_stock_level' | 'stock_value';
export type StockLevelRow = Omit<StockLevelReportResponse, Figures | 'avg_cost'> &
  Record<Figures, string> & { avg_cost: string | null };

const COLUMNS = [
  'product_id',
  'sku',
  'name',
  'category',
  'unit',
  'location_code',
  'location_name',
  'on_hand',
  'reserved',
  'available',
  'min_stock_level',
  'is_low',
  'lifecycle_status',
];

/** All rows at once, for a spreadsheet. */
export class StockLevelsReport extends Report {
  constructor(
    private readonly rows: readonly StockLevelReportResponse[],
    private readonly canSeeCosts: boolean,
  ) {
    super();
  }

  fileName(): string {
    return 'stock-levels';
  }

  table(): Table {
    return { columns: this.canSeeCosts ? [...COLUMNS, 'avg_cost', 'stock_value'] : COLUMNS, rows: this.rows };
  }
}
