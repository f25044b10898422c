import type { Decimal } from '../money/decimal.js';
import type { Permission } from './permissions.js';

/** Who is calling: a signed-in user, or a machine holding an API key of a user. */
export interface Actor {
  /** The user's id; for an API key, the user who owns it. */
  id: string;
  username: string;
  role: string;
  permissions: ReadonlySet<Permission>;
  /** The employee this user is, if any. */
  employee_id?: string;
  /** Set for a signed-in user. */
  session_id?: string;
  /** Set for an API key. */
  api_key_id?: string;
  /** The most that the role may take off a price by hand, in percent; null or absent = no limit. */
  discount_limit_percent?: Decimal | null;
}

export function can(actor: Actor, permission: Permission): boolean {
  return actor.permissions.has(permission);
}
