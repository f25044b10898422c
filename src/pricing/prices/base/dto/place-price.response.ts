import { numberOrNull } from '../../shared/number-or-null.js';
import type { PriceMethod } from '../../price-method.js';
import type { PriceView } from '../../shared/price-reads.js';

export const BASE_PRICE_VIEW: PriceView = {
  what: 'price',
  table: 'product_prices',
  columns: [
    'location_id',
    'product_id',
    'method',
    'base_price',
    'markup_percent',
    'effective_price',
    'cost_basis',
  ],
};

export interface PlacePriceRow {
  id: string;
  location_id: string;
  product_id: string;
  method: PriceMethod;
  base_price: string | null;
  markup_percent: string | null;
  effective_price: string | null;
  cost_basis: string | null;
  is_active: boolean;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export class PlacePriceResponse {
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e31 */
  id: string;
  /** @example 01900000-0000-7000-8000-000000000101 */
  location_id: string;
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e12 */
  product_id: string;
  /** @example markup */
  method: PriceMethod;
  /** @example null */
  base_price: number | null;
  /**
   * Added to the cost; only for callers who may see costs, because with the price it tells them.
   * @example 66.6
   */
  markup_percent?: number | null;
  /**
   * What counts, of one base unit; null while there is no cost to follow.
   * @example 24.99
   */
  effective_price: number | null;
  /**
   * The cost that the price follows; only for callers who may see costs.
   * @example 15
   */
  cost_basis?: number | null;
  /** @example true */
  is_active: boolean;
  /** @example 1 */
  version: number;
  /** @example 2026-10-28T08:00:00.000Z */
  created_at: Date;
  /** @example 2026-10-28T08:00:00.000Z */
  updated_at: Date;

  static from(row: PlacePriceRow, canSeeCosts: boolean): PlacePriceResponse {
    return {
      id: row.id,
      location_id: row.location_id,
      product_id: row.product_id,
      method: row.method,
      base_price: numberOrNull(row.base_price),
      effective_price: numberOrNull(row.effective_price),
      ...(canSeeCosts && {
        markup_percent: numberOrNull(row.markup_percent),
        cost_basis: numberOrNull(row.cost_basis),
      }),
      is_active: row.is_active,
      version: row.version,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }
}
