import type { Actor } from '../../common/auth/actor.js';
import { Decimal, type Decimal as Percent } from '../../common/money/decimal.js';
import { DiscountLimitExceeded } from '../sales.errors.js';

/**
 * Holds what was taken off a price by hand, in percent of it, against the limit of the actor's role.
 * Throws DiscountLimitExceeded.
 */
export function refuseBeyondLimit(actor: Actor, asked: Iterable<Percent>): void {
  const limit = actor.discount_limit_percent ?? null;
  const most = Decimal.max(0, ...asked);
  if (limit !== null && most.gt(limit)) throw new DiscountLimitExceeded(limit.toNumber(), most.toNumber());
}
