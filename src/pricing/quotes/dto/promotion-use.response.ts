import type { PromotionUse } from '../../domain/quote.types.js';

/** What a promotion takes off one line. */
export class PromotionShareResponse {
  /**
   * Index of the line.
   * @example 0
   */
  line: number;
  /** @example 1.5 */
  amount: number;
}

/** A promotion that a sale of this cart would use. */
export class PromotionUseResponse {
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e11 */
  promotion_id: string;
  /** The coupon that opened it. */
  coupon_id: string | null;
  /**
   * What it takes off the cart.
   * @example 1.5
   */
  amount: number;
  /** The lines it touches; those that only count towards it have 0. */
  lines: PromotionShareResponse[];

  static from({ promotion_id, coupon_id, amount, lines }: PromotionUse): PromotionUseResponse {
    return {
      promotion_id,
      coupon_id,
      amount: amount.toNumber(),
      lines: lines.map((line) => ({ line: Number(line.line_id), amount: line.amount.toNumber() })),
    };
  }
}
