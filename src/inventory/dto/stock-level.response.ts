import { currencyDigits } from '../../common/money/currency.js';
import { Decimal } from '../../common/money/decimal.js';
import { roundTo } from '../../common/money/rounding.js';

/** A level as the list's statement answers it; numeric as text. */
export interface StockLevelRow {
  product_id: string;
  sku: string;
  name: string;
  location_id: string | null;
  location_code: string | null;
  currency: string | null;
  on_hand: string;
  reserved: string;
  unsellable: string;
  expired: string;
  min_stock_level: string;
  max_stock_level: string | null;
  is_low: boolean;
  avg_cost: string | null;
  last_cost: string | null;
  stock_value: string;
  updated_at: Date | null;
}

/** Rounded as money of a currency; exact when there is none. */
export function asMoney(value: string, currency: string | null): number {
  const exact = new Decimal(value);
  return (currency === null ? exact : roundTo(exact, currencyDigits(currency), 'half_up')).toNumber();
}

/** How much of a product a location holds. */
export class StockLevelResponse {
  /** @example 01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10 */
  product_id: string;
  /** @example MUG001 */
  sku: string;
  /** @example Coffee Mug */
  name: string;
  /** Null for a product that no location ever held. */
  location_id: string | null;
  /** @example MAIN */
  location_code: string | null;
  /**
   * Below zero where goods may be sold before they come, and were.
   * @example 42
   */
  on_hand: number;
  /**
   * Promised to somebody.
   * @example 2
   */
  reserved: number;
  /**
   * Held back or damaged.
   * @example 1
   */
  unsellable: number;
  /**
   * Sellable, were its day not over.
   * @example 0
   */
  expired: number;
  /**
   * What may be sold: on_hand less what is reserved, unsellable or expired.
   * @example 39
   */
  available: number;
  /**
   * The location's own, else the product's.
   * @example 5
   */
  min_stock_level: number;
  /** @example 60 */
  max_stock_level: number | null;
  /**
   * On hand is at or below the minimum; never with a minimum of 0.
   * @example false
   */
  is_low: boolean;
  /**
   * Average cost of a unit on hand; only with costs:read. Null until goods first came.
   * @example 6.5125
   */
  avg_cost?: number | null;
  /**
   * The last unit cost that was stated; only with costs:read.
   * @example 6.6
   */
  last_cost?: number | null;
  /**
   * What the goods on hand cost, by their cost layers; only with costs:read.
   * @example 273.53
   */
  stock_value?: number;
  updated_at: Date | null;

  static from(row: StockLevelRow, canSeeCosts: boolean): StockLevelResponse {
    const level: StockLevelResponse = {
      product_id: row.product_id,
      sku: row.sku,
      name: row.name,
      location_id: row.location_id,
      location_code: row.location_code,
      on_hand: Number(row.on_hand),
      reserved: Number(row.reserved),
      unsellable: Number(row.unsellable),
      expired: Number(row.expired),
      available: new Decimal(row.on_hand)
        .minus(row.reserved)
        .minus(row.unsellable)
        .minus(row.expired)
        .toNumber(),
      min_stock_level: Number(row.min_stock_level),
      max_stock_level: row.max_stock_level === null ? null : Number(row.max_stock_level),
      is_low: row.is_low,
      updated_at: row.updated_at,
    };
    if (!canSeeCosts) return level;
    return {
      ...level,
      avg_cost: row.avg_cost === null ? null : Number(row.avg_cost),
      last_cost: row.last_cost === null ? null : Number(row.last_cost),
      stock_value: asMoney(row.stock_value, row.currency),
    };
  }
}
