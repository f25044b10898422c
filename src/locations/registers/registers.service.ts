import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail, type AuditEntry } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { violates } from '../../common/database/sql-state.js';
import { query } from '../../common/database/statement.js';
import { deletedUnlessReferenced } from '../../common/database/still-referenced.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../../common/database/update-versioned.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import { DefaultRegisterRequired, RegisterCodeTaken, RegisterInUse } from '../locations.errors.js';
import type { SaveRegisterDto, UpdateRegisterDto } from './dto/save-register.dto.js';
import { RegisterResponse } from './dto/register.response.js';
import { RegisterReads } from './register-reads.js';
import { hasDefaultRegister, lockLocation, vacateDefaultRegister } from './default-register.js';
import { Register } from './register.entity.js';

function assertSound(register: { is_active: boolean; is_default: boolean }): void {
  if (register.is_active || !register.is_default) return;
  throw new InvalidField(
    'is_default',
    'DEFAULT_MUST_BE_ACTIVE',
    'An inactive register cannot be the default.',
  );
}

function entry(verb: string, id: string, change: Pick<AuditEntry, 'before' | 'after'>): AuditEntry {
  return { action: `register.${verb}`, subject_type: 'register', subject_id: id, ...change };
}

/** Sets up, changes and closes registers. A location with an active register has exactly one default. */
@Injectable()
export class RegistersService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
    private readonly reads: RegisterReads,
  ) {}

  /** Throws RegisterCodeTaken and field errors on `location_id` and `is_default`. */
  create(caller: Caller, dto: SaveRegisterDto): Promise<Register> {
    const id = newId();
    return this.change(dto.code, async (tx) => {
      const location_id = await lockLocation(tx, dto.location_id);
      const is_active = dto.is_active ?? true;
      const is_default = dto.is_default ?? (is_active && !(await hasDefaultRegister(tx, location_id)));
      assertSound({ is_active, is_default });
      if (is_default) await this.takeOver(tx, caller, { id, location_id });
      await tx.insert(Register, { ...dto, id, location_id, is_active, is_default });
      const row = await this.reads.byId(id, tx);
      await this.audit.record(tx, caller, entry('created', id, { after: RegisterResponse.from(row) }));
      return row;
    });
  }

  /** Throws what `create` throws, and DefaultRegisterRequired. */
  update(
    caller: Caller,
    target: { id: string; version?: number },
    dto: UpdateRegisterDto,
  ): Promise<Register> {
    const { id, version } = target;
    return this.change(dto.code, async (tx) => {
      const { location_id } = await this.reads.byId(id, tx);
      await lockLocation(tx, location_id);
      const change = { entity: Register, what: 'register', id, expectedVersion: version };
      const present = await lockVersioned<Register>(tx, change);
      if (present.is_default && (dto.is_default === false || dto.is_active === false))
        throw new DefaultRegisterRequired();
      assertSound({
        is_active: dto.is_active ?? present.is_active,
        is_default: dto.is_default ?? present.is_default,
      });
      if (dto.is_default === true) await this.takeOver(tx, caller, { id, location_id });
      const { before, after } = await updateVersioned<Register>(tx, change, dto);
      await this.audit.record(tx, caller, entry('updated', id, { before, after }));
      return this.reads.byId(id, tx);
    });
  }

  /** Throws RegisterInUse, and DefaultRegisterRequired while its location has others. */
  remove(caller: Caller, target: { id: string; version?: number }): Promise<void> {
    const { id, version } = target;
    return runInTransaction(this.dataSource, async (tx) => {
      const { location_id } = await this.reads.byId(id, tx);
      await lockLocation(tx, location_id);
      const change = { entity: Register, what: 'register', id, expectedVersion: version };
      const before = await lockVersioned<Register>(tx, change);
      if (before.is_default && (await tx.countBy(Register, { location_id })) > 1)
        throw new DefaultRegisterRequired();
      const isGone = await deletedUnlessReferenced(tx, (inner) =>
        query(inner, `DELETE FROM registers WHERE id = $1::uuid`, [id]),
      );
      if (!isGone) throw new RegisterInUse();
      await this.audit.record(tx, caller, entry('deleted', id, { before }));
    });
  }

  private async takeOver(tx: Tx, caller: Caller, heir: { id: string; location_id: string }): Promise<void> {
    const former = await vacateDefaultRegister(tx, heir);
    const change = { before: { is_default: true }, after: { is_default: false } };
    await this.audit.recordMany(
      tx,
      caller,
      former.map((id) => entry('updated', id, change)),
    );
  }

  private async change(code: string | undefined, work: (tx: Tx) => Promise<Register>): Promise<Register> {
    try {
      return await runInTransaction(this.dataSource, work);
    } catch (error) {
      if (violates(error, 'uq_registers_location_code')) throw new RegisterCodeTaken(code ?? '');
      throw error;
    }
  }
}
