import type { Role } from '../role.entity.js';

export class RoleResponse {
  /** @example 00000000-0000-7000-8000-000000000003 */
  id: string;
  /** @example 1 */
  version: number;
  /** @example cashier */
  name: string;
  /** @example Sells at a register */
  description: string | null;
  /** @example ["read", "pos"] */
  permissions: string[];
  /** Came with the system: cannot be deleted or renamed. */
  is_system: boolean;
  /**
   * The most that its users may take off a price by hand, in percent; null = no limit.
   * @example 10
   */
  discount_limit_percent: number | null;
  /** @example 2026-11-01T08:00:00.000Z */
  created_at: Date;
  /** @example 2026-11-20T09:30:00.000Z */
  updated_at: Date;

  static from(role: Role): RoleResponse {
    return {
      id: role.id,
      version: role.version,
      name: role.name,
      description: role.description,
      permissions: role.permissions,
      is_system: role.is_system,
      discount_limit_percent: role.discount_limit_percent?.toNumber() ?? null,
      created_at: role.created_at,
      updated_at: role.updated_at,
    };
  }
}
