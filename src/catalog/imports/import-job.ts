import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { runInTransaction } from '../../common/database/tx.js';
import { Events } from '../../common/jobs/events.js';
import { JobRegistry } from '../../common/jobs/job-registry.js';
import { Clock } from '../../common/time/clock.js';
import { ImportBatch } from './import-batch.js';
import { IMPORT_STAGED, type ImportStaged } from './import-staged.event.js';

/** A job gives its place up after this long, so that others are served and a process that stops need not wait. */
const SLICE_MS = 5000;
const KEPT_FOR = '90 days';
/** No upload takes this long: whoever sent it, or took it, has died. */
const RECEIVED_WITHIN = '1 hour';

const COMPLETE = `
  UPDATE product_imports SET status = 'completed', finished_at = $2::timestamptz
  WHERE id = $1::uuid AND status IN ('queued', 'running')`;
const HAS_NEW_PRODUCTS = `
  SELECT FROM product_imports WHERE id = $1::uuid AND created_count > 0 AND NOT is_dry_run`;
/** Statements planned while the catalogue was smaller would go on as if it still were. */
const COUNT_ANEW = `ANALYZE products, product_barcodes`;
const PURGE = `
  DELETE FROM product_imports
  WHERE created_at < $1::timestamptz - $2::interval
    OR (status = 'receiving' AND created_at < $1::timestamptz - $3::interval)`;

/** Does imports in the background, a slice at a time. Starting anew after a crash goes on where it was. */
@Injectable()
export class ImportJob implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly batch: ImportBatch,
    private readonly events: Events,
    private readonly registry: JobRegistry,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.subscribe<ImportStaged>(IMPORT_STAGED, 'catalog:import_products', ({ import_id }) =>
      this.work(import_id),
    );
    this.registry.schedule('catalog:purge_imports', '40 3 * * *', () => this.purge());
  }

  private async work(importId: string): Promise<void> {
    const until = this.clock.now().getTime() + SLICE_MS;
    do {
      const { isFinished } = await this.batch.run(importId);
      if (!isFinished) continue;
      const isGrown = (await query(this.dataSource, HAS_NEW_PRODUCTS, [importId])).length > 0;
      if (isGrown) await query(this.dataSource, COUNT_ANEW);
      await query(this.dataSource, COMPLETE, [importId, this.clock.now()]);
      return;
    } while (this.clock.now().getTime() < until);
    await runInTransaction(this.dataSource, (tx) =>
      this.events.publish<ImportStaged>(tx, { type: IMPORT_STAGED, import_id: importId }),
    );
  }

  private async purge(): Promise<void> {
    await query(this.dataSource, PURGE, [this.clock.now(), KEPT_FOR, RECEIVED_WITHIN]);
  }
}
