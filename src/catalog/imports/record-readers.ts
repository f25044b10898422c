import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { DomainError, ValidationFailed } from '../../common/errors/domain-error.js';
import { COLUMN_NAMES, isColumn, type Column } from './domain/columns.js';
import { isBadCell, readCell } from './domain/cells.js';
import type { RowProblem } from './domain/verdict.js';
import type { ImportFormat } from './product-import.entity.js';

/** A row as it was read: its fields, or why it cannot be read at all. */
export interface ReadRecord {
  record: Record<string, unknown> | null;
  problems: RowProblem[];
}

const MAX_RECORD_CHARACTERS = 100_000;

/** The file cannot be read any further; nothing of it is imported. */
export class FileUnreadable extends DomainError {
  constructor(format: ImportFormat, detail: string) {
    super('invalid', 'FILE_UNREADABLE', `This is not readable ${format.toUpperCase()}: ${detail}`);
  }
}

function checkHeader(header: string[]): Column[] {
  const names = header.map((name) => name.trim().toLowerCase());
  const errors = names.flatMap((name, at) => {
    const field = `column.${at + 1}`;
    if (!isColumn(name)) {
      const message = `${name === '' ? 'An empty name' : name} is no column of products; there are: ${COLUMN_NAMES.join(', ')}.`;
      return [{ field, code: 'UNKNOWN_COLUMN', message }];
    }
    return names.indexOf(name) < at
      ? [{ field, code: 'REPEATED_COLUMN', message: `${name} stands there twice.` }]
      : [];
  });
  if (!names.includes('sku')) {
    errors.push({ field: 'sku', code: 'SKU_COLUMN_MISSING', message: 'Rows are recognised by their sku.' });
  }
  if (errors.length > 0) throw new ValidationFailed(errors);
  return names as Column[];
}

function recordOfCells(cells: Record<string, string>): ReadRecord {
  const record: Record<string, unknown> = {};
  const problems: RowProblem[] = [];
  for (const [column, text] of Object.entries(cells) as [Column, string][]) {
    const value = readCell(column, text);
    if (isBadCell(value)) problems.push({ field: column, value: text, ...value.bad });
    else if (value !== undefined) record[column] = value;
  }
  return { record, problems };
}

async function* readCsv(file: Readable): AsyncGenerator<ReadRecord> {
  const rows = file.pipe(
    parse({
      bom: true,
      columns: checkHeader,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD_CHARACTERS,
    }),
  );
  // pipe() hands on data, not errors: a client that goes away must end the reading too.
  file.once('error', (error) => rows.destroy(error));
  try {
    for await (const cells of rows) yield recordOfCells(cells as Record<string, string>);
  } catch (error) {
    if (error instanceof CsvError) throw new FileUnreadable('csv', error.message);
    throw error;
  }
}

function recordOfLine(line: string): ReadRecord {
  const refuse = (code: string, message: string): ReadRecord => ({
    record: null,
    problems: [{ field: 'row', value: line.slice(0, 200), code, message }],
  });
  if (line.length > MAX_RECORD_CHARACTERS) return refuse('ROW_TOO_LONG', 'the line is too long');
  try {
    const value = JSON.parse(line) as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { record: value as Record<string, unknown>, problems: [] };
    }
  } catch {
    // Answered below, like any line that is not an object.
  }
  return refuse('NOT_AN_OBJECT', 'each line must be one JSON object');
}

async function* readNdjson(file: Readable): AsyncGenerator<ReadRecord> {
  const lines = createInterface({ input: file, crlfDelay: Infinity });
  for await (const line of lines) {
    if (line.trim() !== '') yield recordOfLine(line);
  }
  if (file.errored) throw file.errored;
}

/**
 * The rows of a file, one at a time however long it is. Throws FileUnreadable, and ValidationFailed for a header that
 * names what is no column.
 */
export function readRecords(format: ImportFormat, file: Readable): AsyncGenerator<ReadRecord> {
  return format === 'csv' ? readCsv(file) : readNdjson(file);
}
