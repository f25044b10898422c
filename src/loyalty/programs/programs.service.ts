import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { isStillReferenced, violates } from '../../common/database/sql-state.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, sentFields, updateVersioned } from '../../common/database/update-versioned.js';
import { Events } from '../../common/jobs/events.js';
import { optionalDecimal, type Decimal } from '../../common/money/decimal.js';
import { LoyaltyProgram } from '../entities/loyalty-program.entity.js';
import { PROGRAM_CHANGED, type ProgramChanged } from '../events/program-changed.js';
import { DefaultProgramKept, ProgramInUse, ProgramNameTaken } from '../loyalty.errors.js';
import { DEFAULT_PROGRAM_ID } from './default-program.js';
import { ProgramResponse } from './dto/program.response.js';
import type { SaveProgramDto, UpdateProgramDto } from './dto/save-program.dto.js';
import { ProgramReads } from './program-reads.js';
import { assertDistinct, replaceTiers } from './program-tiers.js';

interface ProgramTarget {
  id: string;
  version?: number;
}

type Columns = Omit<UpdateProgramDto, 'tiers' | 'points_per_unit' | 'redemption_value'> & {
  points_per_unit?: Decimal;
  redemption_value?: Decimal;
};

function columnsOf({ tiers: _, ...dto }: UpdateProgramDto): Columns {
  const { points_per_unit, redemption_value } = dto;
  return sentFields({
    ...dto,
    points_per_unit: optionalDecimal(points_per_unit),
    redemption_value: optionalDecimal(redemption_value),
  });
}

/** Keeps the loyalty programs. */
@Injectable()
export class ProgramsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly reads: ProgramReads,
    private readonly events: Events,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws ProgramNameTaken, and field errors for tiers that occur twice. */
  create(caller: Caller, dto: SaveProgramDto): Promise<ProgramResponse> {
    const id = newId();
    const { tiers = [] } = dto;
    assertDistinct(tiers);
    return this.change(dto.name, async (tx) => {
      await tx.insert(LoyaltyProgram, { ...columnsOf(dto), id });
      await replaceTiers(tx, id, tiers);
      const after = ProgramResponse.from(await this.reads.byId(id, tx));
      await this.note(tx, caller, 'created', { id, after });
      return after;
    });
  }

  /**
   * Throws as create. Other rates count for sales from now on; other tiers or another window settle every member's
   * tier anew, in the background.
   */
  update(caller: Caller, { id, version }: ProgramTarget, dto: UpdateProgramDto): Promise<ProgramResponse> {
    const target = { entity: LoyaltyProgram, what: 'loyalty program', id, expectedVersion: version };
    if (dto.tiers !== undefined) assertDistinct(dto.tiers);
    return this.change(dto.name ?? '', async (tx) => {
      await lockVersioned<LoyaltyProgram>(tx, target);
      const before = ProgramResponse.from(await this.reads.byId(id, tx));
      await updateVersioned<LoyaltyProgram>(tx, target, columnsOf(dto));
      if (dto.tiers !== undefined) await replaceTiers(tx, id, dto.tiers);
      const after = ProgramResponse.from(await this.reads.byId(id, tx));
      if (dto.tiers !== undefined || after.tier_window_days !== before.tier_window_days) {
        await this.events.publish<ProgramChanged>(tx, { type: PROGRAM_CHANGED, program_id: id });
      }
      await this.note(tx, caller, 'updated', { id, before, after });
      return after;
    });
  }

  /** Deletes a program without members, and its rules. Throws ProgramInUse and DefaultProgramKept. */
  remove(caller: Caller, { id, version }: ProgramTarget): Promise<void> {
    return runInTransaction(this.dataSource, async (tx) => {
      const target = { entity: LoyaltyProgram, what: 'loyalty program', id, expectedVersion: version };
      await lockVersioned<LoyaltyProgram>(tx, target);
      if (id === DEFAULT_PROGRAM_ID) throw new DefaultProgramKept(id);
      const before = ProgramResponse.from(await this.reads.byId(id, tx));
      await tx.delete(LoyaltyProgram, { id }).catch((error: unknown) => {
        throw isStillReferenced(error) ? new ProgramInUse(id) : error;
      });
      await this.note(tx, caller, 'deleted', { id, before });
    });
  }

  private async change(name: string, work: (tx: Tx) => Promise<ProgramResponse>): Promise<ProgramResponse> {
    try {
      return await runInTransaction(this.dataSource, work);
    } catch (error) {
      throw violates(error, 'uq_loyalty_programs_name') ? new ProgramNameTaken(name) : error;
    }
  }

  private note(
    tx: Tx,
    caller: Caller,
    verb: string,
    { id, before, after }: { id: string; before?: ProgramResponse; after?: ProgramResponse },
  ): Promise<void> {
    const subject = { subject_type: 'loyalty_program', subject_id: id };
    return this.audit.record(tx, caller, { action: `loyalty_program.${verb}`, ...subject, before, after });
  }
}
