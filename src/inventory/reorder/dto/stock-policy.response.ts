export interface StockPolicyRow {
  product_id: string;
  location_id: string;
  location_code: string;
  min_stock_level: string | null;
  max_stock_level: string | null;
  safety_stock: string;
  reorder_quantity: string | null;
  lead_time_days: number | null;
  version: number;
  created_at: Date;
  updated_at: Date;
}

function numberOrNull(value: string | null): number | null {
  return value === null ? null : Number(value);
}

/** How much of a product a location should hold. */
export class StockPolicyResponse {
  product_id: string;
  location_id: string;
  /** @example LON1 */
  location_code: string;
  /** @example 12 */
  min_stock_level: number | null;
  /** @example 60 */
  max_stock_level: number | null;
  /** @example 4 */
  safety_stock: number;
  /** @example 24 */
  reorder_quantity: number | null;
  /** @example 5 */
  lead_time_days: number | null;
  /** @example 1 */
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(this: void, row: StockPolicyRow): StockPolicyResponse {
    return {
      ...row,
      min_stock_level: numberOrNull(row.min_stock_level),
      max_stock_level: numberOrNull(row.max_stock_level),
      safety_stock: Number(row.safety_stock),
      reorder_quantity: numberOrNull(row.reorder_quantity),
    };
  }
}
