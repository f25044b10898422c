import { asMoney } from '../../dto/stock-level.response.js';

export interface StockAsOfRow {
  product_id: string;
  sku: string;
  name: string;
  location_id: string;
  location_code: string;
  currency: string;
  on_hand: string;
  stock_value: string;
  at: string;
  known_at: string;
}

/** What a location held of a product at an instant, as it was known at another. */
export class StockAsOfResponse {
  /** @example 01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10 */
  product_id: string;
  /** @example MUG001 */
  sku: string;
  /** @example Coffee Mug */
  name: string;
  location_id: string;
  /** @example MAIN */
  location_code: string;
  /** @example 42 */
  on_hand: number;
  /**
   * What the goods cost, by their cost layers; only with costs:read.
   * @example 273.53
   */
  stock_value?: number;
  /**
   * As it was asked for, else the instant of the answer.
   * @example 2026-10-31
   */
  at: string;
  /**
   * As it was asked for, else the instant of the answer.
   * @example 2026-11-05T08:00:00Z
   */
  known_at: string;

  static from(row: StockAsOfRow, canSeeCosts: boolean): StockAsOfResponse {
    const { currency, on_hand, stock_value, ...rest } = row;
    const costs = canSeeCosts ? { stock_value: asMoney(stock_value, currency) } : {};
    return { ...rest, on_hand: Number(on_hand), ...costs };
  }
}
