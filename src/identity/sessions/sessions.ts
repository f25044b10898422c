import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/auth/actor.js';
import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { AppConfig } from '../../config/app-config.js';
import { discountLimit } from '../roles/discount-limit.js';
import { permissionsOf } from '../roles/permission-sets.js';
import type { Client } from './client.js';
import { randomToken, tokenHash } from './tokens.js';

const ACTOR = `
  SELECT u.id, u.username, r.name AS role, r.permissions::text AS permissions, e.id AS employee_id,
         r.discount_limit_percent,
         s.last_used_at < now() - interval '5 minutes' AS is_use_outdated
  FROM sessions s JOIN users u ON u.id = s.user_id JOIN roles r ON r.id = u.role_id
       LEFT JOIN employees e ON e.user_id = u.id
  WHERE s.id = $1 AND s.user_id = $2 AND s.expires_at > now() AND u.is_active`;

// Whoever comes first writes; requests of the same session that come meanwhile neither write nor wait.
const TOUCH = `
  UPDATE sessions SET last_used_at = now() WHERE id = (
    SELECT id FROM sessions WHERE id = $1 AND last_used_at < now() - interval '5 minutes' FOR UPDATE SKIP LOCKED)`;

const START = `
  WITH session AS (
    INSERT INTO sessions (id, user_id, ip, user_agent, expires_at)
    VALUES ($1, $2, $3, $4, now() + make_interval(days => $5)) RETURNING id, expires_at)
  INSERT INTO refresh_tokens (token_hash, session_id, expires_at) SELECT $6, id, expires_at FROM session`;

interface ActorRow {
  id: string;
  username: string;
  role: string;
  permissions: string;
  employee_id: string | null;
  discount_limit_percent: string | null;
  is_use_outdated: boolean;
}

/** What an access token says: whose it is, and for which session. */
export interface AccessClaims {
  sub: string;
  sid: string;
}

export interface StartedSession {
  user_id: string;
  session_id: string;
  refresh_token: string;
}

/** Sign-ins. A session is its row: end it and all of its tokens stop at once. */
@Injectable()
export class Sessions {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly config: AppConfig,
  ) {}

  async start(tx: Tx, user_id: string, client: Client): Promise<StartedSession> {
    const session_id = newId();
    const refresh_token = randomToken();
    const { refresh_token_days } = this.config;
    const device = [client.ip.slice(0, 45), client.user_agent?.slice(0, 300)];
    await query(tx, START, [session_id, user_id, ...device, refresh_token_days, tokenHash(refresh_token)]);
    return { user_id, session_id, refresh_token };
  }

  /** Who a token's session belongs to now, or undefined when it ended or its user may not sign in. One statement. */
  async actorOf(claims: AccessClaims): Promise<Actor | undefined> {
    const [row] = await query<ActorRow>(this.dataSource, ACTOR, [claims.sid, claims.sub]);
    if (row === undefined) return undefined;
    if (row.is_use_outdated) await query(this.dataSource, TOUCH, [claims.sid]);
    const { id, username, role, employee_id } = row;
    const permissions = permissionsOf(row.permissions);
    const discount_limit_percent = discountLimit(row.discount_limit_percent);
    return {
      id,
      username,
      role,
      permissions,
      session_id: claims.sid,
      employee_id: employee_id ?? undefined,
      discount_limit_percent,
    };
  }

  async end(tx: Tx, sessionId: string): Promise<void> {
    await query(tx, `DELETE FROM sessions WHERE id = $1`, [sessionId]);
  }

  /** Ends every session of a user, or every one but `except`. */
  async endAll(tx: Tx, userId: string, except?: string): Promise<void> {
    await query(tx, `DELETE FROM sessions WHERE user_id = $1 AND id IS DISTINCT FROM $2::uuid`, [
      userId,
      except,
    ]);
  }
}
