import { Injectable } from '@nestjs/common';
import { query } from '../common/database/statement.js';
import type { Tx } from '../common/database/tx.js';
import { Events } from '../common/jobs/events.js';
import { HIGHEST_NUMBER } from './document-register.js';
import { isRunningOut, numberOf } from './domain/number-format.js';
import { NumberSeriesExhausted, NumberSeriesMissing } from './documents.errors.js';
import type { NumberSeriesRunningOut } from './events/number-series-running-out.js';

/** Whose document it is: decides which series numbers it. */
export interface NumberRequest {
  type: string;
  location_id: string | null;
  user_id: string;
  /** The year in which it is numbered, at its place. */
  year: number;
}

export interface DrawnNumber {
  number: string;
  number_series_id: string;
  number_sequence: string;
  number_year: number | null;
}

interface SeriesRow {
  id: string;
  key: string;
  prefix: string;
  digits: number;
  last_number: string;
  max_number: string | null;
  year: number | null;
}

// The user's own series, else that of the location, else that of the type.
const PICKED = `
  SELECT id, key FROM number_series
  WHERE type_code = $1::text AND is_active AND (location_id IS NULL OR location_id = $2::uuid)
    AND (user_id IS NULL OR user_id = $3::uuid)
  ORDER BY user_id IS NULL, location_id IS NULL LIMIT 1`;

// The year turns first: a series that ended in December goes on in January.
const DRAW = `
  WITH picked AS (${PICKED})
  UPDATE number_series s
  SET last_number = CASE WHEN s.reset_yearly AND s.year < $4::smallint THEN 1 ELSE s.last_number + 1 END,
    year = CASE WHEN s.reset_yearly THEN greatest(s.year, $4::smallint) END, updated_at = now()
  FROM picked
  WHERE s.id = picked.id
    AND (s.last_number < coalesce(s.max_number, ${HIGHEST_NUMBER}) OR s.reset_yearly AND s.year < $4::smallint)
  RETURNING s.id, s.key, s.prefix, s.digits, s.last_number, s.max_number, s.year`;

/** Numbers documents from the series of their type, location or user. */
@Injectable()
export class DocumentNumbers {
  constructor(private readonly events: Events) {}

  /**
   * The next number. The series stays locked until the transaction ends, so that a rollback leaves no gap. One
   * statement. Throws NumberSeriesMissing and NumberSeriesExhausted instead of ever inventing a number.
   */
  async draw(tx: Tx, request: NumberRequest): Promise<DrawnNumber> {
    const scope = [request.type, request.location_id, request.user_id];
    const [row] = await query<SeriesRow>(tx, DRAW, [...scope, request.year]);
    if (row === undefined) {
      const [series] = await query<{ key: string }>(tx, PICKED, scope);
      throw series === undefined
        ? new NumberSeriesMissing(request.type)
        : new NumberSeriesExhausted(series.key);
    }
    const sequence = Number(row.last_number);
    await this.warn(tx, row, sequence);
    return {
      number: numberOf(row, sequence),
      number_series_id: row.id,
      number_sequence: row.last_number,
      number_year: row.year,
    };
  }

  /** Once, by the number that crosses the line. */
  private async warn(tx: Tx, series: SeriesRow, sequence: number): Promise<void> {
    const max = series.max_number === null ? null : Number(series.max_number);
    if (!isRunningOut(sequence, max) || isRunningOut(sequence - 1, max)) return;
    await this.events.publish<NumberSeriesRunningOut>(tx, {
      type: 'documents.number_series_running_out',
      number_series_id: series.id,
      key: series.key,
      last_number: sequence,
      max_number: max!,
    });
  }
}
