import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Caller } from '../../common/auth/caller.js';
import { runInTransaction } from '../../common/database/tx.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { PointsByHand } from '../ledger/points-by-hand.js';
import { MemberHasLeft } from '../loyalty.errors.js';
import { LeftMemberResponse } from './dto/left-member.response.js';
import { MemberResponse } from './dto/member.response.js';
import type { EnrolMemberDto, UpdateMemberDto } from './dto/save-member.dto.js';
import { Enrolment } from './enrolment.js';
import { MemberReads } from './member-reads.js';
import { MemberRecords, type MemberTarget } from './member-records.js';

/** Keeps the members of programs. */
@Injectable()
export class MembersService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly writes: Writes,
    private readonly reads: MemberReads,
    private readonly enrolment: Enrolment,
    private readonly points: PointsByHand,
    private readonly records: MemberRecords,
  ) {}

  /** Throws what Enrolment.enrol throws. */
  enrol(caller: Caller, program_id: string, dto: EnrolMemberDto): Promise<MemberResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const id = await this.enrolment.enrol(tx, { program_id, ...dto });
      const { customer_id, card_number = null } = dto;
      await this.records.note(tx, caller, 'enrolled', {
        id,
        after: { program_id, customer_id, card_number },
      });
      return MemberResponse.from(await this.reads.byId(id, program_id, tx));
    });
  }

  /** Throws CardNumberTaken. */
  update(caller: Caller, target: MemberTarget, dto: UpdateMemberDto): Promise<MemberResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const { id, program_id } = target;
      await this.records.lock(tx, target);
      const { before, after } = await this.records.change(tx, target, dto);
      await this.records.note(tx, caller, 'updated', { id, before, after });
      return MemberResponse.from(await this.reads.byId(id, program_id, tx));
    });
  }

  /** Ends a membership: what is left of the points is forfeited, and the card is free. Throws MemberHasLeft. */
  leave(write: WriteRequest, target: MemberTarget): Promise<WriteOutcome<LeftMemberResponse>> {
    return this.writes.execute(write, async (tx) => {
      const { id, program_id } = target;
      const member = await this.records.lock(tx, target);
      const { customer_id } = member;
      if (member.status !== 'active') throw new MemberHasLeft(id);
      const forfeited_points = await this.points.forfeit(tx, id, 'Left the program', write.actor.id);
      const left_at = await this.records.close(tx, id);
      await this.records.note(tx, write, 'left', { id, after: { forfeited_points } });
      return { id, program_id, customer_id, status: 'left', forfeited_points, left_at };
    });
  }
}
