import type { PriceGroupRow } from '../price-group-reads.js';

export class PriceGroupResponse {
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e21 */
  id: string;
  /** @example VIP */
  code: string;
  /** @example Very important customers */
  name: string;
  /** @example Regulars who buy every week */
  description: string | null;
  /** @example 5 */
  default_discount_percent: number;
  /** @example 10 */
  priority: number;
  /** @example true */
  is_active: boolean;
  /** @example 1 */
  version: number;
  /** @example 2026-10-28T08:00:00.000Z */
  created_at: Date;
  /** @example 2026-10-28T08:00:00.000Z */
  updated_at: Date;

  static from(this: void, row: PriceGroupRow): PriceGroupResponse {
    return {
      id: row.id,
      code: row.code,
      name: row.name,
      description: row.description,
      default_discount_percent: Number(row.default_discount_percent),
      priority: row.priority,
      is_active: row.is_active,
      version: row.version,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }
}
