import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { queryOne } from '../../common/database/statement.js';
import { JobRegistry } from '../../common/jobs/job-registry.js';
import { Clock } from '../../common/time/clock.js';

const MONTHS_AHEAD = 3;

const MAKE = `
  SELECT stock_partition(($1::timestamptz AT TIME ZONE 'UTC' + interval '${MONTHS_AHEAD} months')::date) AS made`;

/**
 * Sees to it that movements find the partition of their month: when the application starts, and every day. Where this
 * was left undone for months, movements go into the partition of all that comes later, and from there into their own as
 * soon as it is done.
 */
@Injectable()
export class StockPartitions implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger('StockPartitions');

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly jobs: JobRegistry,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.schedule('inventory:partition_movements', '40 0 * * *', () => this.run());
  }

  /** Not worth failing a start for: the job tries again, and what comes until then has a place. */
  async onApplicationBootstrap(): Promise<void> {
    await this.create().catch((error: unknown) =>
      this.logger.warn({ err: error, msg: 'The partitions of the coming months could not be made' }),
    );
  }

  /** Throws when a posting held it up for too long; then the job runs again. */
  async run(): Promise<void> {
    const made = await this.create();
    // PostgreSQL looks after the statistics of each partition by itself, not after those of the whole.
    if (made > 0) await this.dataSource.query('ANALYZE stock_movements');
  }

  private async create(): Promise<number> {
    return (await queryOne<{ made: number }>(this.dataSource, MAKE, [this.clock.now()])).made;
  }
}
