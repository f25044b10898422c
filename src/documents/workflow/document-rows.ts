import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import type { DocumentHeader, StatusRole } from './document-header.js';

/** A row of `documents`. */
export interface DocumentRow {
  id: string;
  type: string;
  number: string | null;
  status_id: string;
  status_since: Date;
  location_id: string | null;
  partner_id: string | null;
  currency: string;
  total_amount: string;
  external_reference: string | null;
  notes: string | null;
  source_document_id: string | null;
  occurred_at: Date;
  business_date: string;
  is_dated: boolean;
  time_zone: string;
  is_posted: boolean;
  posting_generation: number;
  created_by: string;
  version: number;
  created_at: Date;
  updated_at: Date;
}

const COLUMNS = `
  d.id, d.type, d.number, d.status_id, d.status_since, d.location_id, d.partner_id, d.currency, d.total_amount,
  d.external_reference, d.notes, d.source_document_id, d.occurred_at, d.business_date::text AS business_date, d.is_dated,
  d.time_zone, d.is_posted, d.posting_generation, d.created_by, d.version, d.created_at, d.updated_at`;

const READ = `
  SELECT ${COLUMNS}, row_to_json(s) AS status
  FROM documents d JOIN document_statuses s ON s.id = d.status_id WHERE d.id = $1::uuid AND d.type = $2::text`;

// Whoever had to wait for the lock sees the row as it is now, and in seen_status_id what it was when the wait began.
const LOCK = `
  SELECT ${COLUMNS}, (SELECT was.status_id FROM documents was WHERE was.id = $1::uuid) AS seen_status_id
  FROM documents d WHERE d.id = $1::uuid AND d.type = $2::text FOR UPDATE`;

const STATUS = `SELECT row_to_json(s) AS status FROM document_statuses s WHERE s.id = $1::uuid`;

export function headerOf(row: DocumentRow, status: StatusRole): DocumentHeader {
  return {
    id: row.id,
    type: row.type,
    number: row.number,
    status,
    location_id: row.location_id,
    partner_id: row.partner_id,
    currency: row.currency,
    total_amount: new Decimal(row.total_amount),
    external_reference: row.external_reference,
    notes: row.notes,
    source_document_id: row.source_document_id,
    occurred_at: row.occurred_at,
    business_date: row.business_date,
    time_zone: row.time_zone,
    is_posted: row.is_posted,
    posting_generation: row.posting_generation,
    created_by: row.created_by,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  };
}

function notFound(type: string, id: string): NotFound {
  return new NotFound(type.replaceAll('_', ' '), id);
}

/** Throws NotFound, named after the type: PURCHASE_ORDER_NOT_FOUND. */
export async function readDocument(
  db: Queryable,
  id: string,
  type: string,
): Promise<DocumentRow & { status: StatusRole & { id: string } }> {
  const [row] = await query<DocumentRow & { status: StatusRole & { id: string } }>(db, READ, [id, type]);
  if (row === undefined) throw notFound(type, id);
  return row;
}

/** The row under its lock. Throws NotFound. */
export async function lockDocument(
  tx: Tx,
  id: string,
  type: string,
): Promise<DocumentRow & { seen_status_id: string }> {
  const [row] = await query<DocumentRow & { seen_status_id: string }>(tx, LOCK, [id, type]);
  if (row === undefined) throw notFound(type, id);
  return row;
}

export async function readStatus(db: Queryable, id: string): Promise<StatusRole> {
  const [row] = await query<{ status: StatusRole }>(db, STATUS, [id]);
  return row!.status;
}
