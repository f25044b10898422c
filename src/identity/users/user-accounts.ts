import { Injectable } from '@nestjs/common';
import { newId } from '../../common/database/new-id.js';
import { violates } from '../../common/database/sql-state.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { EmailTaken, UsernameTaken } from '../identity.errors.js';
import { SYSTEM_ROLES } from '../roles/system-roles.js';
import { userById, type UserRow } from './user-row.js';

export interface NewUser {
  username: string;
  password_hash: string;
  role_id: string;
  email?: string | null;
  full_name?: string | null;
  phone_number?: string | null;
  is_active?: boolean;
}

const INSERT = `
  INSERT INTO users (id, username, password_hash, role_id, email, full_name, phone_number, is_active)
  VALUES ($1, $2, $3, $4, $5, $6, $7, coalesce($8, true))`;

const LOCK_ADMINISTRATORS = `SELECT 1 FROM roles WHERE id = $1 FOR NO KEY UPDATE`;

const OTHER_ADMINISTRATOR = `
  SELECT EXISTS (SELECT 1 FROM users WHERE role_id = $1 AND is_active AND id IS DISTINCT FROM $2::uuid) AS "exists"`;

/** Says which of a user's unique fields is taken. */
export function takenField(error: unknown, user: { username?: string; email?: string | null }): unknown {
  if (violates(error, 'uq_users_username')) return new UsernameTaken(user.username ?? '');
  if (violates(error, 'uq_users_email')) return new EmailTaken(user.email ?? '');
  return error;
}

/** The rows behind users, for whoever makes or unmakes one. */
@Injectable()
export class UserAccounts {
  /** Throws UsernameTaken and EmailTaken. */
  async insert(tx: Tx, user: NewUser): Promise<UserRow> {
    const id = newId();
    const { username, password_hash, role_id, email, full_name, phone_number, is_active } = user;
    const values = [id, username, password_hash, role_id, email, full_name, phone_number, is_active];
    await query(tx, INSERT, values).catch((error: unknown) => {
      throw takenField(error, user);
    });
    return userById(tx, id);
  }

  /**
   * Whether anybody, or anybody but `except`, administers the system. Holds the lock that decides about
   * administrators until the transaction ends, so that two of them cannot remove each other.
   */
  async hasAdministrator(tx: Tx, except?: string): Promise<boolean> {
    await query(tx, LOCK_ADMINISTRATORS, [SYSTEM_ROLES.admin]);
    const [row] = await query<{ exists: boolean }>(tx, OTHER_ADMINISTRATOR, [SYSTEM_ROLES.admin, except]);
    return row!.exists;
  }

  /** Whether nobody was ever made. Takes the administrators' lock when it looks so, and looks again. */
  async isEmptySystem(tx: Tx): Promise<boolean> {
    const isEmpty = async (): Promise<boolean> =>
      (await query(tx, `SELECT 1 FROM users LIMIT 1`)).length === 0;
    if (!(await isEmpty())) return false;
    await query(tx, LOCK_ADMINISTRATORS, [SYSTEM_ROLES.admin]);
    return isEmpty();
  }
}
