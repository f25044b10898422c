import type { DomainEvent } from '../../common/jobs/events.js';

export const PRICES_SAVED = 'pricing.prices_saved';

/**
 * Prices that follow the cost were saved. They are reckoned again after commit: a cost that changed while they were
 * being written was seen by neither side.
 */
export interface PricesSaved extends DomainEvent {
  readonly type: typeof PRICES_SAVED;
  readonly product_ids: readonly string[];
}
