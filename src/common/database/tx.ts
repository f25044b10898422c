import { setTimeout } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { hasSqlState } from './sql-state.js';

/** An open transaction. Whoever writes on behalf of another context takes one first. */
export type Tx = EntityManager;

const DEADLOCK = '40P01';
const SERIALIZATION_FAILURE = '40001';
const RETRY_PAUSE_MS = 20;

/**
 * Runs `work` in one transaction and commits it. A deadlock or serialization failure restarts the *whole*
 * transaction (after 40P01 every further statement of the old one fails with 25P02), so `work` must be
 * re-runnable: no network, no clock but `Clock`, nothing but `tx`.
 */
export async function runInTransaction<T>(
  dataSource: DataSource,
  work: (tx: Tx) => Promise<T>,
  attempts = 5,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await dataSource.transaction(work);
    } catch (error) {
      if (attempt >= attempts || !hasSqlState(error, DEADLOCK, SERIALIZATION_FAILURE)) throw error;
      // Those that met in a deadlock would meet again if they all came back at once.
      await setTimeout(Math.random() * RETRY_PAUSE_MS * attempt);
    }
  }
}
