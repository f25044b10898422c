import { Injectable, type OnModuleInit } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { CustomerFiles, type CustomerFile } from '../../partners/index.js';
import type { MemberStatus } from '../entities/loyalty-member.entity.js';
import { PointsByHand } from '../ledger/points-by-hand.js';
import { TierChanges, type TierChangeRow } from '../ledger/tier-changes.js';
import { MemberRecords } from '../members/member-records.js';

const MERGE = `SELECT * FROM loyalty_merge($1::uuid, $2::uuid, $3::timestamptz, $4::date)`;

const MEMBERS = `
  SELECT id, status FROM loyalty_members WHERE customer_id = $1::uuid ORDER BY id FOR NO KEY UPDATE`;

const EXPORT = `
  SELECT p.name AS program, m.id AS member_id, m.status, m.card_number, m.balance::text AS points, m.tier_code AS tier,
    m.enrolled_at, m.left_at,
    (SELECT json_agg(json_build_object('kind', e.kind, 'points', e.points, 'sale_id', e.sale_id, 'sale_item_id', e.sale_item_id,
        'amount', e.amount, 'reason', (SELECT n.reason FROM loyalty_notes n WHERE n.entry_id = e.id), 'occurred_at', e.occurred_at, 'business_date', e.business_date) ORDER BY e.id)
     FROM loyalty_entries e WHERE e.member_id = m.id) AS entries,
    (SELECT json_agg(json_build_object('from_tier', t.from_tier, 'to_tier', t.to_tier, 'changed_at', t.changed_at) ORDER BY t.id)
     FROM loyalty_tier_changes t WHERE t.member_id = m.id) AS tier_changes
  FROM loyalty_members m JOIN loyalty_programs p ON p.id = m.program_id
  WHERE m.customer_id = $1::uuid ORDER BY m.id`;

/** Memberships and points in a customer's file: they follow a merge, end with an erasure, and are handed out. */
@Injectable()
export class LoyaltyFile implements CustomerFile, OnModuleInit {
  readonly name = 'loyalty';

  constructor(
    private readonly files: CustomerFiles,
    private readonly points: PointsByHand,
    private readonly records: MemberRecords,
    private readonly tiers: TierChanges,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.files.register(this);
  }

  /** Memberships move; where both have one, the points do, with their expiry. Entries name who had them then. */
  async move(tx: Tx, from_id: string, to_id: string): Promise<void> {
    const now = this.clock.now();
    const values = [from_id, to_id, now, businessDate(now, 'UTC')];
    await this.tiers.publish(tx, await query<TierChangeRow>(tx, MERGE, values));
  }

  /** Nobody can claim the points any more: they are forfeited; card, reasons and what was logged are forgotten. */
  async erase(tx: Tx, id: string): Promise<void> {
    for (const member of await query<{ id: string; status: MemberStatus }>(tx, MEMBERS, [id])) {
      if (member.status === 'active') {
        await this.points.forfeit(tx, member.id, 'Customer erased', null);
        await this.records.close(tx, member.id);
      }
      await this.records.forget(tx, member.id);
    }
  }

  async export(db: Queryable, id: string): Promise<unknown> {
    const memberships = await query<object>(db, EXPORT, [id]);
    return memberships.length === 0 ? undefined : memberships;
  }
}
