import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import { runInTransaction } from '../../common/database/tx.js';
import { JobRegistry } from '../../common/jobs/job-registry.js';
import { Clock } from '../../common/time/clock.js';
import { endPromotions } from './promotion-ends.js';

const EVERY_QUARTER = '*/15 * * * *';

/** Switches promotions off that are over. Their windows ended them already; this keeps the list of active ones true. */
@Injectable()
export class PromotionLifecycle implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly jobs: JobRegistry,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.schedule('pricing:end_promotions', EVERY_QUARTER, () => this.run());
  }

  run(): Promise<void> {
    return runInTransaction(this.dataSource, async (tx) => {
      const ended = await endPromotions(tx, this.clock.now());
      const entries = ended.map(({ id, name }) => ({
        action: 'promotion.ended',
        subject_type: 'promotion',
        subject_id: id,
        before: { name, is_active: true },
        after: { name, is_active: false },
      }));
      await this.audit.recordMany(tx, null, entries);
    });
  }
}
