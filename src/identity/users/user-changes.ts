import { Injectable } from '@nestjs/common';
import type { DeepPartial } from 'typeorm';
import { AuditTrail, type AuditEntry } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { query, queryOne } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../../common/database/update-versioned.js';
import { LastAdministrator, UserAnonymised } from '../identity.errors.js';
import { assertNotAbove } from '../roles/grants.js';
import { permissionsOf } from '../roles/permission-sets.js';
import { SYSTEM_ROLES } from '../roles/system-roles.js';
import { Sessions } from '../sessions/sessions.js';
import { takenField, UserAccounts } from './user-accounts.js';
import { User } from './user.entity.js';
import { userById, type UserRow } from './user-row.js';

/** One change of one user by somebody else. */
export interface UserChange {
  id: string;
  version?: number;
  caller: Caller;
  action: string;
}

const ROLE_PERMISSIONS = `SELECT permissions::text AS permissions FROM roles WHERE id = $1`;

/** The rules that every change of a user by another passes. */
@Injectable()
export class UserChanges {
  constructor(
    private readonly accounts: UserAccounts,
    private readonly sessions: Sessions,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Locks the user for a change. Throws USER_NOT_FOUND, StaleVersion, UserAnonymised, and ExceedsOwnPermissions:
   * setting somebody's password or email is as good as being them.
   */
  async lock(tx: Tx, { id, version, caller }: UserChange): Promise<User> {
    const user = await lockVersioned(tx, { entity: User, what: 'user', id, expectedVersion: version });
    if (user.anonymised_at !== null) throw new UserAnonymised();
    const role = await queryOne<{ permissions: string }>(tx, ROLE_PERMISSIONS, [user.role_id]);
    assertNotAbove(caller.actor, 'user', permissionsOf(role.permissions));
    return user;
  }

  /** Throws LastAdministrator when the user is the only one who still administers. */
  async assertDispensable(tx: Tx, user: User): Promise<void> {
    if (user.role_id !== SYSTEM_ROLES.admin || !user.is_active) return;
    if (!(await this.accounts.hasAdministrator(tx, user.id))) throw new LastAdministrator();
  }

  /**
   * Applies a change with all its rules and logs it. A new password or a deactivation ends the user's sessions.
   * Locks: the user, then (for an administrator) the administrators' lock.
   */
  async apply(tx: Tx, change: UserChange, patch: DeepPartial<User>): Promise<UserRow> {
    const { id, caller } = change;
    const user = await this.lock(tx, change);
    const staysAdministrator =
      (patch.role_id ?? user.role_id) === SYSTEM_ROLES.admin && patch.is_active !== false;
    if (!staysAdministrator) await this.assertDispensable(tx, user);
    const before = await userById(tx, id);
    await updateVersioned(tx, { entity: User, what: 'user', id }, patch).catch((error: unknown) => {
      throw takenField(error, { username: patch.username, email: patch.email });
    });
    const hasNewPassword = patch.password_hash !== undefined;
    if (hasNewPassword || patch.is_active === false) await this.sessions.endAll(tx, id);
    const after = await userById(tx, id);
    const subject = { subject_type: 'user', subject_id: id };
    const entries: AuditEntry[] = [{ ...subject, action: change.action, before, after }];
    if (hasNewPassword) entries.push({ ...subject, action: 'user.password_reset' });
    await this.audit.recordMany(tx, caller, entries);
    return after;
  }

  /** Ends whatever acts for the user. */
  async disarm(tx: Tx, userId: string): Promise<void> {
    await this.sessions.endAll(tx, userId);
    await query(tx, `UPDATE api_keys SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL`, [
      userId,
    ]);
  }
}
