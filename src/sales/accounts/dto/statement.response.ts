import { ApiProperty } from '@nestjs/swagger';
import {
  ACCOUNT_ENTRY_KINDS,
  type AccountEntryKind,
  type AccountEntryRow,
  type AccountStatement,
} from '../../../payments/index.js';

/** One movement of what a customer owes. It never changes. */
export class StatementEntryResponse {
  /** @example 0193a5b0-6f3e-7c1a-9d2e-3b1f5a7c9e10 */
  id: string;

  /** @example charge */
  @ApiProperty({ enum: ACCOUNT_ENTRY_KINDS })
  kind: AccountEntryKind;

  /** @example 2026-11-20 */
  business_date: string;

  /** @example 2026-11-20T10:15:00.000Z */
  occurred_at: Date;

  /**
   * Plus is owed, minus settles.
   * @example 120.5
   */
  amount: number;

  /**
   * Owed after it.
   * @example 200.5
   */
  balance: number;

  /** When what is owed here is to be paid. */
  due_date: string | null;

  sale_id: string | null;
  payment_id: string | null;

  /** The movement of money it stands beside. */
  transaction_id: string | null;

  /** The return that caused it. */
  document_id: string | null;

  /** @example WIRE-2026-118 */
  reference: string | null;
  reason: string | null;
  location_id: string | null;
  register_id: string | null;
  actor_id: string | null;

  static from({ journal_id, amount, balance, ...row }: AccountEntryRow): StatementEntryResponse {
    return Object.assign(new StatementEntryResponse(), {
      ...row,
      transaction_id: journal_id,
      amount: amount.toNumber(),
      balance: balance.toNumber(),
    });
  }
}

/** What a customer's account did over a period. Always: closing = opening + debits − credits. */
export class StatementResponse {
  customer_id: string;

  /** null while nothing was ever put on the account. */
  currency: string | null;

  /** @example 2026-11-01 */
  from: string;

  /** @example 2026-11-30 */
  to: string;

  /**
   * Owed when the period began.
   * @example 80
   */
  opening_balance: number;

  /**
   * Added to the debt in the period.
   * @example 120.5
   */
  debits: number;

  /**
   * Taken off it in the period.
   * @example 120.5
   */
  credits: number;

  /**
   * Owed when the period ended; below 0 the shop owes the customer.
   * @example 80
   */
  closing_balance: number;

  /** In the order of their days. */
  entries: StatementEntryResponse[];

  /** Asks for the next entries as `cursor`; null on the last page. */
  next_cursor: string | null;

  static from(
    customer_id: string,
    { from, to }: { from: string; to: string },
    statement: AccountStatement,
  ): StatementResponse {
    return Object.assign(new StatementResponse(), {
      ...{ customer_id, from, to, currency: statement.currency, next_cursor: statement.next_cursor },
      opening_balance: statement.opening_balance.toNumber(),
      debits: statement.debits.toNumber(),
      credits: statement.credits.toNumber(),
      closing_balance: statement.closing_balance.toNumber(),
      entries: statement.entries.map(StatementEntryResponse.from),
    });
  }
}
