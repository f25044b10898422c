import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { violates } from '../../common/database/sql-state.js';
import { deletedUnlessReferenced } from '../../common/database/still-referenced.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, sentFields, updateVersioned } from '../../common/database/update-versioned.js';
import { Decimal, optionalDecimal } from '../../common/money/decimal.js';
import { wrongTerms } from '../domain/discount-terms.js';
import { DiscountCodeTaken } from '../pricing.errors.js';
import { DiscountReads, type DiscountRow } from './discount-reads.js';
import { Discount } from './discount.entity.js';
import { DiscountResponse } from './dto/discount.response.js';
import type { SaveDiscountDto, UpdateDiscountDto } from './dto/save-discount.dto.js';
import { nameProducts, throwIfAny, unknownProducts } from './named-products.js';

interface Target {
  id: string;
  version?: number;
}

/** Makes, changes and ends discounts. */
@Injectable()
export class DiscountsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
    private readonly reads: DiscountReads,
  ) {}

  /** Throws DiscountCodeTaken and field errors on `value`, `end_date` and `applicable_products.N`. */
  create(caller: Caller, dto: SaveDiscountDto): Promise<DiscountRow> {
    const { applicable_products = null, ...fields } = dto;
    const values = { ...fields, value: new Decimal(dto.value), id: newId() };
    return this.change(dto.code, async (tx) => {
      throwIfAny([...wrongTerms(values), ...(await unknownProducts(tx, applicable_products))]);
      await tx.insert(Discount, values);
      await nameProducts(tx, values.id, applicable_products);
      const row = await this.reads.byId(values.id, tx);
      await this.record(tx, caller, 'created', { id: row.id, after: row });
      return row;
    });
  }

  /** Throws what `create` throws, NotFound and StaleVersion. */
  update(caller: Caller, { id, version }: Target, dto: UpdateDiscountDto): Promise<DiscountRow> {
    const { applicable_products, value, ...fields } = dto;
    const patch = { ...fields, value: optionalDecimal(value) };
    const target = { entity: Discount, what: 'discount', id, expectedVersion: version };
    return this.change(dto.code, async (tx) => {
      const present = await lockVersioned(tx, target);
      throwIfAny([
        ...wrongTerms({ ...present, ...sentFields(patch) }),
        ...(await unknownProducts(tx, applicable_products)),
      ]);
      const before = await this.reads.byId(id, tx);
      await updateVersioned<Discount>(tx, target, patch);
      if (applicable_products !== undefined) await nameProducts(tx, id, applicable_products);
      const after = await this.reads.byId(id, tx);
      await this.record(tx, caller, 'updated', { id, before, after });
      return after;
    });
  }

  /** Deletes a discount that no sale refers to, and switches off one that was used. Throws NotFound, StaleVersion. */
  remove(caller: Caller, { id, version }: Target): Promise<void> {
    const target = { entity: Discount, what: 'discount', id, expectedVersion: version };
    return runInTransaction(this.dataSource, async (tx) => {
      await lockVersioned(tx, target);
      const before = await this.reads.byId(id, tx);
      if (await deletedUnlessReferenced(tx, (inner) => inner.delete(Discount, { id }))) {
        await this.record(tx, caller, 'deleted', { id, before });
        return;
      }
      await updateVersioned<Discount>(tx, target, { is_active: false });
      await this.record(tx, caller, 'deactivated', { id, before, after: await this.reads.byId(id, tx) });
    });
  }

  private record(
    tx: Tx,
    caller: Caller,
    what: 'created' | 'updated' | 'deleted' | 'deactivated',
    { id, before, after }: { id: string; before?: DiscountRow; after?: DiscountRow },
  ): Promise<void> {
    return this.audit.record(tx, caller, {
      action: `discount.${what}`,
      subject_type: 'discount',
      subject_id: id,
      before: before && DiscountResponse.from(before),
      after: after && DiscountResponse.from(after),
    });
  }

  private async change(
    code: string | null | undefined,
    work: (tx: Tx) => Promise<DiscountRow>,
  ): Promise<DiscountRow> {
    try {
      return await runInTransaction(this.dataSource, work);
    } catch (error) {
      if (violates(error, 'uq_discounts_code')) throw new DiscountCodeTaken(code ?? '');
      throw error;
    }
  }
}
