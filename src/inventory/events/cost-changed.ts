import type { DomainEvent } from '../../common/jobs/events.js';

export const COST_CHANGED = 'inventory.cost_changed';

/**
 * The average cost of products at one location is another one since goods came in, came back or were corrected. Selling
 * tells nothing: it only works off layers whose costs are known.
 */
export interface CostChanged extends DomainEvent {
  readonly type: typeof COST_CHANGED;
  readonly location_id: string;
  readonly product_ids: readonly string[];
}
