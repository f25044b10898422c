import { query, queryOne } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { InvalidField } from '../../common/errors/domain-error.js';

// NO KEY: everybody who changes a location's registers takes turns, while sales may go on referring to the location.
const LOCK_LOCATION = `
  SELECT id FROM locations
  WHERE id = coalesce($1::uuid, (SELECT id FROM locations WHERE is_default)) AND type <> 'transit'
  FOR NO KEY UPDATE`;

const STEP_DOWN = `
  UPDATE registers SET is_default = false, version = version + 1, updated_at = now()
  WHERE location_id = $1::uuid AND is_default AND id <> $2::uuid
  RETURNING id`;

/** Locks a location (the default one when no id is given) before any of its registers, and answers its id. */
export async function lockLocation(tx: Tx, location_id: string | undefined): Promise<string> {
  const [row] = await query<{ id: string } | undefined>(tx, LOCK_LOCATION, [location_id ?? null]);
  if (row === undefined)
    throw new InvalidField('location_id', 'LOCATION_NOT_FOUND', 'There is no such location.');
  return row.id;
}

export async function hasDefaultRegister(tx: Tx, location_id: string): Promise<boolean> {
  const text = `SELECT EXISTS (SELECT 1 FROM registers WHERE location_id = $1::uuid AND is_default) AS has_default`;
  return (await queryOne<{ has_default: boolean }>(tx, text, [location_id])).has_default;
}

/** Takes the default away from whichever register of the location has it, unless that is the heir. */
export async function vacateDefaultRegister(
  tx: Tx,
  heir: { id: string; location_id: string },
): Promise<string[]> {
  const rows = await query<{ id: string }>(tx, STEP_DOWN, [heir.location_id, heir.id]);
  return rows.map((row) => row.id);
}
