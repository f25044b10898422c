import { DomainError } from '../common/errors/domain-error.js';
import type { Exhaustion } from './redemptions/exhaustion.js';

export class DiscountCodeTaken extends DomainError {
  constructor(code: string) {
    super('conflict', 'DISCOUNT_CODE_TAKEN', `There is already a discount ${code}.`, { discount_code: code });
  }
}

export class PriceGroupCodeTaken extends DomainError {
  constructor(code: string) {
    super('conflict', 'PRICE_GROUP_CODE_TAKEN', `There is already a price group ${code}.`, {
      price_group_code: code,
    });
  }
}

export class PriceGroupInUse extends DomainError {
  constructor() {
    const message = 'Customers, prices or promotions refer to this price group; deactivate it instead.';
    super('conflict', 'PRICE_GROUP_IN_USE', message);
  }
}

/** There is one price for each key: product and place, and group, quantity or pack. */
export class PriceExists extends DomainError {
  constructor() {
    super('conflict', 'PRICE_EXISTS', 'There is already a price for this; change that one.');
  }
}

export class PromotionCodeTaken extends DomainError {
  constructor(code: string) {
    super('conflict', 'PROMOTION_CODE_TAKEN', `There is already a promotion ${code}.`, {
      promotion_code: code,
    });
  }
}

export class PromotionInUse extends DomainError {
  constructor() {
    super('conflict', 'PROMOTION_IN_USE', 'Sales have used this promotion; deactivate it instead.');
  }
}

/** Switching it on would do nothing: it is over wherever it holds. */
export class PromotionOver extends DomainError {
  constructor(ends_at: string) {
    super('conflict', 'PROMOTION_OVER', `This promotion ended at ${ends_at}; give it a later end first.`, {
      ends_at,
    });
  }
}

export class CouponCodeTaken extends DomainError {
  constructor(code: string) {
    super('conflict', 'COUPON_CODE_TAKEN', `There is already a coupon ${code}.`, { coupon_code: code });
  }
}

export class CouponInUse extends DomainError {
  constructor() {
    super('conflict', 'COUPON_IN_USE', 'Sales have used this coupon; deactivate it instead.');
  }
}

/** A limit or budget was reached between the quote and the sale; a new quote leaves the promotion out. */
export class PromotionExhausted extends DomainError {
  constructor(promotions: readonly Exhaustion[]) {
    super('conflict', 'PROMOTION_EXHAUSTED', 'A promotion of this sale is used up; quote it again.', {
      promotions,
    });
  }
}
