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
import { InvalidField, NotFound } from '../../common/errors/domain-error.js';
import { CouponCodeTaken, CouponInUse } from '../pricing.errors.js';
import { CouponReads, type CouponRow } from './coupon-reads.js';
import { Coupon } from './coupon.entity.js';
import type { SaveCouponDto, UpdateCouponDto } from './dto/save-coupon.dto.js';

/** A coupon, of the promotion that it must belong to. */
export interface CouponTarget {
  promotion_id: string;
  id: string;
  version?: number;
}

function entry(verb: string, id: string, change: Pick<AuditEntry, 'before' | 'after'>): AuditEntry {
  return { action: `coupon.${verb}`, subject_type: 'coupon', subject_id: id, ...change };
}

/** Keeps the coupons of promotions. */
@Injectable()
export class CouponsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
    private readonly reads: CouponReads,
  ) {}

  /** Throws CouponCodeTaken, NotFound for the promotion, and a field error on `customer_id`. */
  create(caller: Caller, promotion_id: string, dto: SaveCouponDto): Promise<CouponRow> {
    return this.change(promotion_id, dto.code, async (tx) => {
      const id = newId();
      await tx.insert(Coupon, { ...dto, id, promotion_id });
      const after = await this.reads.byId(promotion_id, id, tx);
      await this.audit.record(tx, caller, entry('created', id, { after }));
      return after;
    });
  }

  /** Throws what `create` throws, NotFound and StaleVersion. Lock: the coupon, and sales that use it are waited for. */
  update(caller: Caller, target: CouponTarget, dto: UpdateCouponDto): Promise<CouponRow> {
    const { promotion_id, id, version } = target;
    const change = { entity: Coupon, what: 'coupon', id, expectedVersion: version };
    return this.change(promotion_id, dto.code, async (tx) => {
      await this.reads.byId(promotion_id, id, tx);
      const { before, after } = await updateVersioned<Coupon>(tx, change, dto);
      await this.audit.record(tx, caller, entry('updated', id, { before, after }));
      return this.reads.byId(promotion_id, id, tx);
    });
  }

  /** Deletes a coupon that no sale used. Throws CouponInUse, NotFound and StaleVersion. */
  remove(caller: Caller, { promotion_id, id, version }: CouponTarget): Promise<void> {
    return runInTransaction(this.dataSource, async (tx) => {
      await this.reads.byId(promotion_id, id, tx);
      const target = { entity: Coupon, what: 'coupon', id, expectedVersion: version };
      const before = await lockVersioned(tx, target);
      if (!(await deletedUnlessReferenced(tx, (inner) => inner.delete(Coupon, { id }))))
        throw new CouponInUse();
      await this.audit.record(tx, caller, entry('deleted', id, { before }));
    });
  }

  private async change(
    promotionId: string,
    code: string | undefined,
    work: (tx: Tx) => Promise<CouponRow>,
  ): Promise<CouponRow> {
    try {
      return await runInTransaction(this.dataSource, work);
    } catch (error) {
      if (violates(error, 'uq_coupons_code')) throw new CouponCodeTaken(code ?? '');
      throw couponFault(error, promotionId);
    }
  }
}

/** A coupon of a promotion, or for a customer, that does not exist; any other error as it is. */
export function couponFault(error: unknown, promotionId: string): unknown {
  if (violates(error, 'fk_coupons_promotion')) return new NotFound('promotion', promotionId);
  if (violates(error, 'fk_coupons_customer'))
    return new InvalidField('customer_id', 'CUSTOMER_NOT_FOUND', 'There is no such customer.');
  return error;
}
