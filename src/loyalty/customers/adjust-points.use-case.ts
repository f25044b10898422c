import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { NotFound } from '../../common/errors/domain-error.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { PartnerQueries } from '../../partners/index.js';
import { PointsByHand } from '../ledger/points-by-hand.js';
import { LoyaltyRefused } from '../loyalty.errors.js';
import { Enrolment } from '../members/enrolment.js';
import type { AdjustPointsDto } from './dto/adjust-points.dto.js';
import type { AdjustedPointsResponse } from './dto/adjusted-points.response.js';

interface Membership {
  id: string;
  program_id: string;
}

const OLDEST = `
  SELECT m.id, m.program_id FROM loyalty_members m JOIN loyalty_programs p ON p.id = m.program_id
  WHERE m.customer_id = $1::uuid AND m.status = 'active' AND p.is_active AND ($2::uuid IS NULL OR m.program_id = $2)
  ORDER BY m.id LIMIT 1`;

/** Gives points to a customer, or takes some, and says why. */
@Injectable()
export class AdjustPointsUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly partners: PartnerQueries,
    private readonly enrolment: Enrolment,
    private readonly points: PointsByHand,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Whoever is given points and is no member becomes one. Throws NotFound, LoyaltyRefused (NOT_A_MEMBER,
   * INSUFFICIENT_POINTS), and what Enrolment.enrol throws.
   */
  execute(
    write: WriteRequest,
    customer_id: string,
    dto: AdjustPointsDto,
  ): Promise<WriteOutcome<AdjustedPointsResponse>> {
    return this.writes.execute(write, async (tx) => {
      const { points, reason } = dto;
      const member = await this.membership(tx, customer_id, dto);
      const actor_id = write.actor.id;
      const posting = { member_id: member.id, kind: 'adjust' as const, points, reason, actor_id };
      const posted = await this.points.post(tx, posting);
      await this.audit.record(tx, write, {
        action: 'loyalty_member.points_adjusted',
        subject_type: 'loyalty_member',
        subject_id: member.id,
        before: { points: posted.balance - points },
        after: { points: posted.balance, reason },
      });
      return {
        entry_id: posted.entry_id,
        member_id: member.id,
        program_id: member.program_id,
        customer_id,
        points,
        balance: posted.balance,
      };
    });
  }

  private async membership(
    tx: Tx,
    customer_id: string,
    { points, program_id }: AdjustPointsDto,
  ): Promise<Membership> {
    const customer = await this.partners.customerForSale(tx, customer_id);
    if (customer === undefined) throw new NotFound('customer', customer_id);
    const [member] = await query<Membership | undefined>(tx, OLDEST, [customer_id, program_id ?? null]);
    if (member !== undefined) return member;
    if (points < 0) throw LoyaltyRefused.notAMember(customer_id);
    const joined = program_id ?? (await this.enrolment.openProgram(tx));
    return { id: await this.enrolment.enrol(tx, { program_id: joined, customer_id }), program_id: joined };
  }
}
