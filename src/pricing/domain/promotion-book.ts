import type { CartLine, PricingCustomer } from './cart.types.js';
import type { CouponBook } from './coupon-book.js';
import { whyNotOpen } from './promotion-window.js';
import type { PromotionKind, PromotionRule } from './rules.types.js';
import { baseQuantity } from './sold-unit.js';

export interface PromotionContext {
  customer: PricingCustomer | null;
  local_time: string;
  coupons: CouponBook;
}

function whyNotForCustomer(rule: PromotionRule, customer: PricingCustomer | null): string | undefined {
  if (rule.is_group_restricted && customer === null) return 'is for known customers of certain price groups';
  if (rule.is_group_restricted && !rule.is_for_group) return 'is for other price groups';
  if (rule.usage_limit_per_customer === null) return undefined;
  if (customer === null) return 'is counted by customer, and none is named';
  return rule.customer_used_count >= rule.usage_limit_per_customer
    ? 'this customer has used it up'
    : undefined;
}

function whyNotAtAll(rule: PromotionRule, context: PromotionContext): string | undefined {
  if (!rule.is_active) return 'switched off';
  if (!rule.is_here) return 'is for other places';
  const closed = whyNotOpen(rule, context.local_time);
  if (closed !== undefined) return closed;
  const customer = whyNotForCustomer(rule, context.customer);
  if (customer !== undefined) return customer;
  if (rule.usage_limit !== null && rule.used_count >= rule.usage_limit) return 'used up';
  if (rule.budget !== null && rule.used_amount.gte(rule.budget)) return 'its budget is spent';
  if (rule.requires_coupon && context.coupons.of(rule.id) === undefined) return 'needs a coupon';
  return undefined;
}

/** The highest priority first, equal ones by id. */
export function byPriority(a: PromotionRule, b: PromotionRule): number {
  return b.priority - a.priority || (a.id < b.id ? -1 : Number(a.id > b.id));
}

/** Why a line of that many base units is out of a promotion, or undefined. */
function whyNotThatMany(rule: PromotionRule, line: CartLine): string | undefined {
  const quantity = baseQuantity(line);
  if (rule.min_quantity !== null && quantity.lt(rule.min_quantity))
    return `from ${rule.min_quantity.toFixed()} on`;
  if (rule.max_quantity !== null && quantity.gt(rule.max_quantity))
    return `up to ${rule.max_quantity.toFixed()}`;
  return undefined;
}

/** Finds the promotions of a line without weighing all of them for every line. */
export class PromotionBook {
  private readonly reached = new Set<string>();
  private readonly all: readonly PromotionRule[];
  private readonly outside = new Map<string, string>();
  private readonly byTarget = new Map<string, PromotionRule[]>();
  private readonly byProduct = new Map<string, PromotionRule[]>();
  private readonly forAll: PromotionRule[] = [];

  constructor(rules: readonly PromotionRule[], context: PromotionContext) {
    this.all = [...rules].sort(byPriority);
    for (const rule of this.all) {
      const reason = whyNotAtAll(rule, context);
      if (reason !== undefined) this.outside.set(rule.id, reason);
      this.index(rule);
    }
  }

  /** Why it applies to nothing in this cart, or undefined. */
  whyNot(rule: PromotionRule): string | undefined {
    return this.outside.get(rule.id);
  }

  /** Why it does not apply to this line, or undefined. */
  whyNotOn(rule: PromotionRule, line: CartLine): string | undefined {
    return this.whyNot(rule) ?? whyNotThatMany(rule, line);
  }

  /** From now on out of this cart. */
  exclude({ id }: PromotionRule, reason: string): void {
    this.outside.set(id, reason);
  }

  /** It could have applied, whether or not it wins. */
  reach({ id }: PromotionRule): void {
    this.reached.add(id);
  }

  /** Why it did nothing for this cart, or undefined when it could have. */
  whyUnreached(id: string): string | undefined {
    if (this.reached.has(id)) return undefined;
    return this.outside.get(id) ?? 'nothing in the cart is for it, or not enough of it';
  }

  /** Those of some kinds that name the line or every product, highest priority first. */
  of(line: CartLine, ...kinds: PromotionKind[]): PromotionRule[] {
    return this.naming(line).filter(({ kind }) => kinds.includes(kind));
  }

  /** Highest priority first. */
  ofKind(kind: PromotionKind): PromotionRule[] {
    return this.all.filter((rule) => rule.kind === kind);
  }

  private naming(line: CartLine): PromotionRule[] {
    const cached = this.byProduct.get(line.product.id);
    if (cached !== undefined) return cached;
    const found = new Set(this.forAll);
    for (const target of targetsOf(line)) {
      for (const rule of this.byTarget.get(target) ?? []) found.add(rule);
    }
    const rules = [...found].sort(byPriority);
    this.byProduct.set(line.product.id, rules);
    return rules;
  }

  private index(rule: PromotionRule): void {
    if (!rule.has_buy_targets && !rule.has_get_targets) this.forAll.push(rule);
    for (const target of new Set([...rule.buy_targets, ...rule.get_targets])) {
      const known = this.byTarget.get(target);
      if (known === undefined) this.byTarget.set(target, [rule]);
      else known.push(rule);
    }
  }
}

/** Everything by which a promotion can name a line. */
export function targetsOf({ product }: CartLine): string[] {
  return [
    product.id,
    product.parent_id,
    product.brand_id,
    ...product.category_path,
    ...product.product_group_path,
  ].filter((id) => id !== null);
}
