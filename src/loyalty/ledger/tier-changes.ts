import { Injectable } from '@nestjs/common';
import type { Tx } from '../../common/database/tx.js';
import { Events } from '../../common/jobs/events.js';
import { TIER_CHANGED, type TierChanged } from '../events/tier-changed.js';

/** A tier change as the posting functions answer it; bigint comes as text. */
export interface TierChangeRow {
  member_id: string;
  customer_id: string;
  program_id: string;
  from_tier: string | null;
  to_tier: string | null;
  tier_points: string;
}

/** Tells of members who rose or fell. */
@Injectable()
export class TierChanges {
  constructor(private readonly events: Events) {}

  /** Costs nothing while nobody has subscribed. */
  async publish(tx: Tx, rows: readonly TierChangeRow[]): Promise<void> {
    for (const { member_id, customer_id, program_id, from_tier, to_tier, tier_points } of rows) {
      await this.events.publish<TierChanged>(tx, {
        type: TIER_CHANGED,
        member_id,
        customer_id,
        program_id,
        from_tier,
        to_tier,
        tier_points: Number(tier_points),
      });
    }
  }
}
