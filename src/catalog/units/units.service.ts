import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { isStillReferenced, violates } from '../../common/database/sql-state.js';
import { query } from '../../common/database/statement.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, sentFields, updateVersioned } from '../../common/database/update-versioned.js';
import { InvalidField, NotFound } from '../../common/errors/domain-error.js';
import { listRows, type ListPlan } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { Decimal } from '../../common/money/decimal.js';
import { InUse, SystemUnit, Taken } from '../catalog.errors.js';
import { containsPattern } from '../domain/search.js';
import type { ListUnitsQuery } from './dto/list-units.query.js';
import type { SaveUnitDto } from './dto/save-unit.dto.js';
import { UnitResponse } from './dto/unit.response.js';
import type { UpdateUnitDto } from './dto/update-unit.dto.js';
import { Unit } from './unit.entity.js';

function listPlan({ q, kind, is_active }: ListUnitsQuery): ListPlan {
  const where: string[] = [];
  const params: unknown[] = [];
  if (q !== undefined) {
    const param = `$${params.push(containsPattern(q))}`;
    where.push(`(lower(u.name) LIKE lower(${param}::text) OR lower(u.code) LIKE lower(${param}::text))`);
  }
  if (kind !== undefined) where.push(`u.kind = $${params.push(kind)}::text`);
  if (is_active !== undefined) where.push(`u.is_active = $${params.push(is_active)}::boolean`);
  return {
    select:
      'u.id, u.code, u.name, u.symbol, u.kind, u.decimal_places, u.base_factor, u.description, u.sort_order, ' +
      'u.is_active, u.is_system, u.version, u.created_at, u.updated_at',
    from: 'units u',
    where,
    params,
    sortable: {
      code: { sql: 'u.code', type: 'text' },
      name: { sql: 'u.name', type: 'text' },
      sort_order: { sql: 'u.sort_order', type: 'integer' },
    },
    default_sort: 'sort_order,code',
    id: 'u.id',
  };
}

const USED = `
  SELECT 1 FROM products WHERE unit_id = $1::uuid
  UNION ALL SELECT 1 FROM product_packagings WHERE unit_id = $1::uuid LIMIT 1`;

@Injectable()
export class UnitsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
  ) {}

  async list(request: ListUnitsQuery): Promise<Page<UnitResponse>> {
    return (await listRows<Unit>(this.dataSource, listPlan(request), request)).map((row) =>
      UnitResponse.from(row),
    );
  }

  async get(id: string): Promise<UnitResponse> {
    const unit = await this.dataSource.manager.findOneBy(Unit, { id });
    if (unit === null) throw new NotFound('unit', id);
    return UnitResponse.from(unit);
  }

  create(caller: Caller, input: SaveUnitDto): Promise<UnitResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const unit = tx.create(Unit, {
        description: null,
        ...sentFields(input),
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

  /** What it measures cannot change once products or packs are counted in it: throws UNIT_IN_USE, SYSTEM_UNIT. */
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

  /** Throws UNIT_IN_USE while a product or a pack has it, and SYSTEM_UNIT for a built-in one. */
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
    const said = sentFields(input);
    const decimals = said.decimal_places ?? unit.decimal_places;
    const changesKind = (said.kind ?? unit.kind) !== unit.kind;
    const rescales = said.base_factor !== undefined && !unit.base_factor.eq(said.base_factor);
    const renames = (said.code ?? unit.code) !== unit.code;
    const retires = said.is_active === false;
    const isAltered = changesKind || rescales || renames || retires || decimals !== unit.decimal_places;
    if (unit.is_system && isAltered) throw new SystemUnit(unit.code);
    // More decimals leave every quantity there is as it was; fewer could not express them.
    if (!changesKind && !rescales && decimals >= unit.decimal_places) return;
    const used = await query(tx, USED, [unit.id]);
    if (used.length > 0) throw new InUse('unit', unit.id, '; what it measures cannot change');
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
