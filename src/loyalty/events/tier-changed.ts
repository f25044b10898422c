import type { DomainEvent } from '../../common/jobs/events.js';

export const TIER_CHANGED = 'loyalty.tier_changed';

/** A member rose or fell to another tier. A tier is null where the program has none so low. */
export interface TierChanged extends DomainEvent {
  readonly type: typeof TIER_CHANGED;
  readonly member_id: string;
  readonly customer_id: string;
  readonly program_id: string;
  readonly from_tier: string | null;
  readonly to_tier: string | null;
  /** Earned within the program's window. */
  readonly tier_points: number;
}
