import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import { ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';

/** A batch as a line names it. */
export interface NamedBatch {
  product_id: string;
  batch_number?: string | null;
  expiry_date?: string | null;
}

interface BatchRow {
  ord: string;
  id: string;
  expiry_date: string | null;
}

const BY_NUMBER = `
  SELECT u.ord, b.id, b.expiry_date::text AS expiry_date
  FROM unnest($1::uuid[], $2::text[], $3::date[]) WITH ORDINALITY AS u(product_id, batch_number, expiry_date, ord)
    JOIN stock_batches b ON b.product_id = u.product_id AND b.batch_number = u.batch_number
      AND (u.expiry_date IS NULL OR b.expiry_date = u.expiry_date)
  ORDER BY u.ord, b.expiry_date`;

export interface FoundBatch {
  id: string;
  expiry_date: string | null;
}

/** Finds the batches that lines name. One statement a call, none when no line names any. */
@Injectable()
export class BatchLookup {
  /** Every batch that fits each line, in the order of the lines; none for a line that names no batch. */
  async candidates(db: Queryable, lines: readonly NamedBatch[]): Promise<FoundBatch[][]> {
    const found: FoundBatch[][] = lines.map(() => []);
    if (lines.every((line) => !line.batch_number)) return found;
    const rows = await query<BatchRow>(db, BY_NUMBER, [
      lines.map((line) => line.product_id),
      lines.map((line) => line.batch_number ?? null),
      lines.map((line) => line.expiry_date ?? null),
    ]);
    for (const { ord, id, expiry_date } of rows) found[Number(ord) - 1]!.push({ id, expiry_date });
    return found;
  }

  /**
   * The id of each line's batch; undefined where a line names none. Throws ValidationFailed on
   * `lines.N.batch_number`: BATCH_NOT_FOUND, and BATCH_AMBIGUOUS where only the expiry date tells several apart.
   */
  async ids(db: Queryable, lines: readonly NamedBatch[], list = 'lines'): Promise<(string | undefined)[]> {
    const candidates = await this.candidates(db, lines);
    const errors = lines.flatMap((line, index) => batchFault(line, candidates[index]!, `${list}.${index}`));
    if (errors.length > 0) throw new ValidationFailed(errors);
    return candidates.map(([batch]) => batch?.id);
  }
}

function batchFault(line: NamedBatch, candidates: readonly FoundBatch[], path: string): FieldError[] {
  if (!line.batch_number || candidates.length === 1) return [];
  const field = path === '' ? 'batch_number' : `${path}.batch_number`;
  return candidates.length === 0
    ? [{ field, code: 'BATCH_NOT_FOUND', message: `The product has no batch ${line.batch_number}.` }]
    : [
        {
          field,
          code: 'BATCH_AMBIGUOUS',
          message: `Several batches are called ${line.batch_number}; say when it expires.`,
        },
      ];
}
