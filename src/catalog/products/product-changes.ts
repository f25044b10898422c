import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import { can } from '../../common/auth/actor.js';
import type { Caller } from '../../common/auth/caller.js';
import { actingAs } from '../../common/database/acting-as.js';
import { isStillReferenced } from '../../common/database/sql-state.js';
import { query } from '../../common/database/statement.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, sentFields } from '../../common/database/update-versioned.js';
import { Events } from '../../common/jobs/events.js';
import { HasPackagings, HasStock } from '../catalog.errors.js';
import { plannedBarcodes } from '../domain/barcode-set.js';
import { barcodesOf, replaceBarcodes } from './barcode-store.js';
import { BATCH_TRACKING_STARTED, type BatchTrackingStarted } from './batch-tracking-started.event.js';
import { COST_PRICE_CHANGED, type CostPriceChanged } from './cost-price-changed.event.js';
import type { ChangeLifecycleDto } from './dto/change-lifecycle.dto.js';
import { ProductResponse } from './dto/product.response.js';
import type { UpdateProductDto } from './dto/update-product.dto.js';
import { productFields, refuseProduct } from './product-fields.js';
import { ProductLifecycle } from './product-lifecycle.js';
import { ProductReads } from './product-reads.js';
import { ProductReferences } from './product-references.js';
import { Product } from './product.entity.js';

const PACKED = `SELECT 1 FROM product_packagings WHERE product_id = $1::uuid LIMIT 1`;

/** A product row under FOR UPDATE, and how it and its barcodes were before the change. */
interface Editing {
  product: Product;
  before: object;
}

/** Changes and deletes products. Every change raises the version and is audited with before and after. */
@Injectable()
export class ProductChanges {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly references: ProductReferences,
    private readonly lifecycle: ProductLifecycle,
    private readonly reads: ProductReads,
    private readonly audit: AuditTrail,
    private readonly events: Events,
  ) {}

  /**
   * Runs `change` on the locked product and saves what it set. Throws PRODUCT_NOT_FOUND, STALE_VERSION and whatever
   * `change` throws. Lock: the product's row.
   */
  edit(
    caller: Caller,
    target: { id: string; expectedVersion?: number },
    change: (tx: Tx, product: Product) => Promise<void>,
  ): Promise<ProductResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const { product, before } = await this.open(tx, target);
      const { cost_price, track_batches } = product;
      await actingAs(tx, caller.actor.id);
      await change(tx, product);
      product.version += 1;
      await tx.save(product).catch((error: unknown) => refuseProduct(error, product));
      await this.note(tx, caller, 'product.updated', { product, before });
      if (product.cost_price?.toFixed() !== cost_price?.toFixed()) {
        await this.events.publish<CostPriceChanged>(tx, {
          type: COST_PRICE_CHANGED,
          product_ids: [product.id],
        });
      }
      if (product.track_batches && !track_batches) {
        await this.events.publish<BatchTrackingStarted>(tx, {
          type: BATCH_TRACKING_STARTED,
          product_ids: [product.id],
          actor_id: caller.actor.id,
        });
      }
      return ProductResponse.from(await this.reads.byId(tx, product.id), can(caller.actor, 'costs:read'));
    });
  }

  update(
    caller: Caller,
    id: string,
    input: UpdateProductDto,
    expectedVersion?: number,
  ): Promise<ProductResponse> {
    return this.edit(caller, { id, expectedVersion }, async (tx, product) => {
      const found = await this.references.resolve(tx, caller, input, product);
      await this.refuseNewMeaning(tx, product, { unit_id: found.unit_id, is_stocked: input.is_stocked });
      if (input.lifecycle_status !== undefined) {
        await this.lifecycle.move(tx, caller, product, input.lifecycle_status);
      }
      Object.assign(product, sentFields(productFields(input, found)));
      const barcodes = plannedBarcodes(await barcodesOf(tx, id), input);
      if (barcodes !== undefined) await replaceBarcodes(tx, id, barcodes);
    });
  }

  moveLifecycle(
    caller: Caller,
    id: string,
    input: ChangeLifecycleDto,
    expectedVersion?: number,
  ): Promise<ProductResponse> {
    return this.edit(caller, { id, expectedVersion }, (tx, product) =>
      this.lifecycle.move(tx, caller, product, input.status, input.reason),
    );
  }

  /** Deletes a product nothing refers to; archives any other. Throws HAS_STOCK and PART_OF_BUNDLE. */
  async remove(caller: Caller, id: string, expectedVersion?: number): Promise<void> {
    await runInTransaction(this.dataSource, async (tx) => {
      const { product, before } = await this.open(tx, { id, expectedVersion });
      if (await this.deleteUnused(tx, id)) {
        const entry = { action: 'product.deleted', subject_type: 'product', subject_id: id, before };
        return this.audit.record(tx, caller, entry);
      }
      if (product.lifecycle_status === 'archived') return;
      await this.lifecycle.archive(tx, caller, product, 'deleted while other records refer to it');
      product.version += 1;
      await tx.save(product).catch((error: unknown) => refuseProduct(error, product));
      await this.note(tx, caller, 'product.archived', { product, before });
    });
  }

  private async open(tx: Tx, target: { id: string; expectedVersion?: number }): Promise<Editing> {
    const product = await lockVersioned(tx, { entity: Product, what: 'product', ...target });
    return { product, before: { ...product, barcodes: await barcodesOf(tx, product.id) } };
  }

  private async note(tx: Tx, caller: Caller, action: string, { product, before }: Editing): Promise<void> {
    const after = { ...product, barcodes: await barcodesOf(tx, product.id) };
    await this.audit.record(tx, caller, {
      action,
      subject_type: 'product',
      subject_id: product.id,
      before,
      after,
    });
  }

  /** In a savepoint: a refused delete must not end the transaction. */
  private async deleteUnused(tx: Tx, id: string): Promise<boolean> {
    try {
      await tx.transaction((inner) => inner.delete(Product, { id }));
      return true;
    } catch (error) {
      if (isStillReferenced(error)) return false;
      throw error;
    }
  }

  /** What is on the shelf and in its packs is counted in the old unit, and cannot stop being stock. */
  private async refuseNewMeaning(
    tx: Tx,
    product: Product,
    to: { unit_id: string; is_stocked?: boolean },
  ): Promise<void> {
    const changesUnit = to.unit_id !== product.unit_id;
    const leavesStock = product.is_stocked && to.is_stocked === false;
    if (!changesUnit && !leavesStock) return;
    if (changesUnit && (await query(tx, PACKED, [product.id])).length > 0) {
      throw new HasPackagings('its unit cannot change while it has packs');
    }
    const onHand = await this.reads.onHand(tx, product.id);
    if (onHand.isZero()) return;
    const doing = changesUnit
      ? 'its unit cannot change until the stock is gone'
      : 'it must stay a stocked product';
    throw new HasStock(onHand.toNumber(), doing);
  }
}
