import type { CouponRow } from '../coupon-reads.js';

export class CouponResponse {
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e71 */
  id: string;
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e61 */
  promotion_id: string;
  /** @example WELCOME10 */
  code: string;
  /** @example 100 */
  usage_limit: number | null;
  /** @example 1 */
  usage_limit_per_customer: number | null;
  /** The one customer it is for; null = everybody. */
  customer_id: string | null;
  /** @example 2026-12-31 */
  expires_on: string | null;
  /** @example true */
  is_active: boolean;
  /**
   * Sales that use it; null for a coupon without limits, which is not counted.
   * @example 12
   */
  used_count: number | null;
  /** @example 1 */
  version: number;
  /** @example 2026-10-28T08:00:00.000Z */
  created_at: Date;
  /** @example 2026-10-28T08:00:00.000Z */
  updated_at: Date;

  static from(this: void, row: CouponRow): CouponResponse {
    return {
      id: row.id,
      promotion_id: row.promotion_id,
      code: row.code,
      usage_limit: row.usage_limit,
      usage_limit_per_customer: row.usage_limit_per_customer,
      customer_id: row.customer_id,
      expires_on: row.expires_on,
      is_active: row.is_active,
      used_count: row.used_count,
      version: row.version,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }
}
