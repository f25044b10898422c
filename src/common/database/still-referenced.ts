import { isStillReferenced } from './sql-state.js';
import type { Tx } from './tx.js';

/**
 * Runs a deletion behind a savepoint. True when it was done; false, with everything as before, when another table
 * still refers to the row. Whoever adds a foreign key later is covered without telling us.
 */
export async function deletedUnlessReferenced(
  tx: Tx,
  remove: (inner: Tx) => Promise<unknown>,
): Promise<boolean> {
  try {
    await tx.transaction(remove);
    return true;
  } catch (error) {
    if (isStillReferenced(error)) return false;
    throw error;
  }
}
