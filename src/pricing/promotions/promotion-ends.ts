import { query, type Queryable } from '../../common/database/statement.js';

/** `p` has ended by the clock of every location where it holds: in the last of them, where it holds everywhere. */
const IS_OVER = `
  p.ends_at IS NOT NULL AND NOT EXISTS (
    SELECT FROM locations l
    WHERE p.ends_at >= $1::timestamptz AT TIME ZONE l.time_zone
      AND (NOT EXISTS (SELECT FROM promotion_locations x WHERE x.promotion_id = p.id)
        OR EXISTS (SELECT FROM promotion_locations x WHERE x.promotion_id = p.id AND x.location_id = l.id)))`;

const OVER = `SELECT FROM promotions p WHERE p.id = $2::uuid AND ${IS_OVER}`;

// The rough bound lets the index find candidates: no clock is more than a day from UTC's.
const END = `
  UPDATE promotions p SET is_active = false, version = p.version + 1, updated_at = $1::timestamptz
  WHERE p.is_active AND p.ends_at < $1::timestamptz AT TIME ZONE 'UTC' + interval '1 day' AND ${IS_OVER}
  RETURNING p.id, p.name`;

export async function isOver(db: Queryable, id: string, at: Date): Promise<boolean> {
  return (await query(db, OVER, [at, id])).length > 0;
}

/** Switches off every promotion that has ended; answers which. One statement. */
export function endPromotions(db: Queryable, at: Date): Promise<{ id: string; name: string }[]> {
  return query<{ id: string; name: string }>(db, END, [at]);
}
