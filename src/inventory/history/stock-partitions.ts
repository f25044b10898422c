import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { JobRegistry } from '../../common/jobs/job-registry.js';

const MONTHS_AHEAD = 3;

const MISSING = `SELECT month::text FROM stock_missing_partitions(${MONTHS_AHEAD}) AS month`;
const MAKE = `SELECT stock_partition($1::date)`;

/**
 * Sees to it that movements find the partition of their month: when the application starts, and every day. Where this
 * was left undone for months, they go into the default partition, and from there into their own as soon as it is done.
 */
@Injectable()
export class StockPartitions implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger('StockPartitions');

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly jobs: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.jobs.schedule('inventory:partition_movements', '40 0 * * *', () => this.run());
  }

  /** Not worth failing a start for: the job tries again, and until then the default partition takes what comes. */
  async onApplicationBootstrap(): Promise<void> {
    await this.create().catch((error: unknown) =>
      this.logger.warn({ err: error, msg: 'The partitions of the coming months could not be made' }),
    );
  }

  /** Throws when a posting held it up for too long; then the job runs again. */
  async run(): Promise<void> {
    const months = await this.create();
    // PostgreSQL looks after the statistics of each partition by itself, not after those of the whole.
    if (months.length > 0) await this.dataSource.query('ANALYZE stock_movements');
  }

  /** Each month in a transaction of its own, so that postings wait for a moment only. */
  private async create(): Promise<string[]> {
    const months = (await query<{ month: string }>(this.dataSource, MISSING)).map(({ month }) => month);
    for (const month of months) await query(this.dataSource, MAKE, [month]);
    return months;
  }
}
