import { isStillReferenced } from '../common/database/sql-state.js';
import { deletedUnlessReferenced } from '../common/database/still-referenced.js';
import { query } from '../common/database/statement.js';
import type { Tx } from '../common/database/tx.js';

async function deleteWithRegisters(tx: Tx, id: string): Promise<void> {
  await query(tx, `DELETE FROM registers WHERE location_id = $1::uuid`, [id]);
  await query(tx, `DELETE FROM locations WHERE id = $1::uuid`, [id]);
}

/** Deletes a location and its registers; false, and nothing deleted, when other tables refer to any of them. */
export function removeLocation(tx: Tx, id: string): Promise<boolean> {
  return deletedUnlessReferenced(tx, (inner) => deleteWithRegisters(inner, id));
}

class NotReferenced extends Error {}

/** Whether any table refers to a location or its registers: asks the foreign keys, by a deletion that is undone. */
export async function isReferenced(tx: Tx, id: string): Promise<boolean> {
  try {
    await tx.transaction(async (inner) => {
      await deleteWithRegisters(inner, id);
      throw new NotReferenced();
    });
    return false;
  } catch (error) {
    if (error instanceof NotReferenced) return false;
    if (isStillReferenced(error)) return true;
    throw error;
  }
}
