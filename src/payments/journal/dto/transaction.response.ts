import { ApiProperty } from '@nestjs/swagger';
import { PAYMENT_METHODS, type PaymentMethod } from '../../domain/payment-method.js';
import { JOURNAL_KINDS, type JournalKind } from '../journal-kind.js';
import type { JournalRow } from '../journal-rows.js';

/** One movement of money. It never changes; only `notes` do. */
export class TransactionResponse {
  /** @example 0193a5b0-6f3e-7c1a-9d2e-3b1f5a7c9e10 */
  id: string;

  /** @example payment */
  @ApiProperty({ enum: JOURNAL_KINDS })
  kind: JournalKind;

  /** The payment that was taken or given back; null for money that belongs to no sale. */
  payment_id: string | null;
  sale_id: string | null;

  /** The return that caused a refund. */
  document_id: string | null;

  /** Whose account an account_payment, or its reversal, moved. */
  customer_id: string | null;

  location_id: string;
  register_id: string;

  /** @example cash */
  @ApiProperty({ enum: PAYMENT_METHODS })
  payment_method: PaymentMethod;

  /**
   * Plus into the business, minus out of it.
   * @example 17.95
   */
  amount: number;

  /** @example USD */
  currency: string;

  /** The entry that this one takes back, wholly or in part. */
  reverses_id: string | null;

  /** The reversal that took this one back. */
  reversed_by_id: string | null;

  /** The user who made it. */
  actor_id: string;
  employee_id: string | null;

  /** @example SLIP-0042 */
  reference: string | null;

  /** @example Change from the bank */
  reason: string | null;

  /** @example Counted twice with the manager. */
  notes: string | null;

  /**
   * When it happened, by the till's clock.
   * @example 2026-11-20T10:15:00.000Z
   */
  occurred_at: Date;

  /**
   * The shop's day it counts towards.
   * @example 2026-11-20
   */
  business_date: string;

  created_at: Date;

  /**
   * How often the notes changed.
   * @example 0
   */
  version: number;

  static from(row: JournalRow): TransactionResponse {
    return Object.assign(new TransactionResponse(), { ...row, amount: Number(row.amount) });
  }
}
