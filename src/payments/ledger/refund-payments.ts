import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { sum } from '../../common/money/decimal.js';
import { creditAccounts } from '../accounts/credit-account.js';
import { isRefundable } from '../domain/payment-status.js';
import { planRefund, type RefundStep } from '../domain/plan-refund.js';
import { assertRefundTenders, assertSumOf } from '../domain/refund-tenders.js';
import type { RefundOrder, RefundOutcome } from './ledger-requests.js';
import {
  PAYMENT_COLUMNS,
  recordedPayment,
  type PaymentRow,
  type RecordedPayment,
} from './recorded-payment.js';

const LOCK = `SELECT ${PAYMENT_COLUMNS} FROM payments p WHERE p.sale_id = $1 ORDER BY p.id FOR UPDATE`;

const REFUND = `
  WITH step AS (
    SELECT * FROM unnest($9::uuid[], $10::uuid[], $11::text[], $12::numeric[], $13::text[])
      AS s (id, payment_id, payment_method, amount, reference)
  ), p AS (
    UPDATE payments p SET refunded_amount = p.refunded_amount + s.amount, version = p.version + 1, updated_at = now(),
      status = CASE WHEN p.refunded_amount + s.amount = p.amount THEN 'refunded' ELSE 'partially_refunded' END
    FROM (SELECT payment_id, sum(amount) AS amount FROM step GROUP BY payment_id) s
    WHERE p.id = s.payment_id
    RETURNING p.*
  ), entry AS (
    INSERT INTO money_journal (id, kind, payment_id, sale_id, document_id, location_id, register_id, payment_method,
      amount, currency, reverses_id, actor_id, employee_id, reference, reason, occurred_at, business_date)
    SELECT step.id, 'refund', p.id, p.sale_id, $1::uuid, $2::uuid, $3::uuid, step.payment_method,
      -step.amount, p.currency, taken.id, $4::uuid, $5::uuid, step.reference, $6::text, $7::timestamptz, $8::date
    FROM step JOIN p ON p.id = step.payment_id
      JOIN money_journal taken ON taken.payment_id = p.id AND taken.kind = 'payment'
  )
  SELECT ${PAYMENT_COLUMNS} FROM p ORDER BY p.id`;

async function lockPayments(tx: Tx, order: RefundOrder): Promise<RecordedPayment[]> {
  const all = (await query<PaymentRow>(tx, LOCK, [order.sale_id])).map(recordedPayment);
  if (order.payment_id === undefined) return all;
  const one = all.filter((payment) => payment.id === order.payment_id);
  if (one.length === 0) throw new NotFound('payment', order.payment_id);
  return one;
}

type NumberedStep = RefundStep & { id: string };

function store(tx: Tx, order: RefundOrder, steps: readonly NumberedStep[]): Promise<PaymentRow[]> {
  return query<PaymentRow>(tx, REFUND, [
    order.document_id ?? null,
    order.location_id,
    order.register_id,
    order.actor_id,
    order.employee_id,
    order.reason ?? null,
    order.occurred_at,
    order.business_date,
    steps.map((step) => step.id),
    steps.map((step) => step.payment_id),
    steps.map((step) => step.payment_method),
    steps.map((step) => step.amount.toFixed()),
    steps.map((step) => step.reference_number),
  ]);
}

/** Takes what goes back on payments on account off what the customer owes; nothing, at no cost, when there are none. */
async function creditWhatWasOnAccount(
  tx: Tx,
  order: RefundOrder,
  payments: readonly RecordedPayment[],
  steps: readonly NumberedStep[],
): Promise<void> {
  const onAccount = payments.filter(({ payment_method }) => payment_method === 'on_account');
  const credits = steps
    .filter((step) => onAccount.some(({ id }) => id === step.payment_id))
    .map((step) => ({ ...step, journal_id: step.id }));
  if (credits.length === 0) return;
  await creditAccounts(tx, 'refund', { ...order, currency: onAccount[0]!.currency }, order, credits);
}

/** Plans the refund on the sale's locked payments and stores it: an update per payment, an entry per step. */
export async function refundPayments(tx: Tx, order: RefundOrder): Promise<RefundOutcome> {
  if (order.tenders !== undefined) {
    assertRefundTenders(order.tenders, { ...order, customer: true });
    assertSumOf(order.tenders, order.amount, order);
  }
  const payments = await lockPayments(tx, order);
  const refundable = payments
    .filter((payment) => isRefundable(payment.status))
    .map(({ id, payment_method, amount, refunded_amount }) => ({
      id,
      payment_method,
      refundable: amount.minus(refunded_amount),
    }))
    .reverse();
  const steps = planRefund(refundable, order.amount, order).map((step) => ({ id: newId(), ...step }));
  await creditWhatWasOnAccount(tx, order, payments, steps);
  const changed = steps.length === 0 ? [] : await store(tx, order, steps);
  const refunded = sum(steps.map((step) => step.amount));
  return {
    refunds: steps.map((step) => ({
      ...step,
      document_id: order.document_id ?? null,
      occurred_at: order.occurred_at,
    })),
    refunded,
    rounding: refunded.minus(order.amount),
    payments: changed.map(recordedPayment),
  };
}
