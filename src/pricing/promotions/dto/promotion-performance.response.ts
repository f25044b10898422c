import { numberOrNull } from '../../prices/shared/number-or-null.js';
import type { PerformanceRow } from '../promotion-performance.query.js';

/** What a promotion did so far. */
export class PromotionPerformanceResponse {
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e61 */
  promotion_id: string;
  /**
   * Sales that used it.
   * @example 120
   */
  used: number;
  /**
   * Uses that voids and returns gave back.
   * @example 3
   */
  released: number;
  /**
   * Uses that stand.
   * @example 117
   */
  uses: number;
  /**
   * What it took off, less what came back.
   * @example 431.5
   */
  amount: number;
  /** @example 12.5 */
  released_amount: number;
  /**
   * Known customers who used it.
   * @example 80
   */
  customers: number;
  /**
   * Coupons with which it was used.
   * @example 0
   */
  coupons: number;
  /** @example 2026-12-01T08:00:00.000Z */
  first_used_at: Date | null;
  /** @example 2026-12-24T17:55:00.000Z */
  last_used_at: Date | null;
  /**
   * Null without a limit.
   * @example 883
   */
  uses_left: number | null;
  /**
   * Null without a budget.
   * @example 4568.5
   */
  budget_left: number | null;

  static from(row: PerformanceRow): PromotionPerformanceResponse {
    return {
      promotion_id: row.promotion_id,
      used: row.used,
      released: row.released,
      uses: row.uses,
      amount: Number(row.amount),
      released_amount: Number(row.released_amount),
      customers: row.customers,
      coupons: row.coupons,
      first_used_at: row.first_used_at,
      last_used_at: row.last_used_at,
      uses_left: row.usage_limit === null ? null : Math.max(row.usage_limit - row.uses, 0),
      budget_left: numberOrNull(row.budget_left),
    };
  }
}
