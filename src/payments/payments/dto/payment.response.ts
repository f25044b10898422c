import { PAYMENT_METHODS, type PaymentMethod } from '../../domain/payment-method.js';
import { PAYMENT_STATUSES, type PaymentStatus } from '../../domain/payment-status.js';
import type { RecordedPayment } from '../../ledger/recorded-payment.js';
import { ApiProperty } from '@nestjs/swagger';

export class PaymentResponse {
  /** @example 0193a5b0-6f3e-7c1a-9d2e-3b1f5a7c9e10 */
  id: string;

  /** @example 0193a5b0-6f3e-7c1a-9d2e-3b1f5a7c9e11 */
  sale_id: string;

  /** @example cash */
  @ApiProperty({ enum: PAYMENT_METHODS })
  payment_method: PaymentMethod;

  /**
   * What the sale got.
   * @example 17.95
   */
  amount: number;

  /**
   * What was handed over: amount and change.
   * @example 20
   */
  tendered: number;

  /** @example 2.05 */
  change_amount: number;

  /** @example completed */
  @ApiProperty({ enum: PAYMENT_STATUSES })
  status: PaymentStatus;

  /** @example 0 */
  refunded_amount: number;

  /** @example USD */
  currency: string;

  /** @example SLIP-0042 */
  reference_number: string | null;

  /** @example TXN-001 */
  transaction_id: string | null;

  location_id: string;
  register_id: string;

  /** The user who took it. */
  actor_id: string;
  employee_id: string | null;

  /**
   * When it was taken, by the till's clock.
   * @example 2026-11-20T10:15:00.000Z
   */
  occurred_at: Date;

  /**
   * The shop's day it counts towards.
   * @example 2026-11-20
   */
  business_date: string;

  created_at: Date;
  updated_at: Date;

  /** @example 1 */
  version: number;

  static from(payment: RecordedPayment): PaymentResponse {
    return Object.assign(new PaymentResponse(), {
      ...payment,
      amount: payment.amount.toNumber(),
      tendered: payment.tendered.toNumber(),
      change_amount: payment.change_amount.toNumber(),
      refunded_amount: payment.refunded_amount.toNumber(),
    });
  }
}
