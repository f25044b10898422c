import { query, queryOne } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';

export interface LastPeriod {
  id: string;
  closed_until: string;
}

const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('stock_periods', 0))::text`;

const LAST = `
  SELECT id, closed_until::text AS closed_until FROM stock_periods WHERE reopened_at IS NULL
  ORDER BY closed_until DESC LIMIT 1`;

/** The last closed period, under a lock that lets one caller at a time close or reopen, until commit. */
export async function lockLastPeriod(tx: Tx): Promise<LastPeriod | undefined> {
  await queryOne(tx, LOCK);
  const [last] = await query<LastPeriod>(tx, LAST);
  return last;
}
