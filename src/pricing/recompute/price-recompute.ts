import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { COST_PRICE_CHANGED, type CostPriceChanged } from '../../catalog/index.js';
import { runInTransaction } from '../../common/database/tx.js';
import { Events } from '../../common/jobs/events.js';
import { JobRegistry } from '../../common/jobs/job-registry.js';
import { MARKUP_CHANGED, type MarkupChanged } from '../../locations/index.js';
import { followCosts, type FollowedPrices } from './follow-costs.js';
import { PRICES_SAVED, type PricesSaved } from './prices-saved.event.js';

const NIGHTLY = '45 2 * * *';

/**
 * Inventory's event of the same name. Pricing may not import inventory, which stands beside it; the name and shape are
 * the contract between them.
 */
const COST_CHANGED = 'inventory.cost_changed';
interface CostChanged {
  readonly type: typeof COST_CHANGED;
  readonly location_id: string;
  readonly product_ids: readonly string[];
}

/**
 * Prices by markup follow the cost. Whoever moves a cost or a markup says so by an event, and a job reckons the prices
 * that depend on it anew; every night all of them, for what was sold down to a dearer layer meanwhile.
 */
@Injectable()
export class PriceRecompute implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly events: Events,
    private readonly jobs: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.events.subscribe<CostChanged>(COST_CHANGED, 'pricing:follow_stock_cost', (event) =>
      this.follow(event),
    );
    this.events.subscribe<CostPriceChanged>(COST_PRICE_CHANGED, 'pricing:follow_cost_price', (event) =>
      this.follow(event),
    );
    this.events.subscribe<MarkupChanged>(MARKUP_CHANGED, 'pricing:follow_markup', (event) =>
      this.follow(event),
    );
    this.events.subscribe<PricesSaved>(PRICES_SAVED, 'pricing:follow_saved', (event) => this.follow(event));
    this.jobs.schedule('pricing:follow_all', NIGHTLY, async () => void (await this.follow({})));
  }

  /** Reckons the prices anew that are given; idempotent. Answers nothing: the history tells what changed. */
  async follow({ product_ids, location_id }: FollowedPrices): Promise<void> {
    await runInTransaction(this.dataSource, (tx) => followCosts(tx, { product_ids, location_id }));
  }
}
