import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { settleTenders } from '../domain/settle-tenders.js';
import type { Tender } from '../domain/tender.js';
import { changePaymentStatus } from './change-payment-status.js';
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
 * caller holds the lock on the sale's row; this adds locks on the sale's payments, ordered by id. A payment is never
 * unmade: money that goes back is a new journal entry that names the entry it takes back.
 */
@Injectable()
export class PaymentLedger {
  /**
   * Settles the tenders against `sale.due` and stores them with their journal entries: one statement however many
   * tenders. Throws TenderRefused (422: OVERPAYMENT, PAYMENT_METHOD_NOT_AVAILABLE, TOO_MANY_DECIMALS, …).
   */
  async record(tx: Tx, sale: PayableSale, tenders: readonly Tender[]): Promise<PaymentOutcome> {
    const settlement = settleTenders(sale.due, tenders, sale);
    const payments = await recordPayments(tx, sale, settlement.tenders);
    const { paid, change, remaining, rounding } = settlement;
    return { payments, paid, change, remaining, rounding };
  }

  /**
   * Gives money back on a sale, at most what each payment still holds. Two statements however many payments.
   * Throws RefundExceedsPaid (409), TenderRefused and RefundTendersMismatch (422), NotFound for a payment that is not
   * the sale's.
   */
  refund(tx: Tx, order: RefundOrder): Promise<RefundOutcome> {
    return refundPayments(tx, order);
  }

  /** Gives money back where no sale is known: entries in the journal alone. One statement. Throws TenderRefused. */
  refundBlind(tx: Tx, refund: BlindRefund): Promise<RefundEntry[]> {
    return refundBlind(tx, refund);
  }

  /** Gives back everything the sale's payments still hold, each the way it came; pending ones fail. One statement. */
  voidAll(tx: Tx, order: VoidOrder): Promise<VoidOutcome> {
    return voidPayments(tx, order);
  }

  /**
   * Completes (and then posts) or fails a pending payment.
   * Throws PaymentStatusConflict (409), TenderRefused OVERPAYMENT (422), NotFound, StaleVersion.
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
