import { query, queryOne, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { NotFound } from '../../common/errors/domain-error.js';
import type { RowProblem, Verdict } from './domain/verdict.js';
import type { ProductImport } from './product-import.entity.js';

const LOCK = `SELECT * FROM product_imports WHERE id = $1::uuid FOR UPDATE`;

/** The import, locked until the transaction ends: one process at a time works on it. Throws IMPORT_NOT_FOUND. */
export async function lockImport(tx: Tx, id: string): Promise<ProductImport> {
  const [found] = await query<ProductImport>(tx, LOCK, [id]);
  if (found === undefined) throw new NotFound('import', id);
  return found;
}

export interface StagedRow {
  row_number: number;
  sku_key: string | null;
  record: Record<string, unknown> | null;
  verdict: Verdict | null;
  errors: RowProblem[] | null;
  /** The row before this one that has the same SKU. */
  first_row: number | null;
}

const STAGE = `
  INSERT INTO product_import_rows (import_id, row_number, sku_key, record, errors)
  SELECT $1::uuid, r.row_number, lower(trim(r.record ->> 'sku')), r.record, r.errors
  FROM jsonb_to_recordset($2::jsonb) AS r (row_number integer, record jsonb, errors jsonb)`;

/** Keeps rows of a file for the job. One statement. */
export async function stageRows(
  db: Queryable,
  importId: string,
  rows: readonly { row_number: number; record: object | null; errors: readonly RowProblem[] | null }[],
): Promise<void> {
  if (rows.length > 0) await query(db, STAGE, [importId, JSON.stringify(rows)]);
}

const NEXT = `
  SELECT r.row_number, r.sku_key, r.record, r.verdict, r.errors,
    (SELECT min(e.row_number) FROM product_import_rows e
     WHERE e.import_id = r.import_id AND e.sku_key = r.sku_key AND e.row_number < r.row_number) AS first_row
  FROM product_import_rows r
  WHERE r.import_id = $1::uuid AND r.row_number > $2::integer
  ORDER BY r.row_number LIMIT $3::integer`;

/** The rows after `done`, in order: rows are worked off one after the other, so `done_rows` says where to go on. */
export function nextRows(tx: Tx, importId: string, done: number, count: number): Promise<StagedRow[]> {
  return query<StagedRow>(tx, NEXT, [importId, done, count]);
}

export interface RowVerdict {
  row_number: number;
  verdict: Verdict;
  errors: RowProblem[] | null;
  product_id: string | null;
}

// Returned ids keep the planner from finishing before the update has run.
const SAVE = `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($2::jsonb)
      AS v (row_number integer, verdict text, errors jsonb, product_id uuid)
  ), saved AS (
    UPDATE product_import_rows r SET verdict = v.verdict, errors = v.errors, product_id = v.product_id
    FROM given v WHERE r.import_id = $1::uuid AND r.row_number = v.row_number
    RETURNING r.verdict
  ), counted AS (
    SELECT count(*) AS done, count(*) FILTER (WHERE verdict = 'created') AS created,
      count(*) FILTER (WHERE verdict = 'updated') AS updated, count(*) FILTER (WHERE verdict = 'unchanged') AS unchanged,
      count(*) FILTER (WHERE verdict = 'rejected') AS rejected
    FROM saved
  )
  UPDATE product_imports i SET status = 'running', started_at = coalesce(i.started_at, $3::timestamptz),
    done_rows = i.done_rows + c.done, created_count = i.created_count + c.created,
    updated_count = i.updated_count + c.updated, unchanged_count = i.unchanged_count + c.unchanged,
    rejected_count = i.rejected_count + c.rejected
  FROM counted c WHERE i.id = $1::uuid
  RETURNING i.done_rows`;

/** Writes the verdicts of a batch and the progress they make. One statement. */
export async function saveVerdicts(
  tx: Tx,
  importId: string,
  verdicts: readonly RowVerdict[],
  now: Date,
): Promise<void> {
  await queryOne(tx, SAVE, [importId, JSON.stringify(verdicts), now]);
}
