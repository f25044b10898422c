import type { DataSource } from 'typeorm';
import type { Tx } from '../common/database/tx.js';

/** Runs a report on one snapshot, so that its parts agree, in a transaction that cannot write. */
export function readOnly<T>(dataSource: DataSource, work: (tx: Tx) => Promise<T>): Promise<T> {
  return dataSource.transaction('REPEATABLE READ', async (tx) => {
    await tx.query('SET TRANSACTION READ ONLY');
    return work(tx);
  });
}
