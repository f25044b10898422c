import type { Decimal } from '../../common/money/decimal.js';
import type { CouponRule, PriceRules, PromotionRule } from './rules.types.js';

/** What a sale that is priced again has booked of a promotion already. */
export interface HeldUse {
  promotion_id: string;
  coupon_id: string | null;
  /** To whom it is booked. */
  customer_id: string | null;
  uses: number;
  amount: Decimal;
}

function usesOf(held: readonly HeldUse[]): number {
  return held.reduce((total, { uses }) => total + uses, 0);
}

function freedPromotion(
  rule: PromotionRule,
  held: readonly HeldUse[],
  customerId: string | null,
): PromotionRule {
  const own = held.filter(({ promotion_id }) => promotion_id === rule.id);
  return {
    ...rule,
    used_count: rule.used_count - usesOf(own),
    used_amount: own.reduce((left, { amount }) => left.minus(amount), rule.used_amount),
    customer_used_count:
      rule.customer_used_count - usesOf(own.filter((use) => use.customer_id === customerId)),
  };
}

function freedCoupon(rule: CouponRule, held: readonly HeldUse[], customerId: string | null): CouponRule {
  const own = held.filter(({ coupon_id }) => coupon_id === rule.id);
  return {
    ...rule,
    used_count: rule.used_count - usesOf(own),
    customer_used_count:
      rule.customer_used_count - usesOf(own.filter((use) => use.customer_id === customerId)),
  };
}

/** The rules as they are for a sale that gives back what it holds before it takes anew: it never stands in its own way. */
export function withoutHeld(
  rules: PriceRules,
  held: readonly HeldUse[],
  customerId: string | null,
): PriceRules {
  if (held.length === 0) return rules;
  return {
    ...rules,
    promotions: rules.promotions.map((rule) => freedPromotion(rule, held, customerId)),
    coupons: rules.coupons.map((rule) => freedCoupon(rule, held, customerId)),
  };
}
