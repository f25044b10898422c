import type { AccountAdjustment, AdjustedAccount } from '../../../payments/index.js';

/** A correction as it stands in the statement. */
export class AccountAdjustmentResponse {
  /** @example 0193a5b0-6f3e-7c1a-9d2e-3b1f5a7c9e10 */
  entry_id: string;
  customer_id: string;

  /** @example -12.5 */
  amount: number;

  /** @example USD */
  currency: string;

  /** @example Written off: the company is gone */
  reason: string;

  /** @example WO-2026-3 */
  reference: string | null;

  /**
   * Owed before it.
   * @example 12.5
   */
  balance_before: number;

  /**
   * Owed after it; below 0 the shop owes the customer.
   * @example 0
   */
  balance: number;

  /** @example 2026-11-20 */
  business_date: string;

  static from(adjustment: AccountAdjustment, adjusted: AdjustedAccount): AccountAdjustmentResponse {
    const { customer_id, amount, currency, reason, reference = null, business_date } = adjustment;
    return Object.assign(new AccountAdjustmentResponse(), {
      ...{ customer_id, currency, reason, reference, business_date },
      entry_id: adjusted.entry_id,
      amount: amount.toNumber(),
      balance_before: adjusted.balance_before.toNumber(),
      balance: adjusted.balance.toNumber(),
    });
  }
}
