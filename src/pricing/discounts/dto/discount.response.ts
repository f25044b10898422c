import type { DiscountType } from '../../domain/rules.types.js';
import type { DiscountRow } from '../discount-reads.js';

export class DiscountResponse {
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e11 */
  id: string;
  /** @example 1 */
  version: number;
  /** @example Autumn jam */
  name: string;
  /** @example JAM10 */
  code: string | null;
  /** @example percentage */
  type: DiscountType;
  /**
   * Percent, or an amount.
   * @example 10
   */
  value: number;
  /**
   * Products it works on by itself.
   * @example ["01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e12"]
   */
  applicable_products: string[];
  /** @example 2026-11-01 */
  start_date: string | null;
  /** @example 2026-11-30 */
  end_date: string | null;
  /** @example true */
  is_active: boolean;
  /** @example 2026-10-28T08:00:00.000Z */
  created_at: Date;
  /** @example 2026-10-28T08:00:00.000Z */
  updated_at: Date;

  static from(row: DiscountRow): DiscountResponse {
    return {
      id: row.id,
      version: row.version,
      name: row.name,
      code: row.code,
      type: row.type,
      value: Number(row.value),
      applicable_products: row.applicable_products,
      start_date: row.start_date,
      end_date: row.end_date,
      is_active: row.is_active,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }
}
