import { can, type Actor } from '../../common/auth/actor.js';

const COSTS = [
  'unit_price',
  'price_source',
  'discount_percent',
  'discount_amount',
  'net_amount',
  'tax_amount',
  'total_amount',
  'landed_amount',
  'unit_cost',
  'estimated_price',
  'estimated_total',
  'subtotal',
  'discount_total',
  'tax_total',
  'total',
  'landed_total',
  'landed_costs',
] as const;

/** An answer without what goods cost, for callers who may not know. */
export function shownTo<T extends object>(actor: Actor, answer: T): T {
  if (can(actor, 'costs:read')) return answer;
  const shown = { ...answer } as Record<string, unknown>;
  for (const field of COSTS) Reflect.deleteProperty(shown, field);
  return shown as T;
}
