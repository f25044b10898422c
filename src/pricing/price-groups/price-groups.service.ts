import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail, type AuditEntry } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { violates } from '../../common/database/sql-state.js';
import { deletedUnlessReferenced } from '../../common/database/still-referenced.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../../common/database/update-versioned.js';
import { optionalDecimal } from '../../common/money/decimal.js';
import { PriceGroupCodeTaken, PriceGroupInUse } from '../pricing.errors.js';
import type { SavePriceGroupDto, UpdatePriceGroupDto } from './dto/save-price-group.dto.js';
import { PriceGroup } from './price-group.entity.js';
import { PriceGroupReads, type PriceGroupRow } from './price-group-reads.js';

function entry(verb: string, id: string, change: Pick<AuditEntry, 'before' | 'after'>): AuditEntry {
  return { action: `price_group.${verb}`, subject_type: 'price_group', subject_id: id, ...change };
}

/** Keeps the price groups. */
@Injectable()
export class PriceGroupsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
    private readonly reads: PriceGroupReads,
  ) {}

  /** Throws PriceGroupCodeTaken. */
  create(caller: Caller, dto: SavePriceGroupDto): Promise<PriceGroupRow> {
    const default_discount_percent = optionalDecimal(dto.default_discount_percent);
    return this.change(dto.code, async (tx) => {
      const id = newId();
      await tx.insert(PriceGroup, { ...dto, default_discount_percent, id });
      const after = await this.reads.byId(id, tx);
      await this.audit.record(tx, caller, entry('created', id, { after }));
      return after;
    });
  }

  /** Throws what `create` throws, NotFound and StaleVersion. */
  update(
    caller: Caller,
    { id, version }: { id: string; version?: number },
    dto: UpdatePriceGroupDto,
  ): Promise<PriceGroupRow> {
    const target = { entity: PriceGroup, what: 'price group', id, expectedVersion: version };
    const patch = { ...dto, default_discount_percent: optionalDecimal(dto.default_discount_percent) };
    return this.change(dto.code, async (tx) => {
      const { before, after } = await updateVersioned<PriceGroup>(tx, target, patch);
      await this.audit.record(tx, caller, entry('updated', id, { before, after }));
      return this.reads.byId(id, tx);
    });
  }

  /** Throws PriceGroupInUse while customers, prices or promotions refer to it, NotFound and StaleVersion. */
  remove(caller: Caller, { id, version }: { id: string; version?: number }): Promise<void> {
    return runInTransaction(this.dataSource, async (tx) => {
      const target = { entity: PriceGroup, what: 'price group', id, expectedVersion: version };
      const before = await lockVersioned(tx, target);
      if (!(await deletedUnlessReferenced(tx, (inner) => inner.delete(PriceGroup, { id }))))
        throw new PriceGroupInUse();
      await this.audit.record(tx, caller, entry('deleted', id, { before }));
    });
  }

  private async change(
    code: string | undefined,
    work: (tx: Tx) => Promise<PriceGroupRow>,
  ): Promise<PriceGroupRow> {
    try {
      return await runInTransaction(this.dataSource, work);
    } catch (error) {
      if (violates(error, 'uq_price_groups_code')) throw new PriceGroupCodeTaken(code ?? '');
      throw error;
    }
  }
}
