import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { isStillReferenced, violates } from '../../common/database/sql-state.js';
import { query } from '../../common/database/statement.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../../common/database/update-versioned.js';
import { InvalidField, NotFound } from '../../common/errors/domain-error.js';
import type { ListQuery } from '../../common/http/list/list-query.dto.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { Decimal } from '../../common/money/decimal.js';
import { InUse, SystemUnit, Taken } from '../catalog.errors.js';
import type { SaveUnitDto } from './dto/save-unit.dto.js';
import { UnitResponse } from './dto/unit.response.js';
import type { UpdateUnitDto } from './dto/update-unit.dto.js';
import { Unit } from './unit.entity.js';

const LIST = {
  select:
    'u.id, u.code, u.name, u.symbol, u.kind, u.decimal_places, u.base_factor, u.is_system, ' +
    'u.version, u.created_at, u.updated_at',
  from: 'units u',
  where: [],
  params: [],
  sortable: {
    code: { sql: 'u.code', type: 'text' as const },
    name: { sql: 'u.name', type: 'text' as const },
  },
  default_sort: 'code',
  id: 'u.id',
};

@Injectable()
export class UnitsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
  ) {}

  async list(request: ListQuery): Promise<Page<UnitResponse>> {
    return (await listRows<Unit>(this.dataSource, LIST, request)).map((row) => UnitResponse.from(row));
  }

  async get(id: string): Promise<UnitResponse> {
    const unit = await this.dataSource.manager.findOneBy(Unit, { id });
    if (unit === null) throw new NotFound('unit', id);
    return UnitResponse.from(unit);
  }

  create(caller: Caller, input: SaveUnitDto): Promise<UnitResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const unit = tx.create(Unit, {
        ...input,
        id: newId(),
        symbol: input.symbol ?? input.code.slice(0, 10),
        decimal_places: input.decimal_places ?? (input.kind === 'piece' ? 0 : 3),
        base_factor: new Decimal(input.base_factor ?? 1),
      });
      await tx.insert(Unit, unit).catch((error: unknown) => refuse(error, input.code));
      await this.note(tx, caller, 'unit.created', { id: unit.id, after: unit });
      return UnitResponse.from(unit);
    });
  }

  /** What it measures cannot change once products are counted in it: throws UNIT_IN_USE, SYSTEM_UNIT. */
  update(caller: Caller, id: string, input: UpdateUnitDto, expectedVersion?: number): Promise<UnitResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const target = { entity: Unit, what: 'unit', id, expectedVersion };
      await this.refuseNewMeaning(tx, await lockVersioned(tx, target), input);
      const base_factor = input.base_factor === undefined ? undefined : new Decimal(input.base_factor);
      const { before, after } = await updateVersioned<Unit>(tx, target, { ...input, base_factor }).catch(
        (error: unknown) => refuse(error, input.code),
      );
      await this.note(tx, caller, 'unit.updated', { id, before, after });
      return UnitResponse.from(after);
    });
  }

  /** Throws UNIT_IN_USE while a product is sold by it, and SYSTEM_UNIT for a built-in one. */
  async remove(caller: Caller, id: string, expectedVersion?: number): Promise<void> {
    await runInTransaction(this.dataSource, async (tx) => {
      const before = await lockVersioned(tx, { entity: Unit, what: 'unit', id, expectedVersion });
      if (before.is_system) throw new SystemUnit(before.code);
      await tx.delete(Unit, { id }).catch((error: unknown) => {
        throw isStillReferenced(error) ? new InUse('unit', id) : error;
      });
      await this.note(tx, caller, 'unit.deleted', { id, before });
    });
  }

  private async refuseNewMeaning(tx: Tx, unit: Unit, input: UpdateUnitDto): Promise<void> {
    const differs = (['kind', 'decimal_places'] as const).some(
      (field) => (input[field] ?? unit[field]) !== unit[field],
    );
    const rescales = input.base_factor !== undefined && !unit.base_factor.eq(input.base_factor);
    const renames = input.code !== undefined && input.code !== unit.code;
    if (unit.is_system && (differs || rescales || renames)) throw new SystemUnit(unit.code);
    if (!differs && !rescales) return;
    const used = await query(tx, 'SELECT 1 FROM products WHERE unit_id = $1::uuid LIMIT 1', [unit.id]);
    if (used.length > 0) throw new InUse('unit', unit.id);
  }

  private note(
    tx: Tx,
    caller: Caller,
    action: string,
    change: { id: string; before?: Unit; after?: Unit },
  ): Promise<void> {
    const { id, before, after } = change;
    return this.audit.record(tx, caller, { action, subject_type: 'unit', subject_id: id, before, after });
  }
}

function refuse(error: unknown, code = ''): never {
  if (violates(error, 'uq_units_code')) throw new Taken('unit_code', code);
  if (violates(error, 'ck_units_whole_pieces')) {
    throw new InvalidField(
      'decimal_places',
      'FRACTIONAL_PIECES',
      'pieces are whole: decimal_places must be 0',
    );
  }
  throw error;
}
