import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { SettledTender } from '../domain/tender.js';
import type { PayableSale } from './ledger-requests.js';
import {
  PAYMENT_COLUMNS,
  recordedPayment,
  type PaymentRow,
  type RecordedPayment,
} from './recorded-payment.js';

const RECORD = `
  WITH tender AS (
    SELECT * FROM unnest($9::uuid[], $10::uuid[], $11::text[], $12::numeric[], $13::numeric[], $14::text[], $15::text[], $16::text[])
      AS t (id, entry_id, payment_method, amount, tendered, status, reference_number, transaction_id)
  ), p AS (
    INSERT INTO payments (id, sale_id, payment_method, amount, tendered, change_amount, status, currency, reference_number,
      transaction_id, location_id, register_id, actor_id, employee_id, occurred_at, business_date)
    SELECT id, $1::uuid, payment_method, amount, tendered, tendered - amount, status, $4::text, reference_number,
      transaction_id, $2::uuid, $3::uuid, $5::uuid, $6::uuid, $7::timestamptz, $8::date
    FROM tender
    RETURNING *
  ), entry AS (
    INSERT INTO money_journal (id, kind, payment_id, sale_id, location_id, register_id, payment_method, amount, currency,
      actor_id, employee_id, reference, occurred_at, business_date)
    SELECT entry_id, 'payment', id, $1::uuid, $2::uuid, $3::uuid, payment_method, amount, $4::text,
      $5::uuid, $6::uuid, coalesce(reference_number, transaction_id), $7::timestamptz, $8::date
    FROM tender WHERE status = 'completed'
  )
  SELECT ${PAYMENT_COLUMNS} FROM p ORDER BY p.id`;

/** A settled tender under the ids that its payment and its journal entry get. */
export interface NumberedTender extends SettledTender {
  id: string;
  journal_id: string;
}

/** Stores settled tenders and one journal entry for each completed one. One statement; none when there are none. */
export async function recordPayments(
  tx: Tx,
  sale: PayableSale,
  tenders: readonly NumberedTender[],
): Promise<RecordedPayment[]> {
  if (tenders.length === 0) return [];
  const rows = await query<PaymentRow>(tx, RECORD, [
    sale.sale_id,
    sale.location_id,
    sale.register_id,
    sale.currency,
    sale.actor_id,
    sale.employee_id,
    sale.occurred_at,
    sale.business_date,
    tenders.map((tender) => tender.id),
    tenders.map((tender) => tender.journal_id),
    tenders.map((tender) => tender.payment_method),
    tenders.map((tender) => tender.amount.toFixed()),
    tenders.map((tender) => tender.tendered.toFixed()),
    tenders.map((tender) => tender.status),
    tenders.map((tender) => tender.reference_number),
    tenders.map((tender) => tender.transaction_id),
  ]);
  return rows.map(recordedPayment);
}
