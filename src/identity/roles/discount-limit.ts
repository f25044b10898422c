import type { Actor } from '../../common/auth/actor.js';
import type { Permission } from '../../common/auth/permissions.js';
import { Decimal } from '../../common/money/decimal.js';
import { DiscountLimitExceedsOwn } from '../identity.errors.js';

/** A role's discount limit as the driver answers it; null = no limit. */
export function discountLimit(text: string | null): Decimal | null {
  return text === null ? null : new Decimal(text);
}

/**
 * Nobody gives a role more room for discounts by hand than they have themselves; a role that may not give any has none
 * to grant. Throws DiscountLimitExceedsOwn.
 */
export function assertMayGrantLimit(
  actor: Actor,
  permissions: ReadonlySet<Permission>,
  limit: Decimal | null,
): void {
  const own = actor.discount_limit_percent ?? null;
  if (own === null || !(permissions.has('sales:discount') || permissions.has('sales:override_price'))) return;
  if (limit === null || limit.gt(own)) throw new DiscountLimitExceedsOwn(own.toNumber());
}
