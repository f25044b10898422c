import { setTimeout } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { hasSqlState } from './sql-state.js';

/** An open transaction. Whoever writes on behalf of another context takes one first. */
export type Tx = EntityManager;

const DEADLOCK = '40P01';
const SERIALIZATION_FAILURE = '40001';
const RETRY_PAUSE_MS = 20;

const afterCommits = new WeakMap<Tx, (() => void)[]>();

/**
 * Runs `action` in this process once `tx`, opened by runInTransaction, has been committed; never when it is rolled
 * back. A process that dies in between does not run it, so only for what may be missed: counters, caches.
 */
export function afterCommit(tx: Tx, action: () => void): void {
  const actions = afterCommits.get(tx);
  if (actions === undefined) afterCommits.set(tx, [action]);
  else actions.push(action);
}

/** What is committed has succeeded, whatever comes after. */
function runCommitted(action: () => void): void {
  try {
    action();
  } catch (error) {
    new Logger('Database').error({ err: error, msg: 'An action after a commit failed' });
  }
}

async function commit<T>(dataSource: DataSource, work: (tx: Tx) => Promise<T>): Promise<T> {
  let actions: (() => void)[] | undefined;
  const result = await dataSource.transaction(async (tx) => {
    const answer = await work(tx);
    actions = afterCommits.get(tx);
    return answer;
  });
  for (const action of actions ?? []) runCommitted(action);
  return result;
}

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
      return await commit(dataSource, work);
    } catch (error) {
      if (attempt >= attempts || !hasSqlState(error, DEADLOCK, SERIALIZATION_FAILURE)) throw error;
      // Those that met in a deadlock would meet again if they all came back at once.
      await setTimeout(Math.random() * RETRY_PAUSE_MS * attempt);
    }
  }
}
