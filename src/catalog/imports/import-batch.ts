import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail, type AuditEntry, type AuditSource } from '../../audit/index.js';
import { actingAs } from '../../common/database/acting-as.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { Events } from '../../common/jobs/events.js';
import { Clock } from '../../common/time/clock.js';
import {
  BATCH_TRACKING_STARTED,
  type BatchTrackingStarted,
} from '../products/batch-tracking-started.event.js';
import { COST_PRICE_CHANGED, type CostPriceChanged } from '../products/cost-price-changed.event.js';
import { brandNamed, categoryAt, readKnown, type Known } from './import-references.js';
import { lockImport, nextRows, saveVerdicts, type RowVerdict } from './import-store.js';
import { planRow } from './plan-row.js';
import type { ProductImport } from './product-import.entity.js';
import { writeProducts } from './product-upsert.js';
import type { RowPlan } from './row-plan.js';

const ROWS_AT_ONCE = 500;

function sourceOf(found: ProductImport): AuditSource {
  const actor = {
    id: found.actor_id,
    username: found.actor_username,
    api_key_id: found.api_key_id ?? undefined,
  };
  return { actor, request_id: found.request_id, ip: found.ip };
}

function auditEntry({ product, before, barcodes }: RowPlan): AuditEntry {
  const codes = barcodes === undefined ? {} : { barcodes: barcodes.map(({ code }) => code) };
  const entry = { subject_type: 'product', subject_id: product!.id };
  return before === undefined
    ? { ...entry, action: 'product.created', after: { ...product, ...codes } }
    : { ...entry, action: 'product.updated', before, after: { ...product, ...codes } };
}

function isCostedAnew({ before, product }: RowPlan): boolean {
  const cost = (row: Record<string, unknown> | undefined): number => Number(row?.['cost_price'] ?? NaN);
  return before !== undefined && !Object.is(cost(before), cost(product));
}

function isTrackedFromNow({ before, product }: RowPlan): boolean {
  return before?.['track_batches'] === false && product?.['track_batches'] === true;
}

function verdictOf({ row, verdict, problems, product, before }: RowPlan, isDryRun: boolean): RowVerdict {
  const isThere = before !== undefined || !isDryRun;
  const product_id = product?.id ?? (before?.id as string | undefined) ?? null;
  return {
    row_number: row.row_number,
    verdict,
    errors: problems.length > 0 ? problems : null,
    product_id: isThere ? product_id : null,
  };
}

/** Works off an import, some rows in a transaction of their own: what is done stays done. */
@Injectable()
export class ImportBatch {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /**
   * The next rows with their verdicts; answers whether more are left. Locks the import, then the products by id. A dry
   * run writes everything as well, and takes all back but the verdicts.
   */
  run(importId: string): Promise<{ isFinished: boolean }> {
    return runInTransaction(this.dataSource, async (tx) => {
      const found = await lockImport(tx, importId);
      if (found.status === 'completed' || found.status === 'cancelled') return { isFinished: true };
      const rows = await nextRows(tx, importId, found.done_rows, ROWS_AT_ONCE);
      const known = await readKnown(tx, rows);
      const plans = rows.map((row) => planRow(row, known));
      if (found.is_dry_run) await tx.query('SAVEPOINT before_rows');
      await this.write(tx, found, known, plans);
      if (found.is_dry_run) await tx.query('ROLLBACK TO SAVEPOINT before_rows');
      const verdicts = plans.map((plan) => verdictOf(plan, found.is_dry_run));
      await saveVerdicts(tx, importId, verdicts, this.clock.now());
      return { isFinished: found.done_rows + rows.length >= found.total_rows };
    });
  }

  private async write(tx: Tx, found: ProductImport, known: Known, plans: RowPlan[]): Promise<void> {
    const accepted = plans.filter(({ product }) => product !== undefined);
    for (const { product, category_path, brand_name } of accepted) {
      if (category_path !== undefined) product!.category_id = await categoryAt(tx, known, category_path);
      if (brand_name !== undefined) product!.brand_id = await brandNamed(tx, known, brand_name);
    }
    await actingAs(tx, found.actor_id);
    await writeProducts(tx, accepted, { actor_id: found.actor_id, now: this.clock.now() });
    await this.audit.recordMany(tx, sourceOf(found), accepted.map(auditEntry));
    const product_ids = accepted.filter(isCostedAnew).map(({ product }) => product!.id);
    if (product_ids.length > 0) {
      await this.events.publish<CostPriceChanged>(tx, { type: COST_PRICE_CHANGED, product_ids });
    }
    const tracked = accepted.filter(isTrackedFromNow).map(({ product }) => product!.id);
    if (tracked.length > 0) {
      await this.events.publish<BatchTrackingStarted>(tx, {
        type: BATCH_TRACKING_STARTED,
        product_ids: tracked,
        actor_id: found.actor_id,
      });
    }
  }
}
