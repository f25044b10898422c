import { newId } from '../../common/database/new-id.js';
import { query, queryOne } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { NotFound, StaleVersion } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import { chargeAccount } from '../accounts/charge-account.js';
import { overpayment } from '../domain/settle-tenders.js';
import { TenderRefused } from '../domain/tender.errors.js';
import { PaymentStatusConflict } from '../payments.errors.js';
import type { StatusChange } from './ledger-requests.js';
import {
  PAYMENT_COLUMNS,
  recordedPayment,
  type PaymentRow,
  type RecordedPayment,
} from './recorded-payment.js';

const LOCK = `SELECT ${PAYMENT_COLUMNS} FROM payments p WHERE p.id = $1 FOR UPDATE`;

const CHANGE = `
  WITH p AS (
    UPDATE payments SET status = $2::text, version = version + 1, updated_at = now() WHERE id = $1 RETURNING *
  ), entry AS (
    INSERT INTO money_journal (id, kind, payment_id, sale_id, location_id, register_id, payment_method, amount, currency,
      actor_id, employee_id, reference, occurred_at, business_date)
    SELECT $3::uuid, 'payment', id, sale_id, location_id, register_id, payment_method, amount, currency,
      $4::uuid, $5::uuid, coalesce(reference_number, transaction_id), $6::timestamptz, $7::date
    FROM p WHERE status = 'completed'
  )
  SELECT ${PAYMENT_COLUMNS} FROM p`;

async function lockPending(tx: Tx, change: StatusChange): Promise<RecordedPayment> {
  const [row] = await query<PaymentRow>(tx, LOCK, [change.payment_id]);
  if (row === undefined) throw new NotFound('payment', change.payment_id);
  if (change.expected_version !== undefined && change.expected_version !== row.version) {
    throw new StaleVersion(row.version);
  }
  if (row.status !== 'pending') throw new PaymentStatusConflict(row.status, change.status);
  return recordedPayment(row);
}

/** Charges the customer of a payment on account, which while it was pending was a promise like any other. */
async function charge(
  tx: Tx,
  change: StatusChange,
  payment: RecordedPayment,
  journal_id: string,
): Promise<void> {
  if (change.account === undefined) {
    const message = 'A payment on account needs a known customer.';
    throw new TenderRefused([{ field: 'status', code: 'CUSTOMER_REQUIRED', message }]);
  }
  const { id, amount, reference_number, transaction_id, ...rest } = payment;
  const occasion = { ...rest, ...change };
  const reference = reference_number ?? transaction_id;
  await chargeAccount(tx, change.account, occasion, [{ payment_id: id, journal_id, amount, reference }]);
}

/**
 * Completes or fails a pending payment; completing posts it to the journal. Two statements, three when it completes
 * on account.
 */
export async function changePaymentStatus(tx: Tx, change: StatusChange): Promise<RecordedPayment> {
  const payment = await lockPending(tx, change);
  if (change.status === 'completed' && payment.amount.gt(Decimal.max(change.due, 0))) {
    throw new TenderRefused([overpayment('status', change.due)]);
  }
  const journal_id = newId();
  if (change.status === 'completed' && payment.payment_method === 'on_account') {
    await charge(tx, change, payment, journal_id);
  }
  const row = await queryOne<PaymentRow>(tx, CHANGE, [
    change.payment_id,
    change.status,
    journal_id,
    change.actor_id,
    change.employee_id,
    change.occurred_at,
    change.business_date,
  ]);
  return recordedPayment(row);
}
