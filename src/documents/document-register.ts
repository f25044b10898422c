import { Injectable } from '@nestjs/common';
import { newId } from '../common/database/new-id.js';
import { query } from '../common/database/statement.js';
import type { Tx } from '../common/database/tx.js';
import { numberOf } from './domain/number-format.js';
import { NumberSeriesExhausted } from './documents.errors.js';

/** A series by its key. Prefix and digits count only on its first use; afterwards its stored settings do. */
export interface SeriesRequest {
  key: string;
  prefix: string;
  digits: number;
}

export interface DocumentNumber {
  sequence: number;
  number: string;
}

/** Beyond it a sequence would no longer be an exact JSON number of 15 digits. */
export const HIGHEST_NUMBER = 999_999_999_999_999;

const NEXT = `
  INSERT INTO number_series AS series (id, key, prefix, digits, last_number)
  VALUES ($1::uuid, $2::text, $3::text, $4::smallint, 1)
  ON CONFLICT ON CONSTRAINT uq_number_series_key
  DO UPDATE SET last_number = series.last_number + 1, updated_at = now()
  WHERE series.last_number < coalesce(series.max_number, ${HIGHEST_NUMBER})
  RETURNING last_number, prefix, digits`;

/** Draws gapless numbers for receipts and other fiscal documents. */
@Injectable()
export class DocumentRegister {
  /**
   * The next number of a series, which is created on first use and starts at 1. The series row stays locked until
   * the transaction ends, so that a rollback leaves no gap: call it as late as possible. One statement.
   * Throws NumberSeriesExhausted (409) instead of ever inventing a number.
   */
  async next(tx: Tx, series: SeriesRequest): Promise<DocumentNumber> {
    const [row] = await query<{ last_number: string; prefix: string; digits: number }>(tx, NEXT, [
      newId(),
      series.key,
      series.prefix,
      series.digits,
    ]);
    if (row === undefined) throw new NumberSeriesExhausted(series.key);
    const sequence = Number(row.last_number);
    return { sequence, number: numberOf(row, sequence) };
  }
}
