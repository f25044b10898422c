import { DomainError } from '../common/errors/domain-error.js';
import type { PaymentStatus } from './domain/payment-status.js';

/** A payment cannot go from one status to the other: taken money goes back by a refund or a void. */
export class PaymentStatusConflict extends DomainError {
  constructor(from: PaymentStatus, to: string) {
    super('conflict', 'PAYMENT_STATUS_CONFLICT', `A ${from} payment cannot become ${to}.`, { from, to });
  }
}

/** The entry belongs to a sale, whose money goes back by a refund or a void, or is itself a reversal. */
export class EntryNotReversible extends DomainError {
  constructor(kind: string) {
    super('conflict', 'ENTRY_NOT_REVERSIBLE', `A ${kind} entry is not undone by a reversal.`, { kind });
  }
}

export class EntryAlreadyReversed extends DomainError {
  constructor(id: string) {
    super('conflict', 'ENTRY_ALREADY_REVERSED', `The entry ${id} was reversed before.`, { id });
  }
}

export class AmountTooPrecise extends DomainError {
  constructor(field: string, digits: number) {
    const message = `${field} takes at most ${digits} decimals in this currency.`;
    super('invalid', 'TOO_MANY_DECIMALS', message, {}, [{ field, code: 'TOO_MANY_DECIMALS', message }]);
  }
}
