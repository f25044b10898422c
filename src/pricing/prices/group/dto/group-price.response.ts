import type { PriceView } from '../../shared/price-reads.js';

export const GROUP_PRICE_VIEW: PriceView = {
  what: 'group price',
  table: 'group_prices',
  columns: ['location_id', 'product_id', 'price_group_id', 'min_quantity', 'price'],
};

export interface GroupPriceRow {
  id: string;
  location_id: string | null;
  product_id: string;
  price_group_id: string;
  min_quantity: string;
  price: string;
  is_active: boolean;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export class GroupPriceResponse {
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e32 */
  id: string;
  /** Null = everywhere. */
  location_id: string | null;
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e12 */
  product_id: string;
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e21 */
  price_group_id: string;
  /**
   * In base units.
   * @example 1
   */
  min_quantity: number;
  /**
   * Of one base unit.
   * @example 22
   */
  price: number;
  /** @example true */
  is_active: boolean;
  /** @example 1 */
  version: number;
  /** @example 2026-10-28T08:00:00.000Z */
  created_at: Date;
  /** @example 2026-10-28T08:00:00.000Z */
  updated_at: Date;

  static from(this: void, row: GroupPriceRow): GroupPriceResponse {
    return {
      id: row.id,
      location_id: row.location_id,
      product_id: row.product_id,
      price_group_id: row.price_group_id,
      min_quantity: Number(row.min_quantity),
      price: Number(row.price),
      is_active: row.is_active,
      version: row.version,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }
}
