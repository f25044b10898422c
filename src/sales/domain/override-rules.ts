import { can, type Actor } from '../../common/auth/actor.js';
import { PermissionDenied } from '../../common/auth/auth.errors.js';
import type { Permission } from '../../common/auth/permissions.js';
import type { Override } from '../../pricing/index.js';

const NEEDED: Readonly<Record<Override, Permission>> = {
  price: 'sales:override_price',
  tax: 'sales:override_price',
  line_discount: 'sales:discount',
  cart_discount: 'sales:discount',
};

/** A figure that differs from the server's stands only when the caller may say so. Throws PermissionDenied. */
export function refuseForbiddenOverrides(actor: Actor, overrides: readonly Override[]): void {
  for (const override of overrides) {
    if (!can(actor, NEEDED[override])) throw new PermissionDenied(NEEDED[override]);
  }
}
