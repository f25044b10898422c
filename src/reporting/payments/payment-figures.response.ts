/**
 * Money of one method in one currency. Always: net = taken − refunded − voided + account payments + cash in − cash out.
 * The row of `on_account` is what was sold on customers' accounts: money that is owed, not money that is there.
 */
export class PaymentFigures {
  /** @example USD */
  currency: string;

  /** @example cash */
  payment_method: string;

  /** @example 30 */
  payments_count: number;

  /**
   * Taken for sales, without the change given.
   * @example 800
   */
  taken_amount: number;

  /** @example 2 */
  refunds_count: number;

  /** @example 25.5 */
  refunded_amount: number;

  /**
   * Given back because sales were voided or cancelled.
   * @example 10
   */
  voided_amount: number;

  /**
   * Payments received on customers' accounts and not reversed.
   * @example 3
   */
  account_payments_count: number;

  /**
   * Received on customers' accounts: for sales of earlier days, so no revenue of today's.
   * @example 120
   */
  account_payments_amount: number;

  /**
   * Put in apart from sales.
   * @example 100
   */
  cash_in_amount: number;

  /**
   * Taken out apart from sales.
   * @example 60
   */
  cash_out_amount: number;

  /** @example 804.5 */
  net_amount: number;
}

const AMOUNTS = [
  'taken_amount',
  'refunded_amount',
  'voided_amount',
  'account_payments_amount',
  'cash_in_amount',
  'cash_out_amount',
  'net_amount',
] as const;

export const PAYMENT_COLUMNS = [
  'currency',
  'payment_method',
  'payments_count',
  'refunds_count',
  'account_payments_count',
  ...AMOUNTS,
] as const;

export type PaymentFiguresRow = Record<(typeof AMOUNTS)[number], string> &
  Record<'payments_count' | 'refunds_count' | 'account_payments_count', number> & {
    currency: string;
    payment_method: string;
  };
