import { queryOne, query } from '../common/database/statement.js';
import type { Tx } from '../common/database/tx.js';

const LOCK = `SELECT pg_advisory_xact_lock(hashtext('locations.default'))`;

const STEP_DOWN = `
  UPDATE locations SET is_default = false, version = version + 1, updated_at = now()
  WHERE is_default AND id <> $1::uuid
  RETURNING id`;

/**
 * Takes the default away from whichever location has it, unless that is `heir`, which becomes the default next in
 * the same transaction. Answers the ids it was taken from. Lock: one advisory lock for all who move the default,
 * before any row, because two of them would otherwise each see the old default only and collide.
 */
export async function vacateDefault(tx: Tx, heir: string): Promise<string[]> {
  await queryOne(tx, LOCK);
  const rows = await query<{ id: string }>(tx, STEP_DOWN, [heir]);
  return rows.map((row) => row.id);
}
