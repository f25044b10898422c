import { hasSqlState } from '../../common/database/sql-state.js';
import { query, queryOne } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { PERIOD_COLUMNS, type StockPeriodRow } from './dto/stock-period.response.js';
import type { LastPeriod } from './last-period.js';
import { StockIsBusy } from './period.errors.js';

const LOCK_NOT_AVAILABLE = '55P03';

// What was recorded before it has been committed: no transaction lasts an hour.
const SETTLED = `SELECT stock_id_floor(clock_timestamp() - interval '1 hour') AS settled`;

const IN_PERIOD = `business_date <= $2::date AND ($3::date IS NULL OR business_date > $3::date)`;

const ADD_UP = `
  INSERT INTO stock_period_positions (period_id, product_id, location_id, quantity, value)
  SELECT $1::uuid, product_id, location_id, sum(quantity), sum(value)
  FROM (
    SELECT product_id, location_id, quantity, value FROM stock_period_positions WHERE period_id = $4::uuid
    UNION ALL
    SELECT product_id, location_id, quantity, value FROM stock_movements WHERE ${IN_PERIOD} AND id < $5::uuid
  ) held
  GROUP BY product_id, location_id HAVING sum(quantity) <> 0 OR sum(value) <> 0`;

const ADD_LATEST = `
  INSERT INTO stock_period_positions AS p (period_id, product_id, location_id, quantity, value)
  SELECT $1::uuid, product_id, location_id, sum(quantity), sum(value)
  FROM stock_movements WHERE ${IN_PERIOD} AND id >= $4::uuid
  GROUP BY product_id, location_id
  ON CONFLICT (period_id, product_id, location_id)
    DO UPDATE SET quantity = p.quantity + excluded.quantity, value = p.value + excluded.value`;

const TOTAL = `
  WITH position AS (
    SELECT p.quantity, p.value, l.currency FROM stock_period_positions p JOIN locations l ON l.id = p.location_id
    WHERE p.period_id = $1::uuid AND (p.quantity <> 0 OR p.value <> 0)),
  worth AS (SELECT currency, sum(value)::text AS value FROM position GROUP BY currency)
  UPDATE stock_periods SET positions = (SELECT count(*) FROM position),
    quantity = (SELECT coalesce(sum(quantity), 0) FROM position),
    stock_values = (
      SELECT coalesce(jsonb_agg(jsonb_build_object('currency', currency, 'value', value) ORDER BY currency), '[]') FROM worth)
  WHERE id = $1::uuid RETURNING ${PERIOD_COLUMNS}`;

/** Waits for postings that are under way and lets no other begin, until commit; not for long. Throws StockIsBusy. */
async function holdPostings(tx: Tx): Promise<void> {
  await query(tx, `SET LOCAL lock_timeout = '2s'`);
  try {
    await query(tx, `LOCK TABLE ONLY stock_movements IN SHARE ROW EXCLUSIVE MODE`);
  } catch (error) {
    throw hasSqlState(error, LOCK_NOT_AVAILABLE) ? new StockIsBusy() : error;
  }
  await query(tx, `SET LOCAL lock_timeout = DEFAULT`);
}

/**
 * Freezes the stock at the end of a period: the figures of the one before and what was posted since. Nearly all of it is
 * added up while everybody goes on posting; only what came in the last hour is added under the lock, in milliseconds.
 */
export async function freezeFigures(
  tx: Tx,
  period: { id: string; until: string },
  before: LastPeriod | undefined,
): Promise<StockPeriodRow> {
  await query(tx, `SET LOCAL statement_timeout = 0`);
  const { settled } = await queryOne<{ settled: string }>(tx, SETTLED);
  const days = [period.id, period.until, before?.closed_until ?? null];
  await query(tx, ADD_UP, [...days, before?.id ?? null, settled]);
  await holdPostings(tx);
  await query(tx, ADD_LATEST, [...days, settled]);
  return queryOne<StockPeriodRow>(tx, TOTAL, [period.id]);
}
