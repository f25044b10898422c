import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type DeepPartial } from 'typeorm';
import { AuditTrail, type AuditEntry } from '../../../audit/index.js';
import type { Caller } from '../../../common/auth/caller.js';
import { actingAs } from '../../../common/database/acting-as.js';
import type { MutableEntity } from '../../../common/database/mutable.entity.js';
import { newId } from '../../../common/database/new-id.js';
import { violates } from '../../../common/database/sql-state.js';
import { runInTransaction, type Tx } from '../../../common/database/tx.js';
import { lockVersioned, sentFields, updateVersioned } from '../../../common/database/update-versioned.js';
import { ValidationFailed } from '../../../common/errors/domain-error.js';
import { Events } from '../../../common/jobs/events.js';
import { onceMoreIfGone } from '../../once-more-if-gone.js';
import { PriceExists } from '../../pricing.errors.js';
import { PRICES_SAVED, type PricesSaved } from '../../recompute/prices-saved.event.js';
import type { PriceSheet, PriceValues } from './price-sheet.js';
import { priceTerms, wrongClaim } from './price-terms.js';

interface Target {
  id: string;
  version?: number;
}

/** Keeps prices of every kind, one at a time. Every change is audited, and its price goes into the history. */
@Injectable()
export class PriceBook {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
    private readonly events: Events,
  ) {}

  /** Answers the id. Throws PriceExists and field errors. */
  create<Dto extends object, E extends MutableEntity>(
    caller: Caller,
    sheet: PriceSheet<Dto, E>,
    dto: Dto,
  ): Promise<string> {
    return this.change(caller, sheet, async (tx) => {
      const id = newId();
      const after = await this.soundValues(tx, sheet, dto);
      await tx.insert(sheet.entity, { ...after, id } as never);
      await this.audit.record(tx, caller, this.entry(sheet, 'created', id, { after }));
      return id;
    });
  }

  /** Throws what `create` throws, NotFound and StaleVersion. Lock: the price's row. */
  update<Dto extends object, E extends MutableEntity>(
    caller: Caller,
    sheet: PriceSheet<Dto, E>,
    { id, version }: Target,
    dto: Partial<Dto>,
  ): Promise<string> {
    const target = { entity: sheet.entity, what: sheet.what, id, expectedVersion: version };
    return this.change(caller, sheet, async (tx) => {
      const present = sheet.dtoOf(await lockVersioned<E>(tx, target));
      const patch = await this.soundValues(tx, sheet, { ...present, ...sentFields(dto) });
      const { before, after } = await updateVersioned<E>(tx, target, patch as DeepPartial<E>);
      await this.audit.record(tx, caller, this.entry(sheet, 'updated', id, { before, after }));
      return id;
    });
  }

  /** Ends a price; its history stays. Throws NotFound and StaleVersion. */
  async remove<Dto extends object, E extends MutableEntity>(
    caller: Caller,
    sheet: PriceSheet<Dto, E>,
    { id, version }: Target,
  ): Promise<void> {
    const target = { entity: sheet.entity, what: sheet.what, id, expectedVersion: version };
    await this.change(caller, sheet, async (tx) => {
      const before = await lockVersioned<E>(tx, target);
      await tx.delete(sheet.entity, id);
      await this.audit.record(tx, caller, this.entry(sheet, 'deleted', id, { before }));
      return id;
    });
  }

  /** The row for a price, once it is found sound. A price that follows the cost is looked at again after commit. */
  private async soundValues<Dto extends object, E extends MutableEntity>(
    tx: Tx,
    sheet: PriceSheet<Dto, E>,
    dto: Dto,
  ): Promise<PriceValues> {
    const claim = sheet.claim(dto);
    const [terms] = await priceTerms(tx, [claim]);
    const errors = [...sheet.problems(dto), ...wrongClaim(claim, terms!, sheet.stated)];
    if (errors.length > 0) throw new ValidationFailed(errors);
    if (claim.method !== 'fixed') {
      const saved: PricesSaved = { type: PRICES_SAVED, product_ids: [terms!.product_id!] };
      await this.events.publish(tx, saved);
    }
    return sheet.values(dto, terms!);
  }

  private entry<Dto extends object, E extends MutableEntity>(
    { what }: PriceSheet<Dto, E>,
    verb: string,
    subject_id: string,
    change: Pick<AuditEntry, 'before' | 'after'>,
  ): AuditEntry {
    const subject_type = what.replaceAll(' ', '_');
    return { action: `${subject_type}.${verb}`, subject_type, subject_id, ...change };
  }

  private async change<Dto extends object, E extends MutableEntity>(
    caller: Caller,
    sheet: PriceSheet<Dto, E>,
    work: (tx: Tx) => Promise<string>,
  ): Promise<string> {
    try {
      return await onceMoreIfGone(() =>
        runInTransaction(this.dataSource, async (tx) => {
          await actingAs(tx, caller.actor.id);
          return work(tx);
        }),
      );
    } catch (error) {
      if (violates(error, sheet.constraint)) throw new PriceExists();
      throw error;
    }
  }
}
