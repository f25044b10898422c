import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail, type AuditEntry, type AuditSource } from '../../audit/index.js';
import type { Actor } from '../../common/auth/actor.js';
import { query } from '../../common/database/statement.js';
import { runInTransaction } from '../../common/database/tx.js';
import { permissionsOf } from '../roles/permission-sets.js';
import { LoginLockout } from './login-lockout.js';
import { Passwords } from './passwords.js';

/** Somebody whose password was right a moment ago, and the hash that it matched. */
export interface Verified {
  actor: Actor;
  password_hash: string;
}

// An inactive user is as unknown as one who never was.
const FIND = `
  SELECT u.id, u.username, u.password_hash, r.name AS role, r.permissions::text AS permissions
  FROM users u JOIN roles r ON r.id = u.role_id WHERE lower(u.username) = lower($1) AND u.is_active`;

type UserRow = Record<'id' | 'username' | 'password_hash' | 'role' | 'permissions', string>;

/** Checks a username and password. Whoever asks cannot tell an unknown user from a wrong password, nor by time. */
@Injectable()
export class CredentialCheck {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly passwords: Passwords,
    private readonly lockout: LoginLockout,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * The user, or undefined when the credentials are wrong, which is then counted and logged. Throws LoginLocked.
   * Whoever acts on the answer must still pass `LoginLockout.clear` in its transaction.
   */
  async verify(username: string, password: string, source: AuditSource): Promise<Verified | undefined> {
    await this.lockout.assertOpen(this.dataSource, username);
    const [user] = await query<UserRow>(this.dataSource, FIND, [username]);
    const isRight = await this.passwords.matches(password, user?.password_hash ?? null);
    if (user !== undefined && isRight) {
      const { password_hash, permissions, ...who } = user;
      return { password_hash, actor: { ...who, permissions: permissionsOf(permissions) } };
    }
    await this.recordFailure(username, source);
    return undefined;
  }

  private async recordFailure(username: string, source: AuditSource): Promise<void> {
    await runInTransaction(this.dataSource, async (tx) => {
      const { failures, is_locked } = await this.lockout.count(tx, username);
      const subject = { subject_type: 'login', subject_id: username.toLowerCase() };
      const entries: AuditEntry[] = [{ ...subject, action: 'login.failed', after: { failures } }];
      if (is_locked) entries.push({ ...subject, action: 'login.locked' });
      await this.audit.recordMany(tx, source, entries);
    });
  }
}
