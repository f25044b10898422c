import { isRunningOut, nextInYear, numberOf } from '../domain/number-format.js';
import type { NumberSeries } from '../entities/number-series.entity.js';

export class NumberSeriesResponse {
  /** @example 01930000-0000-7000-8000-000000000051 */
  id: string;
  /** @example receipt:01900000-0000-7000-8000-000000000111 */
  key: string;
  /**
   * Code of the document type that it numbers; null for receipts and the like.
   * @example null
   */
  type: string | null;
  /** Null for all locations. */
  location_id: string | null;
  /** Null for all users. */
  user_id: string | null;
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
  /** Whether its numbers are drawn on issue only and without gaps. */
  is_fiscal: boolean;
  reset_yearly: boolean;
  /**
   * The year that is being counted, where counting starts again every year.
   * @example 2026
   */
  year: number | null;
  is_active: boolean;
  /**
   * What the next document will be numbered, if nothing comes between; null when no number is left.
   * @example MAIN-POS1-00000042
   */
  next_number: string | null;
  /** True once nine tenths of the numbers are gone. */
  is_running_out: boolean;
  version: number;
  created_at: Date;
  updated_at: Date;

  /** As it is in a year: where counting starts again, a year that has turned counts already. */
  static in(this: void, year: number, series: NumberSeries): NumberSeriesResponse {
    const response = new NumberSeriesResponse();
    const max = series.max_number === null ? null : Number(series.max_number);
    const next = nextInYear({ ...series, last_number: Number(series.last_number), max_number: max }, year);
    response.id = series.id;
    response.key = series.key;
    response.type = series.type_code;
    response.location_id = series.location_id;
    response.user_id = series.user_id;
    response.prefix = series.prefix;
    response.digits = series.digits;
    response.last_number = Number(series.last_number);
    response.max_number = max;
    response.is_fiscal = series.is_fiscal;
    response.reset_yearly = series.reset_yearly;
    response.year = series.year;
    response.is_active = series.is_active;
    response.next_number = next === null ? null : numberOf({ ...series, year: next.year }, next.sequence);
    response.is_running_out = next === null || isRunningOut(next.sequence - 1, max);
    response.version = series.version;
    response.created_at = series.created_at;
    response.updated_at = series.updated_at;
    return response;
  }
}
