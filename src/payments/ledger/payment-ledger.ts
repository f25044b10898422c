import { Injectable } from '@nestjs/common';
import { newId } from '../../common/database/new-id.js';
import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { settleTenders } from '../domain/settle-tenders.js';
import type { Tender } from '../domain/tender.js';
import { changePaymentStatus } from './change-payment-status.js';
import { chargeTenders } from './charge-tenders.js';
import type {
  BlindRefund,
  PayableSale,
  PaymentOutcome,
  RefundEntry,
  RefundOrder,
  RefundOutcome,
  StatusChange,
  VoidOrder,
  VoidOutcome,
} from './ledger-requests.js';
import { recordPayments } from './record-payments.js';
import {
  PAYMENT_COLUMNS,
  recordedPayment,
  type PaymentRow,
  type RecordedPayment,
} from './recorded-payment.js';
import { refundBlind, refundEntriesOf } from './refund-entries.js';
import { refundPayments } from './refund-payments.js';
import { voidPayments } from './void-payments.js';

const FIND = `SELECT ${PAYMENT_COLUMNS} FROM payments p WHERE p.id = $1`;
const FOR_SALE = `SELECT ${PAYMENT_COLUMNS} FROM payments p WHERE p.sale_id = $1 ORDER BY p.id`;

/**
 * The payments of sales and the money journal behind them. Every write takes the caller's transaction, in which the
 * caller holds the lock on the sale's row; this adds locks on the sale's payments, ordered by id, which nobody takes
 * without the sale's, and on the account of a customer who buys on account. A payment is never unmade: money that goes back is a new journal entry that names the entry it takes back.
 */
@Injectable()
export class PaymentLedger {
  /**
   * Settles the tenders against `sale.due` and stores them with their journal entries: one statement however many
   * tenders, and one before it, which locks the customer's account, when some are on account.
   * Throws TenderRefused (422: OVERPAYMENT, PAYMENT_METHOD_NOT_AVAILABLE, CUSTOMER_REQUIRED, TOO_MANY_DECIMALS, …) and,
   * for tenders on account, CreditBlocked, CreditLimitExceeded and AccountCurrencyMismatch (409).
   */
  async record(tx: Tx, sale: PayableSale, tenders: readonly Tender[]): Promise<PaymentOutcome> {
    const settlement = settleTenders(sale.due, tenders, { ...sale, customer: sale.account !== undefined });
    const numbered = settlement.tenders.map((tender) => ({ ...tender, id: newId(), journal_id: newId() }));
    await chargeTenders(tx, sale, numbered);
    const payments = await recordPayments(tx, sale, numbered);
    const { paid, change, remaining, rounding } = settlement;
    return { payments, paid, change, remaining, rounding };
  }

  /**
   * Gives money back on a sale, at most what each payment still holds. Two statements however many payments, and one
   * between them, which locks the account, for what was bought on account: that is taken off what is owed. It goes
   * back as money only when nothing is owed afterwards.
   * Throws RefundExceedsPaid, RefundExceedsMethod and RefundExceedsCredit (409), TenderRefused and RefundTendersMismatch (422), NotFound for a payment that is not
   * the sale's.
   */
  refund(tx: Tx, order: RefundOrder): Promise<RefundOutcome> {
    return refundPayments(tx, order);
  }

  /** Gives money back where no sale is known: entries in the journal alone. One statement. Throws TenderRefused. */
  refundBlind(tx: Tx, refund: BlindRefund): Promise<RefundEntry[]> {
    return refundBlind(tx, refund);
  }

  /**
   * Gives back everything the sale's payments still hold, each the way it came; pending ones fail. One statement, and
   * one more, which locks the account, for what was bought on account: paid already or not, it is taken off what is
   * owed, which may leave money in the customer's favour.
   */
  voidAll(tx: Tx, order: VoidOrder): Promise<VoidOutcome> {
    return voidPayments(tx, order);
  }

  /**
   * Completes (and then posts) or fails a pending payment. One on account charges the customer when it completes.
   * Throws PaymentStatusConflict (409), TenderRefused OVERPAYMENT or CUSTOMER_REQUIRED (422), NotFound, StaleVersion
   * and what a charge throws.
   */
  setStatus(tx: Tx, change: StatusChange): Promise<RecordedPayment> {
    return changePaymentStatus(tx, change);
  }

  /** Throws NotFound. Takes no lock: lock the sale it names before acting on it. */
  async find(db: Queryable, payment_id: string): Promise<RecordedPayment> {
    const [row] = await query<PaymentRow>(db, FIND, [payment_id]);
    if (row === undefined) throw new NotFound('payment', payment_id);
    return recordedPayment(row);
  }

  /** All payments of a sale in the order they were taken, whatever their status. */
  async forSale(db: Queryable, sale_id: string): Promise<RecordedPayment[]> {
    return (await query<PaymentRow>(db, FOR_SALE, [sale_id])).map(recordedPayment);
  }

  /** The money that went back because of these returns, oldest first. */
  refundsOf(db: Queryable, document_ids: readonly string[]): Promise<RefundEntry[]> {
    return refundEntriesOf(db, document_ids);
  }
}
