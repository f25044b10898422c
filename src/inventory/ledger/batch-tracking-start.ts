import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { BATCH_TRACKING_STARTED, type BatchTrackingStarted } from '../../catalog/index.js';
import { newId } from '../../common/database/new-id.js';
import { runInTransaction } from '../../common/database/tx.js';
import { Events } from '../../common/jobs/events.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { StockLedger } from './stock-ledger.js';

const PRODUCTS_AT_ONCE = 50;

/** When the batches of a product begin to be tracked, what is in stock of it goes into a batch of unknown contents. */
@Injectable()
export class BatchTrackingStart implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly ledger: StockLedger,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.subscribe<BatchTrackingStarted>(BATCH_TRACKING_STARTED, 'inventory:track_batches', (event) =>
      this.restate(event),
    );
  }

  /** Idempotent: what has a batch by now is left alone. Some products in a transaction of their own, under their locks. */
  async restate({ product_ids, actor_id }: BatchTrackingStarted): Promise<void> {
    for (let at = 0; at < product_ids.length; at += PRODUCTS_AT_ONCE) {
      const some = product_ids.slice(at, at + PRODUCTS_AT_ONCE);
      const occurred_at = this.clock.now();
      const business_date = businessDate(occurred_at, 'UTC');
      const source = { type: 'batch_tracking', id: newId(), occurred_at, business_date, actor_id };
      await runInTransaction(this.dataSource, (tx) => this.ledger.trackBatches(tx, some, source));
    }
  }
}
