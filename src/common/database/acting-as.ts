import { query } from './statement.js';
import type { Tx } from './tx.js';

/** Tells the triggers that write histories who acts in this transaction; without it they note nobody. */
export async function actingAs(tx: Tx, actorId: string): Promise<void> {
  await query(tx, `SELECT set_config('opentill.actor_id', $1::text, true)`, [actorId]);
}
