import { asMoney } from '../../dto/stock-level.response.js';
import { type StockValueResponse } from '../../dto/stock-summary.response.js';
import type { StockValue } from '../stock-period.entity.js';

/** A period as its statements answer it; days and numeric as text. */
export interface StockPeriodRow {
  id: string;
  starts_on: string | null;
  closed_until: string;
  positions: number;
  quantity: string;
  stock_values: StockValue[];
  closed_at: Date;
  closed_by: string;
  reopened_at: Date | null;
  reopened_by: string | null;
  reopen_reason: string | null;
}

export const PERIOD_COLUMNS = `id, starts_on::text AS starts_on, closed_until::text AS closed_until, positions, quantity,
  stock_values, closed_at, closed_by, reopened_at, reopened_by, reopen_reason`;

/** Business days whose stock is final: nothing is posted into them any more, unless they were reopened. */
export class StockPeriodResponse {
  /** @example 01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a11 */
  id: string;
  /**
   * The day after the period closed before; null for the first.
   * @example 2026-10-01
   */
  starts_on: string | null;
  /** @example 2026-10-31 */
  closed_until: string;
  /**
   * How many products at how many locations were not at nothing.
   * @example 118
   */
  positions: number;
  /**
   * On hand at the end of the last day: units of every kind together.
   * @example 4211.5
   */
  quantity: number;
  /** What that cost; only with costs:read. One for each currency that locations keep their books in. */
  stock_values?: StockValueResponse[];
  closed_at: Date;
  closed_by: string;
  /** Null as long as the period is closed. */
  reopened_at: Date | null;
  reopened_by: string | null;
  /** @example Invoice of October came late */
  reopen_reason: string | null;

  static from(row: StockPeriodRow, canSeeCosts: boolean): StockPeriodResponse {
    const { stock_values, quantity, ...rest } = row;
    const amounts = stock_values.map(({ currency, value }) => ({
      currency,
      amount: asMoney(value, currency),
    }));
    return { ...rest, quantity: Number(quantity), ...(canSeeCosts ? { stock_values: amounts } : {}) };
  }
}
