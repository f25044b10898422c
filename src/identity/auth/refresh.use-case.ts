import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Actor } from '../../common/auth/actor.js';
import { query } from '../../common/database/statement.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { AppConfig } from '../../config/app-config.js';
import { InvalidRefreshToken } from '../identity.errors.js';
import { permissionsOf } from '../roles/permission-sets.js';
import { sentBy, type Client } from '../sessions/client.js';
import { Sessions, type StartedSession } from '../sessions/sessions.js';
import { randomToken, tokenHash } from '../sessions/tokens.js';

// The session first: that is the order in which its end, which takes the tokens along, locks them too.
const FIND = `
  SELECT s.id AS session_id, u.id, u.username, r.name AS role, r.permissions::text AS permissions,
         u.is_active AND s.expires_at > now() AND t.expires_at > now() AS is_usable
  FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
       JOIN users u ON u.id = s.user_id JOIN roles r ON r.id = u.role_id
  WHERE t.token_hash = $1 FOR UPDATE OF s`;

const RETIRE = `UPDATE refresh_tokens SET rotated_at = now() WHERE token_hash = $1 AND rotated_at IS NULL RETURNING 1`;

const EXTEND = `
  WITH session AS (
    UPDATE sessions SET last_used_at = now(), expires_at = now() + make_interval(days => $2)
    WHERE id = $1 RETURNING id, expires_at)
  INSERT INTO refresh_tokens (token_hash, session_id, expires_at) SELECT $3, id, expires_at FROM session`;

type Found = Record<'session_id' | 'id' | 'username' | 'role' | 'permissions', string> & {
  is_usable: boolean;
};

@Injectable()
export class RefreshUseCase {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly sessions: Sessions,
    private readonly audit: AuditTrail,
    private readonly config: AppConfig,
  ) {}

  /**
   * Swaps a refresh token for the next one. A token that comes twice was stolen, or its successor was: the session
   * ends for both holders. Throws InvalidRefreshToken.
   */
  async execute(token: string, client: Client): Promise<StartedSession> {
    // The end of a replayed session must be committed, so the failure leaves the transaction as a value.
    const rotated = await runInTransaction(this.dataSource, (tx) =>
      this.rotate(tx, tokenHash(token), client),
    );
    if (rotated === undefined) throw new InvalidRefreshToken();
    return rotated;
  }

  private async rotate(tx: Tx, hash: string, client: Client): Promise<StartedSession | undefined> {
    const [found] = await query<Found>(tx, FIND, [hash]);
    if (found === undefined) return undefined;
    const { session_id, is_usable, permissions, ...who } = found;
    const isFirstUse = (await query(tx, RETIRE, [hash])).length === 1;
    if (!isFirstUse) {
      const actor = { ...who, session_id, permissions: permissionsOf(permissions) };
      return this.revoke(tx, actor, session_id, client);
    }
    if (!is_usable) return undefined;
    const refresh_token = randomToken();
    await query(tx, EXTEND, [session_id, this.config.refresh_token_days, tokenHash(refresh_token)]);
    return { user_id: who.id, session_id, refresh_token };
  }

  private async revoke(tx: Tx, actor: Actor, sessionId: string, client: Client): Promise<undefined> {
    await this.sessions.end(tx, sessionId);
    await this.audit.record(tx, sentBy(actor, client), {
      action: 'session.revoked',
      subject_type: 'session',
      subject_id: sessionId,
      after: { reason: 'a rotated refresh token was sent again' },
    });
  }
}
