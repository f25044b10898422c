import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/auth/actor.js';
import { query } from '../../common/database/statement.js';
import { discountLimit } from '../roles/discount-limit.js';
import { keyPermissionsOf } from '../roles/permission-sets.js';
import { tokenHash } from '../sessions/tokens.js';

const MAX_KEY_LENGTH = 200;

const ACTOR = `
  SELECT u.id, u.username, r.name AS role, k.id AS api_key_id, e.id AS employee_id,
         k.permissions::text AS key_permissions, r.permissions::text AS role_permissions,
         r.discount_limit_percent,
         k.last_used_at IS NULL OR k.last_used_at < now() - interval '5 minutes' AS is_use_outdated
  FROM api_keys k JOIN users u ON u.id = k.user_id JOIN roles r ON r.id = u.role_id
       LEFT JOIN employees e ON e.user_id = u.id
  WHERE k.key_hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()) AND u.is_active`;

const TOUCH = `
  UPDATE api_keys SET last_used_at = now() WHERE id = (
    SELECT id FROM api_keys
    WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '5 minutes') FOR UPDATE SKIP LOCKED)`;

interface KeyActorRow {
  id: string;
  username: string;
  role: string;
  api_key_id: string;
  employee_id: string | null;
  key_permissions: string;
  role_permissions: string;
  discount_limit_percent: string | null;
  is_use_outdated: boolean;
}

/** Recognises machines by their key. */
@Injectable()
export class ApiKeyAuthentication {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** For whom the key acts, or undefined when it is unknown, revoked, expired, or its owner may not sign in. */
  async actorOf(key: string): Promise<Actor | undefined> {
    if (key.length > MAX_KEY_LENGTH) return undefined;
    const [row] = await query<KeyActorRow>(this.dataSource, ACTOR, [tokenHash(key)]);
    if (row === undefined) return undefined;
    const { id, username, role, api_key_id, employee_id } = row;
    if (row.is_use_outdated) await query(this.dataSource, TOUCH, [api_key_id]);
    const permissions = keyPermissionsOf(row.key_permissions, row.role_permissions);
    const discount_limit_percent = discountLimit(row.discount_limit_percent);
    return {
      id,
      username,
      role,
      permissions,
      api_key_id,
      employee_id: employee_id ?? undefined,
      discount_limit_percent,
    };
  }
}
