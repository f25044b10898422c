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
import { ValidationFailed } from '../../common/errors/domain-error.js';
import { optionalDecimal, type Decimal } from '../../common/money/decimal.js';
import { InUse, Taken } from '../catalog.errors.js';
import { componentProblems, generalRate } from '../domain/tax-group-rules.js';
import type { SaveTaxGroupDto } from './dto/save-tax-group.dto.js';
import type { TaxGroupResponse } from './dto/tax-group.response.js';
import type { UpdateTaxGroupDto } from './dto/update-tax-group.dto.js';
import { componentOf, componentsOf, replaceComponents, type Component } from './tax-group-components.js';
import { TaxGroup } from './tax-group.entity.js';
import { TaxGroupsService } from './tax-groups.service.js';

/** Serialises changes of the default group: two groups becoming the default at once must take turns. */
const DEFAULT_LOCK = `SELECT pg_advisory_xact_lock(hashtext('catalog.default_tax_group'))`;
const TAKE_DEFAULT = `
  UPDATE tax_groups SET is_default = false, version = version + 1, updated_at = now() WHERE is_default AND id <> $1::uuid`;

/** The rate that goes with the components. Throws ValidationFailed naming everything wrong with them. */
function plannedRate(components: readonly Component[], said: Decimal | undefined): Decimal | undefined {
  const problems = componentProblems(components, said);
  if (said === undefined && components.length === 0) return undefined;
  if (problems.length > 0) throw new ValidationFailed(problems);
  return generalRate(components) ?? said;
}

/** Writes tax groups. A new rate counts for sales from now on; documents keep the taxes they were made with. */
@Injectable()
export class TaxGroupChanges {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly groups: TaxGroupsService,
    private readonly audit: AuditTrail,
  ) {}

  create(caller: Caller, { components: sent = [], ...input }: SaveTaxGroupDto): Promise<TaxGroupResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const components = sent.map(componentOf);
      const rate = plannedRate(components, optionalDecimal(input.rate));
      if (rate === undefined) throw rateMissing();
      const fields = { prices_include_tax: null, is_reverse_charge: false, ...sentFields(input), rate };
      const group = tx.create(TaxGroup, { ...fields, id: newId() });
      await this.takeDefault(tx, group.id, input.is_default);
      await tx.insert(TaxGroup, group).catch((error: unknown) => refuse(error, input.code));
      await replaceComponents(tx, group.id, components);
      await this.note(tx, caller, 'tax_group.created', { id: group.id, after: { ...group, components } });
      return this.groups.get(group.id, tx);
    });
  }

  /** `components` replaces the whole list; a rate alone is only taken while no components say it. */
  update(
    caller: Caller,
    id: string,
    { components: sent, ...input }: UpdateTaxGroupDto,
    expectedVersion?: number,
  ): Promise<TaxGroupResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      await this.takeDefault(tx, id, input.is_default);
      const target = { entity: TaxGroup, what: 'tax group', id, expectedVersion };
      await lockVersioned(tx, target);
      const old = await componentsOf(tx, id);
      const components = sent?.map(componentOf) ?? old;
      const rate = plannedRate(components, optionalDecimal(input.rate));
      const { before, after } = await updateVersioned<TaxGroup>(tx, target, { ...input, rate }).catch(
        (error: unknown) => refuse(error, input.code),
      );
      if (sent !== undefined) await replaceComponents(tx, id, components);
      const change = { id, before: { ...before, components: old }, after: { ...after, components } };
      await this.note(tx, caller, 'tax_group.updated', change);
      return this.groups.get(id, tx);
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
    change: { id: string; before?: object; after?: object },
  ): Promise<void> {
    const { id, before, after } = change;
    const entry = { action, subject_type: 'tax_group', subject_id: id, before, after };
    return this.audit.record(tx, caller, entry);
  }
}

function rateMissing(): ValidationFailed {
  const message = 'rate is required when no component holds for all locations';
  return new ValidationFailed([{ field: 'rate', code: 'RATE_REQUIRED', message }]);
}

function refuse(error: unknown, code = ''): never {
  throw violates(error, 'uq_tax_groups_code') ? new Taken('tax_group_code', code) : error;
}
