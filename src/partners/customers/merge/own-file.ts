import { query } from '../../../common/database/statement.js';
import type { Tx } from '../../../common/database/tx.js';

// Of two sites with one name, the one that moves is told apart by its id; there is one primary site at most.
const MOVE_SITES = `
  UPDATE customer_sites s
  SET customer_id = $2::uuid, version = s.version + 1, updated_at = now(),
      is_primary = s.is_primary AND NOT EXISTS (
        SELECT FROM customer_sites own WHERE own.customer_id = $2::uuid AND own.is_primary),
      name = CASE WHEN own.id IS NULL THEN s.name ELSE left(s.name, 160) || ' ' || s.id END
  FROM customer_sites moving LEFT JOIN customer_sites own ON own.customer_id = $2::uuid AND own.name = moving.name
  WHERE moving.id = s.id AND s.customer_id = $1::uuid`;

const MOVE_DAYS = `
  UPDATE customer_days d SET customer_id = $2::uuid
  WHERE d.customer_id = $1::uuid
    AND NOT EXISTS (SELECT FROM customer_days own WHERE own.customer_id = $2::uuid AND own.day = d.day)`;

const FORGET_DAYS = `DELETE FROM customer_days WHERE customer_id = $1::uuid`;

/** Moves what partners itself keeps: sites, and the days on which the other has nothing planned yet. */
export async function moveOwnFile(tx: Tx, from_id: string, to_id: string): Promise<void> {
  await query(tx, MOVE_SITES, [from_id, to_id]);
  await query(tx, MOVE_DAYS, [from_id, to_id]);
  await query(tx, FORGET_DAYS, [from_id]);
}

export async function eraseOwnFile(tx: Tx, ids: readonly string[]): Promise<void> {
  await query(tx, `DELETE FROM customer_sites WHERE customer_id = ANY($1::uuid[])`, [ids]);
  await query(tx, `DELETE FROM customer_days WHERE customer_id = ANY($1::uuid[])`, [ids]);
}
