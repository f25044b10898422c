import type { PriceView } from '../../shared/price-reads.js';

export const STEP_PRICE_VIEW: PriceView = {
  what: 'step price',
  table: 'step_prices',
  columns: ['location_id', 'product_id', 'min_quantity', 'price', 'description'],
};

export interface StepPriceRow {
  id: string;
  location_id: string | null;
  product_id: string;
  min_quantity: string;
  price: string;
  description: string | null;
  is_active: boolean;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export class StepPriceResponse {
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e33 */
  id: string;
  /** Null = everywhere. */
  location_id: string | null;
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e12 */
  product_id: string;
  /**
   * In base units.
   * @example 50
   */
  min_quantity: number;
  /**
   * Of one base unit.
   * @example 21.5
   */
  price: number;
  /** @example By the half hundred */
  description: string | null;
  /** @example true */
  is_active: boolean;
  /** @example 1 */
  version: number;
  /** @example 2026-10-28T08:00:00.000Z */
  created_at: Date;
  /** @example 2026-10-28T08:00:00.000Z */
  updated_at: Date;

  static from(this: void, row: StepPriceRow): StepPriceResponse {
    return {
      id: row.id,
      location_id: row.location_id,
      product_id: row.product_id,
      min_quantity: Number(row.min_quantity),
      price: Number(row.price),
      description: row.description,
      is_active: row.is_active,
      version: row.version,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }
}
