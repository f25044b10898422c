import type { DomainEvent } from '../../common/jobs/events.js';

export const COST_PRICE_CHANGED = 'catalog.cost_price_changed';

/** What products, or packs of them, are known to cost is another amount. */
export interface CostPriceChanged extends DomainEvent {
  readonly type: typeof COST_PRICE_CHANGED;
  readonly product_ids: readonly string[];
}
