import type { DomainEvent } from '../../common/jobs/events.js';

export const BATCH_TRACKING_STARTED = 'catalog.batch_tracking_started';

/** Products whose batches were not tracked are tracked by batch from now on; some of them may be in stock. */
export interface BatchTrackingStarted extends DomainEvent {
  readonly type: typeof BATCH_TRACKING_STARTED;
  readonly product_ids: readonly string[];
  readonly actor_id: string;
}
