import { ApiProperty } from '@nestjs/swagger';
import {
  PAYMENT_METHODS,
  type AccountReceipt,
  type PaymentMethod,
  type ReceivedOnAccount,
} from '../../../payments/index.js';

/** A payment received on account. */
export class AccountPaymentResponse {
  /**
   * Its transaction: `DELETE /v1/transactions/{id}` takes it back.
   * @example 0193a5b0-6f3e-7c1a-9d2e-3b1f5a7c9e10
   */
  id: string;

  /** Its entry in the statement. */
  entry_id: string;
  customer_id: string;

  /** @example bank_transfer */
  @ApiProperty({ enum: PAYMENT_METHODS })
  payment_method: PaymentMethod;

  /** @example 120.5 */
  amount: number;

  /** @example 120.5 */
  tendered: number;

  /** @example 0 */
  change_amount: number;

  /** @example USD */
  currency: string;

  /** @example WIRE-2026-118 */
  reference_number: string | null;

  /**
   * Owed before it.
   * @example 200.5
   */
  balance_before: number;

  /**
   * Owed after it; below 0 the shop owes the customer.
   * @example 80
   */
  balance: number;

  location_id: string;
  register_id: string;

  /** @example 2026-11-20T10:15:00.000Z */
  occurred_at: Date;

  /** @example 2026-11-20 */
  business_date: string;

  static from(receipt: AccountReceipt, received: ReceivedOnAccount): AccountPaymentResponse {
    const { customer_id, payment_method, currency, location_id, register_id, occurred_at, business_date } =
      receipt;
    return Object.assign(new AccountPaymentResponse(), {
      ...{ customer_id, payment_method, currency, location_id, register_id, occurred_at, business_date },
      id: received.journal_id,
      entry_id: received.entry_id,
      amount: receipt.amount.toNumber(),
      tendered: receipt.amount.plus(received.change_amount).toNumber(),
      change_amount: received.change_amount.toNumber(),
      reference_number: receipt.reference_number ?? null,
      balance_before: received.balance_before.toNumber(),
      balance: received.balance.toNumber(),
    });
  }
}
