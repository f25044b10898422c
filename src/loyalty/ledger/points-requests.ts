import type { Decimal } from '../../common/money/decimal.js';

/** The sale that moves points, by whom and when. */
export interface PointsMove {
  sale_id: string;
  actor_id: string;
  /** The till's time. */
  occurred_at: Date;
  /** `occurred_at` as a day in the location's zone, `2026-11-20`. Points are valid through their last day. */
  business_date: string;
}

export interface PointsRedemption extends PointsMove {
  customer_id: string;
  /** Money to be taken as points, above 0. */
  amount: Decimal;
}

export interface RedeemedPoints {
  /** Above 0. */
  points: number;
  /** What they have left. */
  balance: number;
}

/** A completed line, as it was sold. */
export interface EarningLine {
  sale_item_id: string;
  product_id: string;
  /** The product's own category first, then its ancestors upwards; empty without one. */
  category_path: string[];
  brand_id: string | null;
  /** The line's total_amount. */
  amount: Decimal;
}

export interface EarningSale extends PointsMove {
  customer_id: string;
  lines: EarningLine[];
  /** How much of the sale is paid with points: that part earns nothing. */
  paid_with_points: Decimal;
}

export interface EarnedPoints {
  points: number;
  /** What they have now. */
  balance: number;
}

export interface ReturnedLine {
  sale_item_id: string;
  /** How much of the line came back so far, this return included. */
  returned: Decimal;
  sold: Decimal;
}

export interface PointsReversal extends PointsMove {
  /** The return, void or refund. */
  document_id: string;
  kind: 'return' | 'void';
  /**
   * `'all'`: everything that the sale earned and that was not taken back before (a void, a cancelled cart). Otherwise
   * the lines that come back now; none when money goes back without goods.
   */
  lines: 'all' | ReturnedLine[];
  /** All money that this document gives back, however it is given; needed with lines. */
  refunded_amount: Decimal;
  /** The part of it that goes back as points, also when everything goes back: it may have been refunded in cash. */
  refunded_as_points: Decimal;
}
