import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';

/** A user as answers show it; never the password hash. */
export interface UserRow {
  id: string;
  version: number;
  username: string;
  email: string | null;
  full_name: string | null;
  phone_number: string | null;
  role: string;
  role_id: string;
  is_active: boolean;
  last_login_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export const USER_COLUMNS = `
  u.id, u.version, u.username, u.email, u.full_name, u.phone_number, r.name AS role, u.role_id, u.is_active,
  u.last_login_at, u.created_at, u.updated_at`;

export const USERS = `users u JOIN roles r ON r.id = u.role_id`;

const BY_ID = `SELECT ${USER_COLUMNS} FROM ${USERS} WHERE u.id = $1`;

/** Throws USER_NOT_FOUND. */
export async function userById(db: Queryable, id: string): Promise<UserRow> {
  const [row] = await query<UserRow>(db, BY_ID, [id]);
  if (row === undefined) throw new NotFound('user', id);
  return row;
}
