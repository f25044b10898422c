import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import { query } from '../../common/database/statement.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { InvalidCredentials } from '../identity.errors.js';
import { sentBy, type Client } from '../sessions/client.js';
import { Sessions, type StartedSession } from '../sessions/sessions.js';
import { CredentialCheck, type Verified } from './credential-check.js';
import type { LoginDto } from './dto/login.dto.js';
import { LoginLockout } from './login-lockout.js';
import { Passwords } from './passwords.js';

// Whoever changes the password or deactivates the user meanwhile comes first, and then this finds nobody.
const MARK = `
  UPDATE users SET last_login_at = now(), password_hash = coalesce($3, password_hash)
  WHERE id = $1 AND password_hash = $2 AND is_active RETURNING id`;

@Injectable()
export class LoginUseCase {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly credentials: CredentialCheck,
    private readonly lockout: LoginLockout,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws InvalidCredentials and LoginLocked. */
  async execute({ username, password }: LoginDto, client: Client): Promise<StartedSession> {
    const verified = await this.credentials.verify(username, password, sentBy(null, client));
    if (verified === undefined) throw new InvalidCredentials();
    const renewedHash = await this.renewedHash(password, verified);
    return runInTransaction(this.dataSource, async (tx) => {
      await this.lockout.clear(tx, username);
      await this.mark(tx, verified, renewedHash);
      const session = await this.sessions.start(tx, verified.actor.id, client);
      await this.audit.record(tx, sentBy(verified.actor, client), {
        action: 'login.succeeded',
        subject_type: 'login',
        subject_id: username.toLowerCase(),
      });
      return session;
    });
  }

  /** A hash of another cost than today's would take another time to compare, and so tell that its user exists. */
  private async renewedHash(password: string, { password_hash }: Verified): Promise<string | null> {
    return this.passwords.isOutdated(password_hash) ? this.passwords.hash(password) : null;
  }

  private async mark(tx: Tx, { actor, password_hash }: Verified, renewedHash: string | null): Promise<void> {
    const marked = await query(tx, MARK, [actor.id, password_hash, renewedHash]);
    if (marked.length === 0) throw new InvalidCredentials();
  }
}
