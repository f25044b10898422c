export type Cell = string | number | boolean | null | undefined;

export interface Table {
  columns: readonly string[];
  rows: readonly object[];
}

// A spreadsheet runs a cell that starts like a formula; a leading apostrophe makes it text.
const FORMULA = /^[=+\-@\t\r]/;

function cellOf(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180: a header line, CRLF line ends, quotes only where needed. */
export function csvOf({ columns, rows }: Table): string {
  const lines = rows.map((row) =>
    columns.map((column) => cellOf((row as Record<string, Cell>)[column])).join(','),
  );
  return [columns.join(','), ...lines, ''].join('\r\n');
}
