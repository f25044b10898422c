import { hasSqlState } from '../common/database/sql-state.js';

const FOREIGN_KEY_VIOLATION = '23503';

/**
 * Runs a transaction that checks what it refers to before it writes. Where such a row was deleted between the check
 * and the write, it runs once more, and the check names it.
 */
export async function onceMoreIfGone<T>(transaction: () => Promise<T>): Promise<T> {
  try {
    return await transaction();
  } catch (error) {
    if (!hasSqlState(error, FOREIGN_KEY_VIOLATION)) throw error;
    return transaction();
  }
}
