/** Every atomic permission there is: `context:action`. A route names exactly one. */
export const PERMISSIONS = [
  'account:self', // one's own profile, password and session; everybody who is signed in has it
  'users:read',
  'users:write',
  'roles:read',
  'roles:write',
  'employees:read',
  'employees:write',
  'api_keys:read',
  'api_keys:write',
  'settings:read',
  'settings:write',
  'audit:read',
  'locations:read',
  'locations:write',
  'catalog:read',
  'catalog:write',
  'partners:read',
  'partners:write',
  'partners:privacy', // merge, anonymise and export a person's data
  'pricing:read',
  'pricing:write',
  'loyalty:read',
  'loyalty:write',
  'loyalty:enrol', // at the till: make a customer a member
  'documents:read',
  'documents:configure',
  'inventory:read',
  'inventory:write',
  'inventory:transfer',
  'inventory:count',
  'inventory:close_period',
  'costs:read',
  'payments:read',
  'payments:write',
  'payments:correct', // reverse a journal entry, annotate it
  'sales:read',
  'sales:write',
  'sales:void',
  'sales:refund',
  'sales:blind_return',
  'sales:override_price',
  'sales:discount',
  'reports:read',
  'reports:business',
  'integrity:read',
  'purchasing:read',
  'purchasing:write',
  'purchasing:approve',
  'purchasing:receive', // book what a supplier brought
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const NOT_IN_READ: readonly Permission[] = [
  'users:read',
  'audit:read',
  'costs:read',
  'api_keys:read',
  'integrity:read',
];

/** The groups that the seeds name, expanded in this one place. */
export const PERMISSION_GROUPS: Readonly<Record<string, readonly Permission[]>> = {
  read: PERMISSIONS.filter((atom) => atom.endsWith(':read') && !NOT_IN_READ.includes(atom)),
  write: ['catalog:write', 'partners:write', 'pricing:write', 'loyalty:write', 'purchasing:write'],
  pos: ['sales:write', 'payments:write', 'loyalty:enrol'],
  reports: ['reports:read', 'reports:business', 'costs:read'],
  inventory: [
    'inventory:read',
    'inventory:write',
    'inventory:transfer',
    'inventory:count',
    'purchasing:read',
    'purchasing:write',
    'purchasing:receive',
    'costs:read',
  ],
};

function expandEntry(entry: string): readonly Permission[] {
  if (entry === '*') return PERMISSIONS;
  const group = Object.hasOwn(PERMISSION_GROUPS, entry) ? PERMISSION_GROUPS[entry] : undefined;
  if (group !== undefined) return group;
  if (entry.endsWith(':*')) return PERMISSIONS.filter((atom) => atom.startsWith(entry.slice(0, -1)));
  return PERMISSIONS.filter((atom) => atom === entry);
}

/** True when a role's entry (atom, `context:*`, group or `*`) means at least one permission. */
export function isPermissionEntry(entry: string): boolean {
  return expandEntry(entry).length > 0;
}

/** True for an atomic permission, which a route or a step can ask for. */
export function isPermission(text: string): text is Permission {
  return PERMISSIONS.some((atom) => atom === text);
}

/** The atoms that a role's entries grant. Unknown entries grant nothing. */
export function expandPermissions(entries: readonly string[]): ReadonlySet<Permission> {
  return new Set<Permission>(['account:self', ...entries.flatMap(expandEntry)]);
}
