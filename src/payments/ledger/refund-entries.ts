import { newId } from '../../common/database/new-id.js';
import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { Decimal } from '../../common/money/decimal.js';
import { assertRefundTenders } from '../domain/refund-tenders.js';
import type { BlindRefund, RefundEntry } from './ledger-requests.js';

export type RefundEntryRow = Omit<RefundEntry, 'amount'> & { amount: string };

/** The columns of a refund entry, of the table or statement called `e`. */
export const REFUND_COLUMNS = `e.id, e.payment_id, e.payment_method, (-e.amount)::text AS amount,
  e.reference AS reference_number, e.document_id, e.occurred_at`;

export function refundEntry(row: RefundEntryRow): RefundEntry {
  return { ...row, amount: new Decimal(row.amount) };
}

const OF_DOCUMENTS = `
  SELECT ${REFUND_COLUMNS} FROM money_journal e
  WHERE e.document_id = ANY ($1::uuid[]) AND e.kind = 'refund' ORDER BY e.id`;

export async function refundEntriesOf(
  db: Queryable,
  document_ids: readonly string[],
): Promise<RefundEntry[]> {
  return (await query<RefundEntryRow>(db, OF_DOCUMENTS, [document_ids])).map(refundEntry);
}

const REFUND_BLIND = `
  WITH e AS (
    INSERT INTO money_journal (id, kind, document_id, location_id, register_id, payment_method, amount, currency,
      actor_id, employee_id, reference, reason, occurred_at, business_date)
    SELECT t.id, 'refund', $1::uuid, $2::uuid, $3::uuid, t.payment_method, -t.amount, $4::text,
      $5::uuid, $6::uuid, t.reference, $7::text, $8::timestamptz, $9::date
    FROM unnest($10::uuid[], $11::text[], $12::numeric[], $13::text[]) AS t (id, payment_method, amount, reference)
    RETURNING *
  )
  SELECT ${REFUND_COLUMNS} FROM e ORDER BY e.id`;

export async function refundBlind(tx: Tx, refund: BlindRefund): Promise<RefundEntry[]> {
  const { tenders } = refund;
  assertRefundTenders(tenders, refund);
  const rows = await query<RefundEntryRow>(tx, REFUND_BLIND, [
    refund.document_id ?? null,
    refund.location_id,
    refund.register_id,
    refund.currency,
    refund.actor_id,
    refund.employee_id,
    refund.reason ?? null,
    refund.occurred_at,
    refund.business_date,
    tenders.map(() => newId()),
    tenders.map((tender) => tender.payment_method),
    tenders.map((tender) => tender.amount.toFixed()),
    tenders.map((tender) => tender.reference_number ?? null),
  ]);
  return rows.map(refundEntry);
}
