// Statements over a document's own part and its lines. Every row comes as JSON, whole, so that one statement writes all.

/** Inserts `$1` (the head) and `$2` (all lines). */
export function insertDocument(head: string, lines: string): string {
  return `
    WITH head AS (INSERT INTO ${head} SELECT * FROM jsonb_populate_record(NULL::${head}, $1::jsonb)),
    lines AS (INSERT INTO ${lines} SELECT * FROM jsonb_populate_recordset(NULL::${lines}, $2::jsonb) RETURNING 1)
    SELECT count(*)::int AS inserted FROM lines`;
}

function assignments(columns: readonly string[], source: string): string {
  return columns.map((column) => `${column} = ${source}.${column}`).join(', ');
}

/** Writes the head `$1`. */
export function saveHead(head: string, columns: readonly string[]): string {
  const changing = columns.filter((column) => column !== 'id');
  return `
    UPDATE ${head} h SET ${assignments(changing, 'r')}
    FROM jsonb_populate_record(NULL::${head}, $1::jsonb) r WHERE h.id = r.id`;
}

/** Makes the lines of `$1` those in `$2`: what is not there any more goes, what has the same id is changed. */
export function replaceLines(lines: string, columns: readonly string[]): string {
  const changing = columns.filter((column) => column !== 'id' && column !== 'document_id');
  return `
    WITH gone AS (
      DELETE FROM ${lines} WHERE document_id = $1::uuid
        AND NOT id IN (SELECT id FROM jsonb_populate_recordset(NULL::${lines}, $2::jsonb))
    )
    INSERT INTO ${lines} SELECT * FROM jsonb_populate_recordset(NULL::${lines}, $2::jsonb)
    ON CONFLICT (id) DO UPDATE SET ${assignments(changing, 'excluded')}`;
}

/** Changes some columns of lines that exist, given in `$1` by id. */
export function patchLines(lines: string, columns: readonly string[]): string {
  return `
    UPDATE ${lines} l SET ${assignments(columns, 'r')}
    FROM jsonb_populate_recordset(NULL::${lines}, $1::jsonb) r WHERE l.id = r.id`;
}

/** `o.id, o.total, …`; dates as text. */
export function selectColumns(
  alias: string,
  columns: readonly string[],
  dates: readonly string[] = [],
): string {
  return columns
    .map((column) =>
      dates.includes(column) ? `${alias}.${column}::text AS ${column}` : `${alias}.${column}`,
    )
    .join(', ');
}
