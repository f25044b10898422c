import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../common/database/statement.js';

/** Somebody to whom a document can be put down. */
export interface DirectoryEntry {
  user_id: string;
  employee_id: string | null;
  name: string;
  is_active: boolean;
}

const FIND = `
  SELECT u.id AS user_id, e.id AS employee_id, coalesce(e.name, u.full_name, u.username) AS name, u.is_active
  FROM users u LEFT JOIN employees e ON e.user_id = u.id WHERE u.id = $1
  UNION ALL
  SELECT u.id, e.id, e.name, u.is_active AND e.is_active
  FROM employees e JOIN users u ON u.id = e.user_id WHERE e.id = $1`;

/** People by id, for other contexts. */
@Injectable()
export class UserDirectory {
  /**
   * The person behind a user id or an employee id; undefined when there is none, or when the employee has no user.
   * People who may no longer sign in are found too: documents of theirs can still arrive. One statement, no locks.
   */
  async find(db: Queryable, id: string): Promise<DirectoryEntry | undefined> {
    const [entry] = await query<DirectoryEntry>(db, FIND, [id]);
    return entry;
  }
}
