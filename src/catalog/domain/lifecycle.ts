/** A product's life, in order. What each state may sell and buy is in RULES; manual blocks always win. */
export const LIFECYCLE_STATUSES = ['new', 'active', 'phase_out', 'discontinued', 'archived'] as const;
export type LifecycleStatus = (typeof LIFECYCLE_STATUSES)[number];

interface LifecycleRule {
  can_sell: boolean;
  can_purchase: boolean;
  next: readonly LifecycleStatus[];
}

const RULES: Readonly<Record<LifecycleStatus, LifecycleRule>> = {
  new: { can_sell: false, can_purchase: true, next: ['active'] },
  active: { can_sell: true, can_purchase: true, next: ['phase_out', 'discontinued'] },
  phase_out: { can_sell: true, can_purchase: false, next: ['active', 'discontinued'] },
  discontinued: { can_sell: false, can_purchase: false, next: ['archived'] },
  archived: { can_sell: false, can_purchase: false, next: [] },
};

export function nextStatuses(status: LifecycleStatus): readonly LifecycleStatus[] {
  return RULES[status].next;
}

export type TradeRefusal = 'SALES_BLOCKED' | 'PURCHASE_BLOCKED' | 'LIFECYCLE_RESTRICTED';

/** Why the product may not be sold, or undefined when it may. */
export function saleRefusal(product: {
  sales_blocked: boolean;
  lifecycle_status: LifecycleStatus;
}): TradeRefusal | undefined {
  if (product.sales_blocked) return 'SALES_BLOCKED';
  return RULES[product.lifecycle_status].can_sell ? undefined : 'LIFECYCLE_RESTRICTED';
}

/** Why the product may not be bought, or undefined when it may. */
export function purchaseRefusal(product: {
  purchase_blocked: boolean;
  lifecycle_status: LifecycleStatus;
}): TradeRefusal | undefined {
  if (product.purchase_blocked) return 'PURCHASE_BLOCKED';
  return RULES[product.lifecycle_status].can_purchase ? undefined : 'LIFECYCLE_RESTRICTED';
}
