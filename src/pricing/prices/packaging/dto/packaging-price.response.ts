import type { PriceMethod } from '../../price-method.js';
import { numberOrNull } from '../../shared/number-or-null.js';
import type { PriceView } from '../../shared/price-reads.js';

export const PACKAGING_PRICE_VIEW: PriceView = {
  what: 'packaging price',
  table: 'packaging_prices',
  columns: [
    'location_id',
    'packaging_id',
    'product_id',
    'method',
    'price',
    'markup_percent',
    'discount_percent',
    'effective_price',
    'cost_basis',
  ],
};

export interface PackagingPriceRow {
  id: string;
  location_id: string | null;
  packaging_id: string;
  product_id: string;
  method: PriceMethod;
  price: string | null;
  markup_percent: string | null;
  discount_percent: string;
  effective_price: string | null;
  cost_basis: string | null;
  is_active: boolean;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export class PackagingPriceResponse {
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e34 */
  id: string;
  /** Null = everywhere. */
  location_id: string | null;
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e41 */
  packaging_id: string;
  /**
   * What is in the pack.
   * @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e12
   */
  product_id: string;
  /** @example fixed */
  method: PriceMethod;
  /**
   * Of the whole pack.
   * @example 30
   */
  price: number | null;
  /**
   * Added to the cost; only for callers who may see costs, because with the price it tells them.
   * @example 40
   */
  markup_percent?: number | null;
  /** @example 10 */
  discount_percent: number;
  /**
   * What counts, of the whole pack; null while there is no cost to follow.
   * @example 27
   */
  effective_price: number | null;
  /**
   * The cost of what is in the pack, where the price follows it; only for callers who may see costs.
   * @example 18
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

  static from(row: PackagingPriceRow, canSeeCosts: boolean): PackagingPriceResponse {
    return {
      id: row.id,
      location_id: row.location_id,
      packaging_id: row.packaging_id,
      product_id: row.product_id,
      method: row.method,
      price: numberOrNull(row.price),
      discount_percent: Number(row.discount_percent),
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
