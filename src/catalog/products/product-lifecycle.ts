import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Caller } from '../../common/auth/caller.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { Clock } from '../../common/time/clock.js';
import { HasStock, TransitionForbidden } from '../catalog.errors.js';
import { lifecycleRefusal, needsEmptyShelf, type LifecycleStatus } from '../domain/lifecycle.js';
import { noteLifecycle } from './lifecycle-history.js';
import { ProductReads } from './product-reads.js';
import type { Product } from './product.entity.js';

export interface LifecycleChangeRow {
  id: string;
  from_status: LifecycleStatus;
  to_status: LifecycleStatus;
  reason: string | null;
  actor_id: string;
  created_at: Date;
}

const HISTORY = `
  SELECT id, from_status, to_status, reason, actor_id, created_at FROM product_lifecycle_changes
  WHERE product_id = $1::uuid ORDER BY created_at, id`;

/** Moves products through their life. Blocks set by hand are never touched. */
@Injectable()
export class ProductLifecycle {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly reads: ProductReads,
    private readonly clock: Clock,
  ) {}

  /**
   * Checks and notes a step of a product whose row the caller has locked FOR UPDATE, and sets it on the entity;
   * the caller saves it. Staying where it is does nothing. Throws TRANSITION_FORBIDDEN and HAS_STOCK.
   */
  async move(
    tx: Tx,
    caller: Caller,
    product: Product,
    to: LifecycleStatus,
    reason?: string | null,
  ): Promise<void> {
    const from = product.lifecycle_status;
    if (from === to) return;
    if (lifecycleRefusal(from, to, false) !== undefined) throw new TransitionForbidden(from, to);
    await this.refuseStock(tx, product, to);
    await this.note(tx, caller, product, to, reason);
  }

  /**
   * Archives a product from any state, in place of a deletion that its references forbid. Throws HAS_STOCK: what is
   * archived is no longer looked at, and its stock would be forgotten.
   */
  async archive(tx: Tx, caller: Caller, product: Product, reason: string): Promise<void> {
    if (product.lifecycle_status === 'archived') return;
    await this.refuseStock(tx, product, 'archived');
    await this.note(tx, caller, product, 'archived', reason);
  }

  /** Oldest first. Throws PRODUCT_NOT_FOUND. */
  async history(productId: string): Promise<LifecycleChangeRow[]> {
    const rows = await query<LifecycleChangeRow>(this.dataSource, HISTORY, [productId]);
    if (rows.length === 0) await this.reads.byId(this.dataSource, productId);
    return rows;
  }

  /** The row lock also holds off new movements of this product: their foreign key needs to share it. */
  private async refuseStock(tx: Tx, product: Product, to: LifecycleStatus): Promise<void> {
    if (!needsEmptyShelf(to)) return;
    const onHand = await this.reads.onHand(tx, product.id);
    if (onHand.gt(0)) {
      throw new HasStock(onHand.toNumber(), `sell it off or write it off before it is ${to}`);
    }
  }

  private async note(
    tx: Tx,
    caller: Caller,
    product: Product,
    to: LifecycleStatus,
    reason?: string | null,
  ): Promise<void> {
    const step = { product_id: product.id, from: product.lifecycle_status };
    await noteLifecycle(tx, [step], {
      to,
      reason: reason ?? null,
      actor_id: caller.actor.id,
      at: this.clock.now(),
    });
    product.lifecycle_status = to;
  }
}
