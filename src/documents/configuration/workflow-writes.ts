import { newId } from '../../common/database/new-id.js';
import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { WorkflowChange } from '../domain/workflow-change.js';

const IN_USE = `
  SELECT s.code, count(*)::int AS documents FROM documents d JOIN document_statuses s ON s.id = d.status_id
  WHERE s.id = ANY($1::uuid[]) GROUP BY s.code ORDER BY s.code`;

const HAS_DOCUMENTS = `SELECT 1 FROM documents WHERE type = $1::text LIMIT 1`;

const DROP_TRANSITIONS = `DELETE FROM document_transitions WHERE id = ANY($1::uuid[])`;
const DROP_STATUSES = `DELETE FROM document_statuses WHERE id = ANY($1::uuid[])`;

// Codes, names and single flags may change hands: everybody lets go of theirs first.
const LET_GO = `
  UPDATE document_statuses SET code = id::text, name = id::text, is_initial = false, is_cancellation = false
  WHERE type_code = $1::text`;

const PUT_STATUSES = `
  INSERT INTO document_statuses AS s (id, type_code, code, name, meaning, sort_order, is_active, is_initial, is_final,
    is_cancellation, posts_stock, reverses_stock, allows_correction, allows_editing, allows_deletion, issues_number)
  SELECT p.id, $1::text, p.code, p.name, p.meaning, p.sort_order, p.is_active, p.is_initial, p.is_final, p.is_cancellation,
    p.posts_stock, p.reverses_stock, p.allows_correction, p.allows_editing, p.allows_deletion, p.issues_number
  FROM json_populate_recordset(NULL::document_statuses, $2::json) p
  ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, meaning = excluded.meaning,
    sort_order = excluded.sort_order, is_active = excluded.is_active, is_initial = excluded.is_initial,
    is_final = excluded.is_final, is_cancellation = excluded.is_cancellation, posts_stock = excluded.posts_stock,
    reverses_stock = excluded.reverses_stock, allows_correction = excluded.allows_correction,
    allows_editing = excluded.allows_editing, allows_deletion = excluded.allows_deletion,
    issues_number = excluded.issues_number`;

const PUT_TRANSITIONS = `
  INSERT INTO document_transitions (id, type_code, from_status_id, to_status_id, action, is_automatic, requires_comment,
    permission, sort_order)
  SELECT p.id, $1::text, p.from_status_id, p.to_status_id, p.action, p.is_automatic, p.requires_comment, p.permission,
    p.sort_order
  FROM json_populate_recordset(NULL::document_transitions, $2::json) p
  ON CONFLICT (id) DO UPDATE SET action = excluded.action, requires_comment = excluded.requires_comment,
    permission = excluded.permission, sort_order = excluded.sort_order`;

/** How many documents are in each of these statuses. */
export function statusesInUse(
  db: Queryable,
  ids: readonly string[],
): Promise<{ code: string; documents: number }[]> {
  return query(db, IN_USE, [ids]);
}

export async function hasDocuments(db: Queryable, type: string): Promise<boolean> {
  return (await query(db, HAS_DOCUMENTS, [type])).length > 0;
}

/** Makes the workflow what the change says; a constant number of statements. */
export async function writeWorkflow(tx: Tx, type: string, change: WorkflowChange): Promise<void> {
  const statuses = change.statuses.map(({ planned, present }, index) => ({
    ...planned,
    id: present?.id ?? newId(),
    sort_order: index + 1,
  }));
  const idOf = new Map(statuses.map(({ code, id }) => [code, id]));
  const transitions = change.transitions.map(({ planned, present }, index) => ({
    ...planned,
    id: present?.id ?? newId(),
    from_status_id: idOf.get(planned.from),
    to_status_id: idOf.get(planned.to),
    sort_order: index + 1,
  }));
  await query(tx, DROP_TRANSITIONS, [change.removed_transitions.map(({ id }) => id)]);
  await query(tx, DROP_STATUSES, [change.removed_statuses.map(({ id }) => id)]);
  await query(tx, LET_GO, [type]);
  await query(tx, PUT_STATUSES, [type, JSON.stringify(statuses)]);
  await query(tx, PUT_TRANSITIONS, [type, JSON.stringify(transitions)]);
}
