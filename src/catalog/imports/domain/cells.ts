import { CLEARED, COLUMNS, type Column } from './columns.js';

/** A spreadsheet runs a cell that starts like a formula; an apostrophe before it makes it text. */
const FORMULA = /^'*[=+\-@\t\r]/;
const QUOTED_FORMULA = /^'+[=+\-@\t\r]/;

const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};

/** A cell that does not hold what its column takes. */
export interface BadCell {
  code: 'NOT_A_NUMBER' | 'NOT_A_BOOLEAN' | 'NOT_JSON';
  message: string;
}

export function isBadCell(value: unknown): value is { bad: BadCell } {
  return typeof value === 'object' && value !== null && 'bad' in value;
}

function bad(code: BadCell['code'], message: string): { bad: BadCell } {
  return { bad: { code, message } };
}

function parsed(column: Column, text: string): unknown {
  switch (COLUMNS[column]) {
    case 'text':
      return QUOTED_FORMULA.test(text) ? text.slice(1) : text;
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text)
        ? Number(text)
        : bad('NOT_A_NUMBER', `${column} must be a plain number such as 1234.5`);
    case 'boolean':
      return (
        BOOLEANS[text.toLowerCase()] ?? bad('NOT_A_BOOLEAN', `${column} must be true, false, yes, no, 1 or 0`)
      );
    case 'list':
      return text.split(/\s+/);
    case 'json':
      try {
        return JSON.parse(text) as unknown;
      } catch {
        return bad('NOT_JSON', `${column} must be JSON`);
      }
  }
}

/** What a CSV cell says: undefined for an empty one, null for a cleared one, `{ bad }` when it cannot be read. */
export function readCell(column: Column, text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (trimmed === CLEARED) return null;
  // Blanks around a cell are slips of the keyboard; a description may be laid out with them.
  return parsed(column, column === 'description' ? text : trimmed);
}

/** The cell that `readCell` reads back as `value`. */
export function writeCell(column: Column, value: unknown): string {
  if (value === null || value === undefined) return '';
  switch (COLUMNS[column]) {
    case 'text': {
      const text = value as string;
      return FORMULA.test(text) ? `'${text}` : text;
    }
    case 'list':
      return (value as string[]).join(' ');
    case 'json':
      return Object.keys(value).length === 0 ? '' : JSON.stringify(value);
    case 'number':
    case 'boolean':
      return JSON.stringify(value);
  }
}
