import type { UserRow } from '../user-row.js';

export class UserResponse {
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e11 */
  id: string;
  /** @example 3 */
  version: number;
  /** @example john */
  username: string;
  /** @example john@example.com */
  email: string | null;
  /** @example John Doe */
  full_name: string | null;
  /** @example +44 20 7946 0000 */
  phone_number: string | null;
  /** @example cashier */
  role: string;
  /** @example 00000000-0000-7000-8000-000000000003 */
  role_id: string;
  is_active: boolean;
  /** @example 2026-11-20T09:30:00.000Z */
  last_login_at: Date | null;
  /** @example 2026-11-01T08:00:00.000Z */
  created_at: Date;
  /** @example 2026-11-20T09:30:00.000Z */
  updated_at: Date;

  static from(row: UserRow): UserResponse {
    return {
      id: row.id,
      version: row.version,
      username: row.username,
      email: row.email,
      full_name: row.full_name,
      phone_number: row.phone_number,
      role: row.role,
      role_id: row.role_id,
      is_active: row.is_active,
      last_login_at: row.last_login_at,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }
}
