import type { PointsSummary } from '../../loyalty/index.js';

/** How a sale moved a member's points. */
export class SaleLoyaltyResponse {
  /** @example 42 */
  points_earned: number;
  /**
   * Paid with.
   * @example 0
   */
  points_redeemed: number;
  /**
   * What the member has now.
   * @example 318
   */
  points_balance: number;

  static from({ earned, redeemed, balance }: PointsSummary): SaleLoyaltyResponse {
    return { points_earned: earned, points_redeemed: redeemed, points_balance: balance };
  }
}
