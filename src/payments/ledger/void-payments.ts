import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { Decimal, sum } from '../../common/money/decimal.js';
import { creditAccounts } from '../accounts/credit-account.js';
import type { RefundEntry, VoidOrder, VoidOutcome } from './ledger-requests.js';
import { PAYMENT_COLUMNS, recordedPayment, type PaymentRow } from './recorded-payment.js';

interface VoidRow extends PaymentRow {
  entry_id: string | null;
  given_back: string;
}

const VOID = `
  WITH held AS (
    SELECT id, CASE WHEN status = 'pending' THEN 0 ELSE amount - refunded_amount END AS given_back
    FROM payments WHERE sale_id = $1 AND status IN ('pending', 'completed', 'partially_refunded')
    ORDER BY id FOR UPDATE
  ), p AS (
    UPDATE payments p SET refunded_amount = p.refunded_amount + held.given_back, version = p.version + 1,
      updated_at = now(), status = CASE p.status WHEN 'pending' THEN 'failed' ELSE 'refunded' END
    FROM held WHERE p.id = held.id
    RETURNING p.*, held.given_back
  ), entry AS (
    INSERT INTO money_journal (id, kind, payment_id, sale_id, location_id, register_id, payment_method, amount,
      currency, reverses_id, actor_id, employee_id, reason, occurred_at, business_date)
    SELECT uuidv7(), 'void', p.id, p.sale_id, $2::uuid, $3::uuid, p.payment_method, -p.given_back,
      p.currency, taken.id, $4::uuid, $5::uuid, $6::text, $7::timestamptz, $8::date
    FROM p JOIN money_journal taken ON taken.payment_id = p.id AND taken.kind = 'payment'
    RETURNING id, payment_id
  )
  SELECT ${PAYMENT_COLUMNS}, p.given_back, entry.id AS entry_id
  FROM p LEFT JOIN entry ON entry.payment_id = p.id ORDER BY p.id`;

function entryOf(row: VoidRow, order: VoidOrder): RefundEntry[] {
  if (row.entry_id === null) return [];
  const { entry_id: id, id: payment_id, payment_method } = row;
  const amount = new Decimal(row.given_back);
  return [
    {
      id,
      payment_id,
      payment_method,
      amount,
      reference_number: null,
      document_id: null,
      occurred_at: order.occurred_at,
    },
  ];
}

/** Takes what was bought on account off what the customer owes; nothing, at no cost, when nothing was. */
async function creditWhatWasOnAccount(tx: Tx, order: VoidOrder, rows: readonly VoidRow[]): Promise<void> {
  const credits = rows
    .filter(({ payment_method, entry_id }) => payment_method === 'on_account' && entry_id !== null)
    .map((row) => ({
      ...{ payment_id: row.id, journal_id: row.entry_id!, payment_method: row.payment_method },
      amount: new Decimal(row.given_back),
    }));
  if (credits.length > 0) {
    await creditAccounts(tx, 'void', { ...order, currency: rows[0]!.currency }, order, credits);
  }
}

/** Undoes what the sale's payments still hold. One statement, two when some of it was on account. */
export async function voidPayments(tx: Tx, order: VoidOrder): Promise<VoidOutcome> {
  const rows = await query<VoidRow>(tx, VOID, [
    order.sale_id,
    order.location_id,
    order.register_id,
    order.actor_id,
    order.employee_id,
    order.reason ?? null,
    order.occurred_at,
    order.business_date,
  ]);
  await creditWhatWasOnAccount(tx, order, rows);
  const refunds = rows.flatMap((row) => entryOf(row, order));
  const payments = rows.map(({ entry_id: _, given_back: __, ...row }) => recordedPayment(row));
  return { refunds, voided: sum(refunds.map((entry) => entry.amount)), payments };
}
