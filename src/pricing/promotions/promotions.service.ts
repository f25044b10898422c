import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { violates } from '../../common/database/sql-state.js';
import { deletedUnlessReferenced } from '../../common/database/still-referenced.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, sentFields } from '../../common/database/update-versioned.js';
import { ValidationFailed } from '../../common/errors/domain-error.js';
import { Clock } from '../../common/time/clock.js';
import { onceMoreIfGone } from '../once-more-if-gone.js';
import { PromotionCodeTaken, PromotionInUse, PromotionOver } from '../pricing.errors.js';
import { PromotionResponse } from './dto/promotion.response.js';
import type { SavePromotionDto, UpdatePromotionDto } from './dto/save-promotion.dto.js';
import { isOver } from './promotion-ends.js';
import { PromotionReads } from './promotion-reads.js';
import { unknownScope, writeScope } from './promotion-scope.js';
import { insertPromotion, promotionDtoOf, updatePromotion } from './promotion-store.js';
import { wrongPromotion } from './promotion-terms.js';
import { Promotion } from './promotion.entity.js';
import type { PromotionRow } from './promotion.row.js';

interface Target {
  id: string;
  version?: number;
}

/** Makes, changes and ends promotions. Lock: the promotion's row, for which sales that are using it are waited for. */
@Injectable()
export class PromotionsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
    private readonly reads: PromotionReads,
    private readonly clock: Clock,
  ) {}

  /** Throws PromotionCodeTaken and field errors. */
  create(caller: Caller, dto: SavePromotionDto): Promise<PromotionRow> {
    return this.change(dto.code, async (tx) => {
      await this.assertSound(tx, dto);
      const id = newId();
      await insertPromotion(tx, id, dto);
      await writeScope(tx, id, dto);
      const after = await this.reads.byId(id, tx);
      await this.record(tx, caller, 'created', { after });
      return after;
    });
  }

  /** Throws what `create` throws, NotFound and StaleVersion. */
  update(caller: Caller, target: Target, dto: UpdatePromotionDto): Promise<PromotionRow> {
    return this.change(dto.code, async (tx) => {
      const before = await this.lock(tx, target);
      const whole = { ...promotionDtoOf(before), ...sentFields(dto) };
      await this.assertSound(tx, whole, dto);
      await updatePromotion(tx, target.id, whole);
      await writeScope(tx, target.id, dto);
      const after = await this.reads.byId(target.id, tx);
      await this.record(tx, caller, 'updated', { before, after });
      return after;
    });
  }

  /** Switches it on. Throws PromotionOver, NotFound and StaleVersion. */
  activate(caller: Caller, target: Target): Promise<PromotionRow> {
    return this.turn(caller, target, true);
  }

  /** Switches it off; sales that are quoted from then on go without it. Throws NotFound and StaleVersion. */
  deactivate(caller: Caller, target: Target): Promise<PromotionRow> {
    return this.turn(caller, target, false);
  }

  /** Deletes a promotion that no sale used, with its coupons. Throws PromotionInUse, NotFound and StaleVersion. */
  remove(caller: Caller, target: Target): Promise<void> {
    return runInTransaction(this.dataSource, async (tx) => {
      const before = await this.lock(tx, target);
      if (!(await deletedUnlessReferenced(tx, (inner) => inner.delete(Promotion, { id: target.id }))))
        throw new PromotionInUse();
      await this.record(tx, caller, 'deleted', { before });
    });
  }

  private turn(caller: Caller, target: Target, is_active: boolean): Promise<PromotionRow> {
    return this.change(null, async (tx) => {
      const before = await this.lock(tx, target);
      if (before.is_active === is_active) return before;
      if (is_active && (await isOver(tx, target.id, this.clock.now())))
        throw new PromotionOver(before.ends_at!);
      await updatePromotion(tx, target.id, { ...promotionDtoOf(before), is_active });
      const after = await this.reads.byId(target.id, tx);
      await this.record(tx, caller, is_active ? 'activated' : 'deactivated', { before, after });
      return after;
    });
  }

  private async lock(tx: Tx, { id, version }: Target): Promise<PromotionRow> {
    await lockVersioned(tx, { entity: Promotion, what: 'promotion', id, expectedVersion: version });
    return this.reads.byId(id, tx);
  }

  /** What was sent is looked up; the rest of a promotion exists, or did when it was named. */
  private async assertSound(
    tx: Tx,
    whole: SavePromotionDto,
    sent: UpdatePromotionDto = whole,
  ): Promise<void> {
    const errors = [...wrongPromotion(whole), ...(await unknownScope(tx, sent))];
    if (errors.length > 0) throw new ValidationFailed(errors);
  }

  private record(
    tx: Tx,
    caller: Caller,
    verb: string,
    { before, after }: { before?: PromotionRow; after?: PromotionRow },
  ): Promise<void> {
    return this.audit.record(tx, caller, {
      action: `promotion.${verb}`,
      subject_type: 'promotion',
      subject_id: (after ?? before)!.id,
      before: before && PromotionResponse.from(before),
      after: after && PromotionResponse.from(after),
    });
  }

  private async change(
    code: string | null | undefined,
    work: (tx: Tx) => Promise<PromotionRow>,
  ): Promise<PromotionRow> {
    try {
      return await onceMoreIfGone(() => runInTransaction(this.dataSource, work));
    } catch (error) {
      if (violates(error, 'uq_promotions_code')) throw new PromotionCodeTaken(code ?? '');
      throw error;
    }
  }
}
