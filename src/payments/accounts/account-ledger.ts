import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { Decimal } from '../../common/money/decimal.js';
import { AccountNotSettled } from './account.errors.js';
import { adjustAccount } from './adjust-account.js';
import type {
  AccountAdjustment,
  AccountBalance,
  AccountReceipt,
  AccountStatement,
  AdjustedAccount,
  Receivables,
  ReceivedOnAccount,
  StatementRequest,
} from './account-requests.js';
import { exportAccount, type ExportedAccount } from './export-account.js';
import { moveAccount } from './move-account.js';
import { receivables } from './open-items.js';
import { receiveOnAccount } from './receive-payment.js';
import { accountStatement } from './statement.js';

const BALANCE = `SELECT customer_id, currency, balance FROM customer_accounts WHERE customer_id = $1`;

type BalanceRow = Omit<AccountBalance, 'balance'> & { balance: string };

/**
 * What customers owe. Charges and what goes back on them come from the payment ledger, with the payments they belong
 * to; this takes their money and reads. The entries are the truth, the balance is their sum. A customer has an
 * account from their first entry on, in the currency of it.
 */
@Injectable()
export class AccountLedger {
  /**
   * Takes money towards what a customer owes: an entry of the account and one of the money journal. Two statements;
   * locks the account. Throws TenderRefused (422: OVERPAYMENT for more than is owed unless it may be a prepayment,
   * PAYMENT_METHOD_NOT_ALLOWED, TOO_MANY_DECIMALS, …), AccountCurrencyMismatch (409), NotFound for the customer.
   */
  receive(tx: Tx, receipt: AccountReceipt): Promise<ReceivedOnAccount> {
    return receiveOnAccount(tx, receipt);
  }

  /**
   * Corrects what a customer owes without moving money; a debt written off by more than it is leaves the rest in the
   * customer's favour. One statement; locks the account. Answers the entry's id and the balance.
   * Throws AmountTooPrecise (422), AccountCurrencyMismatch (409), NotFound for the customer.
   */
  adjust(tx: Tx, adjustment: AccountAdjustment): Promise<AdjustedAccount> {
    return adjustAccount(tx, adjustment);
  }

  /** Undefined for customers who never had anything on account. */
  async balance(db: Queryable, customer_id: string): Promise<AccountBalance | undefined> {
    const [row] = await query<BalanceRow>(db, BALANCE, [customer_id]);
    return row && { ...row, balance: new Decimal(row.balance) };
  }

  /** A page of the entries of a period, with the balances around it. One statement. */
  statement(db: Queryable, customer_id: string, request: StatementRequest): Promise<AccountStatement> {
    return accountStatement(db, customer_id, request);
  }

  /**
   * What is still owed, in the order it is due: credits settle what was due first. Nothing is open while the shop
   * owes the customer. One statement, whose cost grows with the open items only.
   */
  receivables(db: Queryable, customer_id: string): Promise<Receivables> {
    return receivables(db, customer_id);
  }

  /**
   * Moves the account of a customer to the one they are merged into, by transfer entries that keep the days when
   * things are due; what comes later follows. Locks both accounts. Throws AccountCurrencyMismatch (409).
   */
  move(
    tx: Tx,
    from_id: string,
    to_id: string,
    at: { occurred_at: Date; business_date: string },
  ): Promise<void> {
    return moveAccount(tx, from_id, to_id, at);
  }

  /** Locks the account until commit. Throws AccountNotSettled (409) while anything is owed either way. */
  async assertSettled(tx: Tx, customer_id: string): Promise<void> {
    const [row] = await query<BalanceRow>(tx, `${BALANCE} FOR NO KEY UPDATE`, [customer_id]);
    if (row === undefined || new Decimal(row.balance).isZero()) return;
    throw new AccountNotSettled(customer_id, new Decimal(row.balance), row.currency);
  }

  /** The whole account with every entry, those of merged customers included; undefined when there is none. */
  export(db: Queryable, customer_id: string): Promise<ExportedAccount | undefined> {
    return exportAccount(db, customer_id);
  }
}
