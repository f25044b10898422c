import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { violates } from '../../common/database/sql-state.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../../common/database/update-versioned.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { Clock } from '../../common/time/clock.js';
import { LoyaltyMember } from '../entities/loyalty-member.entity.js';
import { CardNumberTaken } from '../loyalty.errors.js';
import type { UpdateMemberDto } from './dto/save-member.dto.js';

const SUBJECT = 'loyalty_member';

const FORGET_REASONS = `
  DELETE FROM loyalty_notes n USING loyalty_entries e WHERE e.id = n.entry_id AND e.member_id = $1::uuid`;

export interface MemberTarget {
  program_id: string;
  id: string;
  version?: number;
}

/** The rows of members, and who changed them. */
@Injectable()
export class MemberRecords {
  constructor(
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Throws NotFound and StaleVersion. */
  async lock(tx: Tx, { id, program_id, version }: MemberTarget): Promise<LoyaltyMember> {
    const target = { entity: LoyaltyMember, what: 'loyalty member', id, expectedVersion: version };
    const member = await lockVersioned<LoyaltyMember>(tx, target);
    if (member.program_id !== program_id) throw new NotFound('loyalty member', id);
    return member;
  }

  change(
    tx: Tx,
    { id }: MemberTarget,
    dto: UpdateMemberDto,
  ): Promise<{ before: LoyaltyMember; after: LoyaltyMember }> {
    const target = { entity: LoyaltyMember, what: 'loyalty member', id };
    return updateVersioned<LoyaltyMember>(tx, target, dto).catch((error: unknown) => {
      throw violates(error, 'uq_loyalty_members_card') ? new CardNumberTaken(dto.card_number!) : error;
    });
  }

  /** Answers when that was. */
  async close(tx: Tx, id: string): Promise<Date> {
    const target = { entity: LoyaltyMember, what: 'loyalty member', id };
    const left_at = this.clock.now();
    const left = { status: 'left' as const, left_at, card_number: null };
    await updateVersioned<LoyaltyMember>(tx, target, left);
    return left_at;
  }

  /** Takes out of the records of a member what somebody wrote, and who they were. */
  async forget(tx: Tx, id: string): Promise<void> {
    await query(tx, FORGET_REASONS, [id]);
    await this.audit.redact(tx, SUBJECT, id);
  }

  note(
    tx: Tx,
    caller: Caller,
    verb: string,
    { id, before, after }: { id: string; before?: object; after?: object },
  ): Promise<void> {
    const subject = { subject_type: SUBJECT, subject_id: id };
    return this.audit.record(tx, caller, { action: `loyalty_member.${verb}`, ...subject, before, after });
  }
}
