/** Why a promotion or coupon cannot be used (any more). */
export type ExhaustionReason =
  | 'usage_limit'
  | 'customer_usage_limit'
  | 'budget'
  | 'coupon_usage_limit'
  | 'coupon_customer_usage_limit'
  | 'customer_required' // limited per customer, and the sale has none
  | 'promotion_gone'
  | 'coupon_gone';

/** One limit that a sale would exceed. */
export interface Exhaustion {
  promotion_id: string;
  /** Set when it is the coupon that ran out. */
  coupon_id: string | null;
  /** Of the promotion. */
  name: string | null;
  /** Of the coupon, or of the promotion. */
  code: string | null;
  reason: ExhaustionReason;
  /** Uses, or money where the reason is the budget. */
  allowed: number | null;
  used: number | null;
  requested: number | null;
}
