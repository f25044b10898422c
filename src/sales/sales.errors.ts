import { DomainError, type FieldError } from '../common/errors/domain-error.js';
import type { SaleStatus } from './domain/sale-status.js';

/** Lines that cannot be sold; every one is named by its field. */
export class CartRefused extends DomainError {
  constructor(errors: readonly FieldError[]) {
    super('invalid', errors[0]!.code, errors.map((error) => error.message).join(' '), {}, errors);
  }
}

/** The client's own figures differ from the server's; the answer carries the right ones. */
export class TotalMismatch extends DomainError {
  constructor(
    errors: readonly FieldError[],
    figures: { subtotal: number; tax_amount: number; total_amount: number },
  ) {
    super(
      'invalid',
      'TOTAL_MISMATCH',
      'The totals sent are not the totals of this cart.',
      { expected: figures },
      errors,
    );
  }
}

export class TenderShort extends DomainError {
  constructor(due: number, paid: number) {
    super('invalid', 'TENDER_SHORT', `The payments cover ${paid} of ${due}.`, { due, paid });
  }
}

export class SaleAlreadyExists extends DomainError {
  constructor(id: string) {
    super('conflict', 'SALE_ALREADY_EXISTS', `There is a sale ${id} already.`, { id });
  }
}

/** The sale's status does not allow what was asked. */
export class SaleStateConflict extends DomainError {
  constructor(status: SaleStatus, action: string) {
    super('conflict', 'SALE_STATE_CONFLICT', `A ${status.replace('_', ' ')} sale cannot be ${action}.`, {
      status,
    });
  }
}

export class SaleHasReturns extends DomainError {
  constructor() {
    super(
      'conflict',
      'SALE_HAS_RETURNS',
      'Something of this sale was refunded already; return the rest instead.',
    );
  }
}

export class CustomerBlocked extends DomainError {
  constructor() {
    super('invalid', 'CUSTOMER_BLOCKED', 'This customer cannot buy.', {}, [
      { field: 'customer_id', code: 'CUSTOMER_BLOCKED', message: 'This customer is blocked or not active.' },
    ]);
  }
}

/** More was taken off a price by hand than the caller's role allows. */
export class DiscountLimitExceeded extends DomainError {
  constructor(limit_percent: number, asked_percent: number) {
    const message = `Your role takes at most ${limit_percent} % off a price by hand, not ${asked_percent} %.`;
    super('forbidden', 'DISCOUNT_LIMIT_EXCEEDED', message, { limit_percent, asked_percent });
  }
}

/** Part of the sale is paid from the customer's own account or points; it cannot become somebody else's. */
export class CustomerHasPaid extends DomainError {
  constructor() {
    const message = 'The customer paid part of this sale on account or with points; refund that first.';
    super('conflict', 'CUSTOMER_HAS_PAID', message);
  }
}

export class RefundMismatch extends DomainError {
  constructor(due: number, offered: number) {
    super('invalid', 'REFUND_MISMATCH', `The refunds sum to ${offered}; ${due} is to be refunded.`, {
      due,
      offered,
    });
  }
}

export class ReturnExceedsSale extends DomainError {
  constructor(errors: readonly FieldError[]) {
    super(
      'conflict',
      'RETURN_EXCEEDS_SALE',
      'More would come back than was sold and not yet returned.',
      {},
      errors,
    );
  }
}

export class SaleOverpaid extends DomainError {
  constructor() {
    super(
      'conflict',
      'SALE_OVERPAID',
      'More was paid already than the cart would then cost; refund a payment first.',
    );
  }
}

export class EmptySale extends DomainError {
  constructor() {
    super('conflict', 'EMPTY_SALE', 'A sale without lines cannot be completed.');
  }
}

/** Two number series write the same number; give one of them another prefix. */
export class ReceiptNumberTaken extends DomainError {
  constructor(number: string) {
    super(
      'conflict',
      'RECEIPT_NUMBER_TAKEN',
      `Another register issued ${number}; change the prefix of one series.`,
      {
        number,
      },
    );
  }
}

/** What is left rounds to nothing in cash, so no cash can be taken for it. */
export class BelowSmallestCoin extends DomainError {
  constructor() {
    const message = 'What is still due is less than the smallest coin; take it by another method.';
    super('invalid', 'BELOW_SMALLEST_COIN', message, {}, [
      { field: 'amount', code: 'BELOW_SMALLEST_COIN', message },
    ]);
  }
}
