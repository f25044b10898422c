import type { AuditSource } from '../../audit/index.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';

/** What a document's history keeps of a step. */
export interface LogEntry {
  document_id: string;
  type: string;
  action: string;
  from: { id: string; code: string } | null;
  to: { id: string; code: string };
  comment?: string | null;
  rule?: { id: string; name: string; level: number } | null;
  generation?: number | null;
  at: Date;
}

// The caller holds the document's row, so sequences follow each other.
const APPEND = `
  INSERT INTO document_log (id, document_id, sequence, type, action, from_status_id, from_status, to_status_id, to_status,
    comment, rule_id, rule_name, level, generation, actor_id, actor_username, request_id, created_at)
  SELECT uuidv7(), $1::uuid, coalesce(max(sequence), 0) + 1, $2::text, $3::text, $4::uuid, $5::text, $6::uuid, $7::text,
    $8::text, $9::uuid, $10::text, $11::smallint, $12::integer, $13::uuid, $14::text, $15::text, $16::timestamptz
  FROM document_log WHERE document_id = $1::uuid`;

/** Appends to a document's history. One statement; the document's row must be locked. */
export async function appendLog(tx: Tx, source: AuditSource, entry: LogEntry): Promise<void> {
  const { from, to, rule } = entry;
  await query(tx, APPEND, [
    entry.document_id,
    entry.type,
    entry.action,
    from?.id ?? null,
    from?.code ?? null,
    to.id,
    to.code,
    entry.comment ?? null,
    rule?.id ?? null,
    rule?.name ?? null,
    rule?.level ?? null,
    entry.generation ?? null,
    source?.actor?.id ?? null,
    source?.actor?.username ?? null,
    source?.request_id ?? null,
    entry.at,
  ]);
}
