import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import type { PaymentMethod } from '../domain/payment-method.js';
import type { JournalKind } from './journal-kind.js';

/** A journal entry as it is read, with what was remarked and whether it was reversed. */
export interface JournalRow {
  id: string;
  kind: JournalKind;
  payment_id: string | null;
  sale_id: string | null;
  document_id: string | null;
  /** Whose account an account_payment, or its reversal, moved. */
  customer_id: string | null;
  location_id: string;
  register_id: string;
  payment_method: PaymentMethod;
  amount: string;
  currency: string;
  reverses_id: string | null;
  reversed_by_id: string | null;
  actor_id: string;
  employee_id: string | null;
  reference: string | null;
  reason: string | null;
  notes: string | null;
  occurred_at: Date;
  business_date: string;
  created_at: Date;
  version: number;
}

export const JOURNAL_COLUMNS = `e.id, e.kind, e.payment_id, e.sale_id, e.document_id,
  account.customer_id, e.location_id, e.register_id,
  e.payment_method, e.amount, e.currency, e.reverses_id, reversal.id AS reversed_by_id, e.actor_id, e.employee_id,
  e.reference, e.reason, note.notes, e.occurred_at, e.business_date::text AS business_date, e.created_at,
  coalesce(note.version, 0) AS version`;

export const JOURNAL_FROM = `money_journal e
  LEFT JOIN money_journal reversal ON reversal.reverses_id = e.id AND reversal.kind = 'reversal'
  LEFT JOIN journal_notes note ON note.id = e.id
  LEFT JOIN account_entries account ON account.journal_id = e.id AND account.kind = 'payment'`;

const BY_ID = `SELECT ${JOURNAL_COLUMNS} FROM ${JOURNAL_FROM} WHERE e.id = $1`;

/** Throws NotFound (TRANSACTION_NOT_FOUND). */
export async function journalRow(db: Queryable, id: string): Promise<JournalRow> {
  const [row] = await query<JournalRow>(db, BY_ID, [id]);
  if (row === undefined) throw new NotFound('transaction', id);
  return row;
}
