import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { JobRegistry } from '../common/jobs/job-registry.js';
import { auditIntegrity } from './integrity-audit.js';

/** Checks the books every night and says loudly when they do not tie out. */
@Injectable()
export class NightlyAudit implements OnModuleInit {
  private readonly logger = new Logger('Integrity');

  constructor(
    private readonly jobs: JobRegistry,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    this.jobs.schedule('integrity:audit', '30 3 * * *', async () => {
      const { is_clean, drift_count, checks } = await auditIntegrity(this.dataSource);
      if (is_clean) this.logger.log('integrity: no drift');
      else
        this.logger.error({
          msg: 'integrity: drift',
          drift_count,
          checks: checks.filter((check) => check.drift_count > 0),
        });
    });
  }
}
