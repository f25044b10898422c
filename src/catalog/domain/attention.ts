import type { LifecycleStatus } from './lifecycle.js';

/** Why somebody should look at a product. */
export const ATTENTION_REASONS = [
  'sales_blocked',
  'purchase_blocked',
  'phase_out_with_stock',
  'discontinued_with_stock',
  'new_too_long',
] as const;
export type AttentionReason = (typeof ATTENTION_REASONS)[number];

/** A product that is still new after this long was forgotten. */
export const NEW_FOR_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Products made before this moment have been new for too long. */
export function newSince(now: Date): Date {
  return new Date(now.getTime() - NEW_FOR_DAYS * DAY_MS);
}

interface Watched {
  lifecycle_status: LifecycleStatus;
  sales_blocked: boolean;
  purchase_blocked: boolean;
  on_hand: number;
  created_at: Date;
}

/** Every reason that applies; none for an archived product. */
export function attentionReasons(product: Watched, now: Date): AttentionReason[] {
  const { lifecycle_status, on_hand, created_at } = product;
  if (lifecycle_status === 'archived') return [];
  const applies: Record<AttentionReason, boolean> = {
    sales_blocked: product.sales_blocked,
    purchase_blocked: product.purchase_blocked,
    phase_out_with_stock: lifecycle_status === 'phase_out' && on_hand > 0,
    discontinued_with_stock: lifecycle_status === 'discontinued' && on_hand > 0,
    new_too_long: lifecycle_status === 'new' && created_at < newSince(now),
  };
  return ATTENTION_REASONS.filter((reason) => applies[reason]);
}
