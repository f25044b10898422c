import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { SettingsReader } from '../../settings/index.js';
import { LoginLocked } from '../identity.errors.js';

const KEY = `left(lower($1), 100)`;
const SECONDS_LEFT = `greatest(0, ceil(extract(epoch FROM locked_until - now())))::int AS seconds_left`;

const LOOK = `SELECT ${SECONDS_LEFT} FROM login_failures WHERE username = ${KEY}`;
const LOCK = `${LOOK} FOR UPDATE`;

const LOCK_SPAN = `make_interval(mins => $3::int)`;
// An expired lock, or a last failure long ago, starts the count again.
const GOES_ON = `f.locked_until IS NULL AND f.last_failed_at > now() - ${LOCK_SPAN}`;
const FAILURES = `CASE WHEN ${GOES_ON} THEN f.failures + 1 ELSE 1 END`;

// While a lock holds nothing is counted, and no row comes back.
const COUNT = `
  INSERT INTO login_failures AS f (username, failures, last_failed_at, locked_until)
  VALUES (${KEY}, 1, now(), CASE WHEN $2::int <= 1 THEN now() + ${LOCK_SPAN} END)
  ON CONFLICT (username) DO UPDATE SET
    failures = ${FAILURES},
    last_failed_at = now(),
    locked_until = CASE WHEN ${FAILURES} >= $2::int THEN now() + ${LOCK_SPAN} END
  WHERE f.locked_until IS NULL OR f.locked_until <= now()
  RETURNING failures, locked_until IS NOT NULL AS is_locked`;

interface Counted {
  failures: number;
  is_locked: boolean;
}

/** Counts wrong passwords by username, known or not, and locks the name for a while after too many. */
@Injectable()
export class LoginLockout {
  constructor(private readonly settings: SettingsReader) {}

  /** Throws LoginLocked. */
  async assertOpen(db: Queryable, username: string): Promise<void> {
    const [row] = await query<{ seconds_left: number | null }>(db, LOOK, [username]);
    if (row?.seconds_left) throw new LoginLocked(row.seconds_left);
  }

  /**
   * Counts one wrong password. Throws LoginLocked when others locked the name meanwhile: of many attempts sent at
   * once, only as many as the limit allows learn that they were wrong.
   */
  async count(tx: Tx, username: string): Promise<Counted> {
    const limits = await this.settings.getMany(['auth.max_failed_logins', 'auth.lockout_minutes'], tx);
    const values = [username, limits['auth.max_failed_logins'], limits['auth.lockout_minutes']];
    const [counted] = await query<Counted>(tx, COUNT, values);
    if (counted !== undefined) return counted;
    await this.assertOpen(tx, username);
    throw new LoginLocked(1);
  }

  /** Forgets the failures after a right password. Throws LoginLocked when the name was locked meanwhile. */
  async clear(tx: Tx, username: string): Promise<void> {
    const [row] = await query<{ seconds_left: number | null }>(tx, LOCK, [username]);
    if (row?.seconds_left) throw new LoginLocked(row.seconds_left);
    if (row !== undefined) await query(tx, `DELETE FROM login_failures WHERE username = ${KEY}`, [username]);
  }
}
