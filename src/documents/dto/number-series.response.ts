import { numberOf } from '../domain/number-format.js';
import type { NumberSeries } from '../entities/number-series.entity.js';

export class NumberSeriesResponse {
  /** @example 01930000-0000-7000-8000-000000000051 */
  id: string;
  /** @example receipt:01900000-0000-7000-8000-000000000111 */
  key: string;
  /** @example MAIN-POS1- */
  prefix: string;
  /** @example 8 */
  digits: number;
  /**
   * The last number issued; 0 when none was.
   * @example 41
   */
  last_number: number;
  /**
   * The last number that may be issued; null when there is none.
   * @example 99999999
   */
  max_number: number | null;
  /**
   * What the next document will be numbered, if nothing comes between.
   * @example MAIN-POS1-00000042
   */
  next_number: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(this: void, series: NumberSeries): NumberSeriesResponse {
    const response = new NumberSeriesResponse();
    response.id = series.id;
    response.key = series.key;
    response.prefix = series.prefix;
    response.digits = series.digits;
    response.last_number = Number(series.last_number);
    response.max_number = series.max_number === null ? null : Number(series.max_number);
    const isExhausted = response.max_number !== null && response.last_number >= response.max_number;
    response.next_number = isExhausted ? null : numberOf(series, response.last_number + 1);
    response.version = series.version;
    response.created_at = series.created_at;
    response.updated_at = series.updated_at;
    return response;
  }
}
