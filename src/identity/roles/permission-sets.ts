import { expandPermissions, type Permission } from '../../common/auth/permissions.js';

const MAX_REMEMBERED = 10_000;
const remembered = new Map<string, ReadonlySet<Permission>>();

function remember(text: string, make: () => ReadonlySet<Permission>): ReadonlySet<Permission> {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const made = make();
  remembered.set(text, made);
  return made;
}

/** The permissions that a role's JSON array grants; each distinct text is expanded once. */
export function permissionsOf(roleText: string): ReadonlySet<Permission> {
  return remember(roleText, () => expandPermissions(JSON.parse(roleText) as string[]));
}

/**
 * The permissions that an API key's entries grant. A machine has no profile of its own, so it reaches its owner's
 * account only when an entry says so.
 */
export function grantedToKey(entries: readonly string[]): ReadonlySet<Permission> {
  const granted = new Set(expandPermissions(entries));
  if (!entries.some((entry) => entry === '*' || entry.startsWith('account:'))) granted.delete('account:self');
  return granted;
}

/** What an API key may do: no more than it was made with, and no more than its owner may today. */
export function keyPermissionsOf(keyText: string, ownerRoleText: string): ReadonlySet<Permission> {
  return remember(`${keyText}\n${ownerRoleText}`, () => {
    const own = permissionsOf(ownerRoleText);
    return new Set(
      [...grantedToKey(JSON.parse(keyText) as string[])].filter((permission) => own.has(permission)),
    );
  });
}
