import type { ApiKey } from '../api-key.entity.js';

export class ApiKeyResponse {
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e33 */
  id: string;
  /** @example "Web shop" */
  name: string;
  /**
   * How the key begins, to recognise it by.
   * @example otk_Yk3rUo1Y
   */
  prefix: string;
  /** @example ["catalog:read", "inventory:read"] */
  permissions: string[];
  /** For whom the key acts. */
  user_id: string;
  /** @example 2027-11-20T00:00:00.000Z */
  expires_at: Date | null;
  /** @example 2026-11-20T09:30:00.000Z */
  last_used_at: Date | null;
  revoked_at: Date | null;
  /** @example 2026-11-01T08:00:00.000Z */
  created_at: Date;

  static from(row: ApiKey): ApiKeyResponse {
    return {
      id: row.id,
      name: row.name,
      prefix: row.prefix,
      permissions: row.permissions,
      user_id: row.user_id,
      expires_at: row.expires_at,
      last_used_at: row.last_used_at,
      revoked_at: row.revoked_at,
      created_at: row.created_at,
    };
  }
}

export class NewApiKeyResponse extends ApiKeyResponse {
  /**
   * Goes into `X-API-Key`. Shown this once; only its hash is kept.
   * @example otk_Yk3rUo1YV0m5gq3iZ0j0e4mYc1x9q2s8w7v6u5t4r3E
   */
  key: string;

  static of(row: ApiKey, key: string): NewApiKeyResponse {
    return { ...ApiKeyResponse.from(row), key };
  }
}
