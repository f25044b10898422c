import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { query, queryOne } from '../../common/database/statement.js';
import { isDay } from '../../common/http/validation/day-or-instant.js';
import { asOfBounds, RECORDED_EARLY, type AsOf } from './as-of.js';
import { HIGHEST_ID, idFloor, LOWEST_ID } from './id-floor.js';
import { OFF_CLOCK } from './off-clock.sql.js';

/** A product at a location. */
export interface Position {
  product_id: string;
  location_id: string;
}

/** What a position held; numeric as text, exact. */
export interface PositionAsOf extends Position {
  on_hand: string;
  stock_value: string;
}

// The plan is kept as it is: planning for the partitions of years takes ten times as long as reading from them.
const LATEST_SNAPSHOT = `
  SELECT set_config('plan_cache_mode', 'force_generic_plan', true), max(taken_at) AS taken_at
  FROM stock_snapshots WHERE taken_at <= $1::timestamptz`;

const MOVED = 'm.id, m.product_id, m.location_id, m.quantity, m.value, m.occurred_at, m.business_date';

/**
 * The snapshot, and what differs from it: movements that count and are not in it, less those that are in it and do not
 * count. They are looked for where usual movements can be, by id, and among the unusual ones everywhere.
 */
export const AS_OF = `
  WITH asked AS MATERIALIZED (
    SELECT u.product_id, u.location_id, CASE
        WHEN $6::date IS NOT NULL THEN stock_id_floor(($6::date + 1)::timestamp AT TIME ZONE l.time_zone)
        ELSE $10::uuid END AS unknown_from
    FROM unnest($1::uuid[], $2::uuid[]) AS u(product_id, location_id) JOIN locations l ON l.id = u.location_id),
  looked_at AS (
    SELECT ${MOVED} FROM stock_movements m
    WHERE m.product_id = ANY ($1::uuid[]) AND m.id >= $8::uuid AND m.id < $9::uuid
    UNION ALL
    SELECT ${MOVED} FROM stock_movements m
    WHERE m.product_id = ANY ($1::uuid[]) AND ${OFF_CLOCK} AND (m.id < $8::uuid OR (m.id >= $9::uuid AND m.id < $10::uuid))),
  differing AS (
    SELECT m.product_id, m.location_id, sum(m.quantity * w.times) AS quantity, sum(m.value * w.times) AS value
    FROM looked_at m JOIN asked a ON a.product_id = m.product_id AND a.location_id = m.location_id,
      LATERAL (SELECT
        (m.id < a.unknown_from AND CASE WHEN $4::date IS NOT NULL THEN m.business_date <= $4::date
          ELSE m.occurred_at <= $3::timestamptz END)::int
        - (m.id < $7::uuid AND m.occurred_at < $5::timestamptz)::int AS times) w
    WHERE w.times <> 0
    GROUP BY m.product_id, m.location_id)
  SELECT a.product_id, a.location_id, coalesce(p.quantity, 0) + coalesce(d.quantity, 0) AS on_hand,
    coalesce(p.value, 0) + coalesce(d.value, 0) AS stock_value
  FROM asked a
    LEFT JOIN stock_snapshot_positions p
      ON p.taken_at = $5::timestamptz AND p.product_id = a.product_id AND p.location_id = a.location_id
    LEFT JOIN differing d ON d.product_id = a.product_id AND d.location_id = a.location_id`;

/** What the statement is asked with, given the snapshot to start from; without one, everything is added up. */
export function asOfValues(positions: readonly Position[], asOf: AsOf, snapshot: Date | null): unknown[] {
  const { none_from, unknown_from } = asOfBounds(asOf);
  const { at, known_at } = asOf;
  const day = (moment: string | null): string | null => (moment !== null && isDay(moment) ? moment : null);
  return [
    positions.map(({ product_id }) => product_id),
    positions.map(({ location_id }) => location_id),
    isDay(at) ? null : at,
    day(at),
    snapshot,
    day(known_at),
    snapshot === null ? LOWEST_ID : idFloor(snapshot),
    snapshot === null ? LOWEST_ID : idFloor(new Date(snapshot.getTime() - RECORDED_EARLY)),
    idFloor(none_from),
    unknown_from === null ? HIGHEST_ID : idFloor(unknown_from),
  ];
}

/** Stock and its value at any instant, as it was known at any other. */
@Injectable()
export class StockAsOf {
  /** Exact, with or without snapshots. Two statements in one transaction, however many positions. */
  async of(dataSource: DataSource, positions: readonly Position[], asOf: AsOf): Promise<PositionAsOf[]> {
    if (positions.length === 0) return [];
    const { all_before } = asOfBounds(asOf);
    return dataSource.transaction('REPEATABLE READ', async (tx) => {
      const { taken_at } = await queryOne<{ taken_at: Date | null }>(tx, LATEST_SNAPSHOT, [all_before]);
      return query<PositionAsOf>(tx, AS_OF, asOfValues(positions, asOf, taken_at));
    });
  }
}
