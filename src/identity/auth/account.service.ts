import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { query } from '../../common/database/statement.js';
import { runInTransaction } from '../../common/database/tx.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import { NoSession } from '../identity.errors.js';
import { Sessions } from '../sessions/sessions.js';
import type { ChangePasswordDto } from './dto/change-password.dto.js';
import { CredentialCheck } from './credential-check.js';
import { LoginLockout } from './login-lockout.js';
import { Passwords } from './passwords.js';

const CHANGE_PASSWORD = `
  UPDATE users SET password_hash = $3, version = version + 1, updated_at = now()
  WHERE id = $1 AND password_hash = $2 RETURNING id`;

/** What people do to their own sign-in. */
@Injectable()
export class AccountService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly credentials: CredentialCheck,
    private readonly lockout: LoginLockout,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly audit: AuditTrail,
  ) {}

  /** Ends the caller's session. Throws NoSession for an API key. */
  async logout(caller: Caller): Promise<void> {
    const { session_id } = caller.actor;
    if (session_id === undefined) throw new NoSession();
    const subject = { subject_type: 'session', subject_id: session_id };
    await runInTransaction(this.dataSource, async (tx) => {
      await this.sessions.end(tx, session_id);
      await this.audit.record(tx, caller, { ...subject, action: 'session.ended' });
    });
  }

  /**
   * Changes the caller's password and ends the caller's other sessions. A wrong current password counts like one at
   * login, so that a stolen session cannot try them all. Throws WRONG_PASSWORD and LoginLocked.
   */
  async changePassword({ current_password, new_password }: ChangePasswordDto, caller: Caller): Promise<void> {
    const { id, username, session_id } = caller.actor;
    const verified = await this.credentials.verify(username, current_password, caller);
    const refuse = (): never => {
      throw new InvalidField('current_password', 'WRONG_PASSWORD', 'current_password is wrong.');
    };
    if (verified === undefined) return refuse();
    const newHash = await this.passwords.hash(new_password);
    await runInTransaction(this.dataSource, async (tx) => {
      await this.lockout.clear(tx, username);
      const changed = await query(tx, CHANGE_PASSWORD, [id, verified.password_hash, newHash]);
      if (changed.length === 0) refuse();
      await this.sessions.endAll(tx, id, session_id);
      const subject = { subject_type: 'user', subject_id: id };
      await this.audit.record(tx, caller, { ...subject, action: 'user.password_changed' });
    });
  }
}
