import { Injectable } from '@nestjs/common';
import { queryOne } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import type { MemberStatus } from '../entities/loyalty-member.entity.js';
import { LoyaltyRefused, MemberHasLeft } from '../loyalty.errors.js';

export interface HandPosting {
  member_id: string;
  kind: 'opening' | 'adjust' | 'expire';
  /** Above zero: given. Below: taken. */
  points: number;
  reason: string;
  actor_id: string | null;
}

export interface PostedPoints {
  entry_id: string;
  balance: number;
}

interface LockedMember {
  id: string;
  balance: string;
  status: MemberStatus;
  merged_into_id: string | null;
}

interface PostedRow {
  entry_id: string;
  balance: string;
  is_refused: boolean;
}

const LOCK = `
  SELECT balance, status, merged_into_id FROM loyalty_members WHERE id = $1::uuid FOR NO KEY UPDATE`;
const POST = `
  SELECT * FROM loyalty_adjust($1::uuid, $2::text, $3::bigint, $4::text, $5::uuid, $6::timestamptz, $7::date)`;

/**
 * Points that no sale moves. Each call locks the member until commit. The business day is that of UTC: a member
 * belongs to no location.
 */
@Injectable()
export class PointsByHand {
  constructor(private readonly clock: Clock) {}

  /**
   * Posts to whoever has the member's points now. Throws MemberHasLeft, and LoyaltyRefused INSUFFICIENT_POINTS: a hand
   * takes no balance below zero.
   */
  async post(tx: Tx, posting: HandPosting): Promise<PostedPoints> {
    const { kind, points, reason, actor_id } = posting;
    const { id, status } = await this.lock(tx, posting.member_id);
    if (status === 'left') throw new MemberHasLeft(id);
    const now = this.clock.now();
    const values = [id, kind, points, reason, actor_id, now, businessDate(now, 'UTC')];
    const row = await queryOne<PostedRow>(tx, POST, values);
    const balance = Number(row.balance);
    if (row.is_refused) throw LoyaltyRefused.insufficient(balance, -points);
    return { entry_id: row.entry_id, balance };
  }

  /** Takes everything a member has, if anything; what they owe stays owed. Answers how much that was. */
  async forfeit(tx: Tx, member_id: string, reason: string, actor_id: string | null): Promise<number> {
    const { balance } = await this.lock(tx, member_id);
    const points = Number(balance);
    if (points <= 0) return 0;
    await this.post(tx, { member_id, kind: 'expire', points: -points, reason, actor_id });
    return points;
  }

  /** The member, or, when they were merged while their lock was waited for, the one who has their points now. */
  private async lock(tx: Tx, id: string): Promise<LockedMember> {
    const row = await queryOne<Omit<LockedMember, 'id'>>(tx, LOCK, [id]);
    return row.merged_into_id === null ? { id, ...row } : this.lock(tx, row.merged_into_id);
  }
}
