import type { ProductKind } from './product-kind.js';

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

/** A product starts its life as new or active. */
export function canBegin(status: LifecycleStatus): boolean {
  return status === 'new' || status === 'active';
}

export function nextStatuses(status: LifecycleStatus): readonly LifecycleStatus[] {
  return RULES[status].next;
}

export type TradeRefusal =
  'NOT_SELLABLE' | 'NOT_PURCHASABLE' | 'SALES_BLOCKED' | 'PURCHASE_BLOCKED' | 'LIFECYCLE_RESTRICTED';

interface Tradable {
  sales_blocked: boolean;
  lifecycle_status: LifecycleStatus;
}

function blockOf({ sales_blocked, lifecycle_status }: Tradable): TradeRefusal | undefined {
  if (sales_blocked) return 'SALES_BLOCKED';
  return RULES[lifecycle_status].can_sell ? undefined : 'LIFECYCLE_RESTRICTED';
}

/**
 * Why the product may not be sold, or undefined when it may. Of a template only its variants are sold; a bundle
 * without parts would take no stock, and what is called back from the shelf must not leave in a bundle either.
 */
export function saleRefusal(
  product: Tradable & { kind: ProductKind; parts?: readonly Tradable[] },
): TradeRefusal | undefined {
  const { kind, parts } = product;
  if (kind === 'template' || (kind === 'bundle' && parts?.length === 0)) return 'NOT_SELLABLE';
  return blockOf(product) ?? parts?.map(blockOf).find((refusal) => refusal !== undefined);
}

/** Why the product may not be bought, or undefined when it may. Variants and the parts of bundles are bought. */
export function purchaseRefusal(product: {
  kind: ProductKind;
  purchase_blocked: boolean;
  lifecycle_status: LifecycleStatus;
}): TradeRefusal | undefined {
  if (product.kind !== 'standard') return 'NOT_PURCHASABLE';
  if (product.purchase_blocked) return 'PURCHASE_BLOCKED';
  return RULES[product.lifecycle_status].can_purchase ? undefined : 'LIFECYCLE_RESTRICTED';
}

export type LifecycleRefusal = 'TRANSITION_FORBIDDEN' | 'HAS_STOCK';

/** Statuses in which nothing can be sold any more, so nothing may be left. */
const SOLD_OFF: readonly LifecycleStatus[] = ['discontinued', 'archived'];

export function needsEmptyShelf(to: LifecycleStatus): boolean {
  return SOLD_OFF.includes(to);
}

/**
 * Why a product cannot go from one status to another, or undefined when it can. Staying where it is is no step and
 * always allowed. `has_stock` only matters where `needsEmptyShelf(to)`.
 */
export function lifecycleRefusal(
  from: LifecycleStatus,
  to: LifecycleStatus,
  has_stock: boolean,
): LifecycleRefusal | undefined {
  if (from === to) return undefined;
  if (!RULES[from].next.includes(to)) return 'TRANSITION_FORBIDDEN';
  return has_stock && needsEmptyShelf(to) ? 'HAS_STOCK' : undefined;
}
