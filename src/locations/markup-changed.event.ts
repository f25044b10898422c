import type { DomainEvent } from '../common/jobs/events.js';

export const MARKUP_CHANGED = 'locations.markup_changed';

/** A location adds another percentage to costs, or rounds otherwise: what it makes of a cost is another price. */
export interface MarkupChanged extends DomainEvent {
  readonly type: typeof MARKUP_CHANGED;
  readonly location_id: string;
}
