import type { CouponCheck, CouponObstacle } from '../coupon-check.js';

/** Whether a coupon can be used now. */
export class CouponCheckResponse {
  /** @example WELCOME10 */
  code: string;
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e61 */
  promotion_id: string;
  /** @example Ten off all tea */
  promotion_name: string;
  /** Whether nothing forbids it; the cart must still hold what the promotion is on. */
  is_usable: boolean;
  /**
   * Everything that forbids it.
   * @example ["COUPON_EXPIRED"]
   */
  obstacles: CouponObstacle[];
  /**
   * How many sales may still use it; null without a limit.
   * @example 88
   */
  uses_left: number | null;
  /** @example 2026-12-31 */
  expires_on: string | null;

  static from(check: CouponCheck): CouponCheckResponse {
    const { code, promotion_id, promotion_name, obstacles, uses_left, expires_on } = check;
    const is_usable = obstacles.length === 0;
    return { code, promotion_id, promotion_name, is_usable, obstacles, uses_left, expires_on };
  }
}
