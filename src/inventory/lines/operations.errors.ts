import { DomainError } from '../../common/errors/domain-error.js';

/** Only what has left and not wholly come can be received. */
export class TransferNotOnItsWay extends DomainError {
  constructor(status: string) {
    super('conflict', 'TRANSFER_NOT_ON_ITS_WAY', `The transfer is not on its way: it is "${status}".`, {
      document_status: status,
    });
  }
}

/** Two counts of one product at one place would each undo what the other finds. */
export class CountOverlaps extends DomainError {
  constructor(other: { id: string; number: string | null }) {
    super('conflict', 'COUNT_OVERLAPS', `${other.number ?? 'Another count'} counts the same goods there.`, {
      count_id: other.id,
      count_number: other.number,
    });
  }
}

/** A reservation that was kept, given up or ran out cannot be changed. */
export class ReservationOver extends DomainError {
  constructor(status: string) {
    super('conflict', 'RESERVATION_OVER', `The reservation is ${status}.`, { reservation_status: status });
  }
}

/** Number and date tell the batches of a product apart. */
export class BatchTaken extends DomainError {
  constructor(batch_number: string | undefined) {
    super(
      'conflict',
      'BATCH_TAKEN',
      `The product already has a batch ${batch_number ?? 'of this number'} that expires then.`,
      {
        batch_number,
      },
    );
  }
}
