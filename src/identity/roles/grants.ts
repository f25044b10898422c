import type { Actor } from '../../common/auth/actor.js';
import type { Permission } from '../../common/auth/permissions.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import type { Decimal } from '../../common/money/decimal.js';
import { ExceedsOwnPermissions, GrantExceedsOwn } from '../identity.errors.js';
import { discountLimit } from './discount-limit.js';
import { permissionsOf } from './permission-sets.js';

/** A role as far as granting it is concerned. */
export interface GrantableRole {
  id: string;
  name: string;
  permissions: ReadonlySet<Permission>;
  discount_limit_percent: Decimal | null;
}

// The lock keeps the role from being deleted before the user who gets it is written.
const FIND = `
  SELECT id, name, permissions::text AS permissions, discount_limit_percent FROM roles
  WHERE id = $1::uuid OR lower(name) = lower($2) FOR KEY SHARE`;

type RoleRow = Record<'id' | 'name' | 'permissions', string> & { discount_limit_percent: string | null };

function lackedBy(actor: Actor, permissions: Iterable<Permission>): Permission[] {
  return [...permissions].filter((each) => !actor.permissions.has(each));
}

/** Every role has an account, so it is nothing that a machine without one could not grant. */
function lackedOfRole(actor: Actor, permissions: ReadonlySet<Permission>): Permission[] {
  return lackedBy(actor, permissions).filter((each) => each !== 'account:self');
}

export function mayGrantRole(actor: Actor, permissions: ReadonlySet<Permission>): boolean {
  return lackedOfRole(actor, permissions).length === 0;
}

/** Nobody can grant what they lack. Throws GrantExceedsOwn. */
export function assertMayGrantRole(actor: Actor, permissions: ReadonlySet<Permission>): void {
  const lacked = lackedOfRole(actor, permissions);
  if (lacked.length > 0) throw new GrantExceedsOwn(lacked);
}

/** The same for an API key. Throws GrantExceedsOwn. */
export function assertMayGrantKey(actor: Actor, permissions: ReadonlySet<Permission>): void {
  const lacked = lackedBy(actor, permissions);
  if (lacked.length > 0) throw new GrantExceedsOwn(lacked);
}

/** Nobody can take over, weaken or lock out somebody who may do more. Throws ExceedsOwnPermissions. */
export function assertNotAbove(
  actor: Actor,
  what: 'user' | 'role',
  permissions: ReadonlySet<Permission>,
): void {
  const lacked = lackedOfRole(actor, permissions);
  if (lacked.length > 0) throw new ExceedsOwnPermissions(what, lacked);
}

/** A role named in a body, by name or id. Throws UNKNOWN_ROLE, and ROLE_MISMATCH when the two disagree. */
export async function namedRole(tx: Tx, named: { role?: string; role_id?: string }): Promise<GrantableRole> {
  const rows = await query<RoleRow>(tx, FIND, [named.role_id, named.role]);
  const field = named.role === undefined ? 'role_id' : 'role';
  const [row] = rows;
  if (row === undefined) throw new InvalidField(field, 'UNKNOWN_ROLE', `There is no role ${named[field]}.`);
  const isSame = (given: string | undefined, actual: string): boolean =>
    given === undefined || given.toLowerCase() === actual.toLowerCase();
  if (rows.length > 1 || !isSame(named.role, row.name) || !isSame(named.role_id, row.id)) {
    throw new InvalidField('role', 'ROLE_MISMATCH', 'role and role_id name different roles.');
  }
  const { id, name, permissions, discount_limit_percent } = row;
  return {
    id,
    name,
    permissions: permissionsOf(permissions),
    discount_limit_percent: discountLimit(discount_limit_percent),
  };
}
