import { DomainError } from '../../common/errors/domain-error.js';
import { violates } from '../../common/database/sql-state.js';

/** What the trigger on stock_movements names when it refuses. */
const TRIGGER = 'ck_stock_movements_period';

/** The business day lies in a closed period; nothing was written. */
export class PeriodClosed extends DomainError {
  constructor(closed_until: string) {
    super(
      'conflict',
      'PERIOD_CLOSED',
      `The stock is closed until ${closed_until}; nothing is posted before.`,
      {
        closed_until,
      },
    );
  }
}

/**
 * For the end of whatever posts stock: throws PeriodClosed for what the database refused because of a closed period, and
 * every other error as it is.
 */
export function refuseClosedPeriod(error: unknown): never {
  if (!violates(error, TRIGGER)) throw error;
  const { detail } = ((error as { driverError?: unknown }).driverError ?? error) as { detail: string };
  throw new PeriodClosed(detail);
}

/** A period ends on a day that is over, and after the one before it. */
export class PeriodAlreadyClosed extends DomainError {
  constructor(closed_until: string) {
    super('conflict', 'PERIOD_ALREADY_CLOSED', `The stock is closed until ${closed_until} already.`, {
      closed_until,
    });
  }
}

export class NoClosedPeriod extends DomainError {
  constructor() {
    super('conflict', 'NO_CLOSED_PERIOD', 'No period is closed.');
  }
}

/** Some posting takes long, and a period is closed between postings. */
export class StockIsBusy extends DomainError {
  constructor() {
    super('conflict', 'STOCK_IS_BUSY', 'Stock is being posted; try again in a moment.');
  }
}
