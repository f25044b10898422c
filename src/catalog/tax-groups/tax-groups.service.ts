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
import { NotFound } from '../../common/errors/domain-error.js';
import type { ListQuery } from '../../common/http/list/list-query.dto.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { Decimal } from '../../common/money/decimal.js';
import { InUse, Taken } from '../catalog.errors.js';
import type { SaveTaxGroupDto } from './dto/save-tax-group.dto.js';
import { TaxGroupResponse } from './dto/tax-group.response.js';
import type { UpdateTaxGroupDto } from './dto/update-tax-group.dto.js';
import { TaxGroup } from './tax-group.entity.js';

const LIST = {
  select:
    't.id, t.code, t.name, t.rate, t.prices_include_tax, t.is_default, t.version, t.created_at, t.updated_at',
  from: 'tax_groups t',
  where: [],
  params: [],
  sortable: {
    code: { sql: 't.code', type: 'text' as const },
    name: { sql: 't.name', type: 'text' as const },
    rate: { sql: 't.rate', type: 'numeric' as const },
  },
  default_sort: 'code',
  id: 't.id',
};

/** Serialises changes of the default group: two groups becoming the default at once must take turns. */
const DEFAULT_LOCK = `SELECT pg_advisory_xact_lock(hashtext('catalog.default_tax_group'))`;
const TAKE_DEFAULT = `
  UPDATE tax_groups SET is_default = false, version = version + 1, updated_at = now() WHERE is_default AND id <> $1::uuid`;

@Injectable()
export class TaxGroupsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
  ) {}

  async list(request: ListQuery): Promise<Page<TaxGroupResponse>> {
    return (await listRows<TaxGroup>(this.dataSource, LIST, request)).map((row) =>
      TaxGroupResponse.from(row),
    );
  }

  async get(id: string): Promise<TaxGroupResponse> {
    const group = await this.dataSource.manager.findOneBy(TaxGroup, { id });
    if (group === null) throw new NotFound('tax group', id);
    return TaxGroupResponse.from(group);
  }

  create(caller: Caller, input: SaveTaxGroupDto): Promise<TaxGroupResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const rate = new Decimal(input.rate);
      const group = tx.create(TaxGroup, {
        prices_include_tax: null,
        ...sentFields(input),
        rate,
        id: newId(),
      });
      await this.takeDefault(tx, group.id, input.is_default);
      await tx.insert(TaxGroup, group).catch((error: unknown) => refuse(error, input.code));
      await this.note(tx, caller, 'tax_group.created', { id: group.id, after: group });
      return TaxGroupResponse.from(group);
    });
  }

  /** A new rate counts for sales from now on; documents keep the rate they were made with. */
  update(
    caller: Caller,
    id: string,
    input: UpdateTaxGroupDto,
    expectedVersion?: number,
  ): Promise<TaxGroupResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      await this.takeDefault(tx, id, input.is_default);
      const rate = input.rate === undefined ? undefined : new Decimal(input.rate);
      const target = { entity: TaxGroup, what: 'tax group', id, expectedVersion };
      const { before, after } = await updateVersioned<TaxGroup>(tx, target, { ...input, rate }).catch(
        (error: unknown) => refuse(error, input.code),
      );
      await this.note(tx, caller, 'tax_group.updated', { id, before, after });
      return TaxGroupResponse.from(after);
    });
  }

  /** Throws TAX_GROUP_IN_USE while a product has it. */
  async remove(caller: Caller, id: string, expectedVersion?: number): Promise<void> {
    await runInTransaction(this.dataSource, async (tx) => {
      const before = await lockVersioned(tx, { entity: TaxGroup, what: 'tax group', id, expectedVersion });
      await tx.delete(TaxGroup, { id }).catch((error: unknown) => {
        throw isStillReferenced(error) ? new InUse('tax group', id) : error;
      });
      await this.note(tx, caller, 'tax_group.deleted', { id, before });
    });
  }

  private async takeDefault(tx: Tx, id: string, isDefault: boolean | undefined): Promise<void> {
    if (isDefault !== true) return;
    await query(tx, DEFAULT_LOCK);
    await query(tx, TAKE_DEFAULT, [id]);
  }

  private note(
    tx: Tx,
    caller: Caller,
    action: string,
    change: { id: string; before?: TaxGroup; after?: TaxGroup },
  ): Promise<void> {
    const { id, before, after } = change;
    return this.audit.record(tx, caller, {
      action,
      subject_type: 'tax_group',
      subject_id: id,
      before,
      after,
    });
  }
}

function refuse(error: unknown, code = ''): never {
  throw violates(error, 'uq_tax_groups_code') ? new Taken('tax_group_code', code) : error;
}
