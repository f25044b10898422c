import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { deletedUnlessReferenced } from '../../common/database/still-referenced.js';
import { query } from '../../common/database/statement.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { NO_PASSWORD } from '../auth/passwords.js';
import { UserChanges } from './user-changes.js';
import { User } from './user.entity.js';
import type { UserRow } from './user-row.js';

// The random end of the id keeps the name unique and within its 20 characters.
const ANONYMISE = `
  UPDATE users SET
    username = 'deleted_' || right(id::text, 12), password_hash = $2, email = NULL, full_name = NULL,
    phone_number = NULL, last_login_at = NULL, is_active = false, anonymised_at = now(),
    version = version + 1, updated_at = now()
  WHERE id = $1`;

/** Letting users in and out. */
@Injectable()
export class UserLifecycleService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly changes: UserChanges,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws ExceedsOwnPermissions and UserAnonymised. */
  activate(id: string, caller: Caller, version?: number): Promise<UserRow> {
    const change = { id, version, caller, action: 'user.activated' };
    return runInTransaction(this.dataSource, (tx) => this.changes.apply(tx, change, { is_active: true }));
  }

  /** The user's tokens and API keys stop at once. Throws ExceedsOwnPermissions, LastAdministrator, UserAnonymised. */
  deactivate(id: string, caller: Caller, version?: number): Promise<UserRow> {
    const change = { id, version, caller, action: 'user.deactivated' };
    return runInTransaction(this.dataSource, (tx) => this.changes.apply(tx, change, { is_active: false }));
  }

  /**
   * Deletes the user, or, when documents refer to it, deactivates it and forgets who it was. Throws
   * ExceedsOwnPermissions, LastAdministrator and UserAnonymised.
   */
  async remove(id: string, caller: Caller, version?: number): Promise<void> {
    await runInTransaction(this.dataSource, async (tx) => {
      const user = await this.changes.lock(tx, { id, version, caller, action: 'user.deleted' });
      await this.changes.assertDispensable(tx, user);
      const isGone = await deletedUnlessReferenced(tx, (inner) => inner.delete(User, { id }));
      if (!isGone) await this.anonymise(tx, id);
      // What the log keeps for ever must not repeat what was just forgotten.
      const action = isGone ? 'user.deleted' : 'user.anonymised';
      await this.audit.record(tx, caller, { action, subject_type: 'user', subject_id: id });
    });
  }

  private async anonymise(tx: Tx, id: string): Promise<void> {
    await this.changes.disarm(tx, id);
    await query(tx, ANONYMISE, [id, NO_PASSWORD]);
    await query(tx, `UPDATE employees SET user_id = NULL, version = version + 1 WHERE user_id = $1`, [id]);
  }
}
