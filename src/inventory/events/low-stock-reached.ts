import type { DomainEvent } from '../../common/jobs/events.js';

export const LOW_STOCK_REACHED = 'inventory.low_stock_reached';

/** A product fell from above its minimum to the minimum or below, at one location. Once per crossing. */
export interface LowStockReached extends DomainEvent {
  readonly type: typeof LOW_STOCK_REACHED;
  readonly product_id: string;
  readonly location_id: string;
  /** Decimal text, such as `4.500`. */
  readonly on_hand: string;
  readonly min_stock_level: string;
}
