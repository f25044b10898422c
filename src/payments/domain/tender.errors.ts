import { DomainError, type FieldError } from '../../common/errors/domain-error.js';

/** One or more tenders cannot be taken; the problem's code is the first one's, all are listed. */
export class TenderRefused extends DomainError {
  constructor(errors: readonly FieldError[]) {
    super('invalid', errors[0]!.code, errors.map((error) => error.message).join(' '), {}, errors);
  }
}

/** More is asked back than the sale's payments still hold. */
export class RefundExceedsPaid extends DomainError {
  constructor(requested: string, refundable: string) {
    super(
      'conflict',
      'REFUND_EXCEEDS_PAID',
      `Asked back: ${requested}; of the payments ${refundable} is left.`,
      {
        requested: Number(requested),
        refundable: Number(refundable),
      },
    );
  }
}

/** The refund tenders do not sum to what is to be given back. */
export class RefundTendersMismatch extends DomainError {
  constructor(field: string, offered: string, amount: string) {
    const message = `The refund tenders sum to ${offered}, but ${amount} is to be given back.`;
    super('invalid', 'REFUND_TENDERS_MISMATCH', message, { expected: Number(amount) }, [
      { field, code: 'REFUND_TENDERS_MISMATCH', message },
    ]);
  }
}

/** Points come back as points, and only what was put on account comes back there. */
export class RefundExceedsMethod extends DomainError {
  constructor(method: string, asked: string, available: string) {
    const message = `Asked back by ${method}: ${asked}; only ${available} of the sale can go back that way.`;
    super('conflict', 'REFUND_EXCEEDS_METHOD', message, {
      payment_method: method,
      requested: Number(asked),
      available: Number(available),
    });
  }
}
