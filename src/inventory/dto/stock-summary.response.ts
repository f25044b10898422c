import { asMoney } from './stock-level.response.js';

export interface StockSummaryRow {
  product_count: number;
  in_stock_count: number;
  low_stock_count: number;
  out_of_stock_count: number;
  negative_stock_count: number;
  total_quantity: string;
  /** Exact values by currency. */
  values: { currency: string; value: string }[];
}

export class StockValueResponse {
  /** @example USD */
  currency: string;
  /**
   * What the goods on hand cost, by their cost layers.
   * @example 12873.5
   */
  amount: number;
}

/** The stock at a glance. Counts are of products that are kept in stock and not archived. */
export class StockSummaryResponse {
  /** @example 120 */
  product_count: number;
  /**
   * With something on hand.
   * @example 112
   */
  in_stock_count: number;
  /**
   * At or below their minimum.
   * @example 9
   */
  low_stock_count: number;
  /**
   * With nothing on hand.
   * @example 8
   */
  out_of_stock_count: number;
  /**
   * Below zero: sold before they came.
   * @example 0
   */
  negative_stock_count: number;
  /**
   * Units of every kind together.
   * @example 4211.5
   */
  total_quantity: number;
  /** Only with costs:read; one for each currency that locations keep their books in. */
  stock_value?: StockValueResponse[];

  static from(row: StockSummaryRow, canSeeCosts: boolean): StockSummaryResponse {
    const { values, total_quantity, ...counts } = row;
    const stock_value = values.map(({ currency, value }) => ({ currency, amount: asMoney(value, currency) }));
    return { ...counts, total_quantity: Number(total_quantity), ...(canSeeCosts ? { stock_value } : {}) };
  }
}
