import type { CartInput, PricingCustomer } from './cart.types.js';
import type { CartProblems } from './quote-refused.js';
import type { CouponRule } from './rules.types.js';

interface Refusal {
  code: 'COUPON_NOT_FOUND' | 'COUPON_EXPIRED' | 'COUPON_USED_UP' | 'COUPON_NOT_APPLICABLE';
  why: string;
}

function refusalOf(
  coupon: CouponRule | undefined,
  customer: PricingCustomer | null,
  businessDate: string,
): Refusal | undefined {
  if (coupon === undefined) return { code: 'COUPON_NOT_FOUND', why: 'is not known' };
  if (!coupon.is_active) return { code: 'COUPON_NOT_APPLICABLE', why: 'is switched off' };
  if (coupon.expires_on !== null && businessDate > coupon.expires_on)
    return { code: 'COUPON_EXPIRED', why: `expired on ${coupon.expires_on}` };
  if (coupon.customer_id !== null && coupon.customer_id !== customer?.id)
    return { code: 'COUPON_NOT_APPLICABLE', why: 'is for one customer alone' };
  if (coupon.usage_limit !== null && coupon.used_count >= coupon.usage_limit)
    return { code: 'COUPON_USED_UP', why: 'is used up' };
  if (coupon.usage_limit_per_customer === null) return undefined;
  if (customer === null)
    return { code: 'COUPON_NOT_APPLICABLE', why: 'is counted by customer, and none is named' };
  if (coupon.customer_used_count >= coupon.usage_limit_per_customer)
    return { code: 'COUPON_USED_UP', why: 'was used up by this customer' };
  return undefined;
}

/** The coupons of a cart: each opens its promotion, one coupon a promotion. */
export class CouponBook {
  private readonly byPromotion = new Map<string, { coupon: CouponRule; index: number }>();

  /** Reports every code that is worth nothing as `coupon_codes.N`. */
  constructor(
    { coupon_codes = [], rules, customer, business_date }: CartInput,
    private readonly problems: CartProblems,
  ) {
    const known = new Map(rules.coupons.map((coupon) => [coupon.code.toUpperCase(), coupon]));
    const seen = new Set<string>();
    coupon_codes.forEach((sent, index) => {
      const code = sent.trim().toUpperCase();
      if (seen.has(code)) return;
      seen.add(code);
      const coupon = known.get(code);
      const refusal = refusalOf(coupon, customer, business_date);
      if (refusal !== undefined) this.refuse(index, sent, refusal);
      else this.present(coupon!, index, sent);
    });
  }

  /** The coupon that was presented for a promotion. */
  of(promotionId: string): CouponRule | undefined {
    return this.byPromotion.get(promotionId)?.coupon;
  }

  /** A coupon must be able to do something: its promotion reaches the cart, or the customer is told why not. */
  refuseUnreached(promotions: { whyUnreached: (id: string) => string | undefined }): void {
    for (const [promotion, { coupon, index }] of this.byPromotion) {
      const why = promotions.whyUnreached(promotion);
      if (why !== undefined) this.refuse(index, coupon.code, { code: 'COUPON_NOT_APPLICABLE', why });
    }
  }

  private present(coupon: CouponRule, index: number, sent: string): void {
    if (this.byPromotion.has(coupon.promotion_id)) {
      const why = 'belongs to a promotion that another coupon opened';
      this.refuse(index, sent, { code: 'COUPON_NOT_APPLICABLE', why });
      return;
    }
    this.byPromotion.set(coupon.promotion_id, { coupon, index });
  }

  private refuse(index: number, sent: string, { code, why }: Refusal): void {
    this.problems.add(`coupon_codes.${index}`, code, `The coupon ${sent.trim()}: ${why}.`);
  }
}
