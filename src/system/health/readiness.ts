import { statfs } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { query } from '../../common/database/statement.js';
import { JobRunner } from '../../common/jobs/job-runner.js';
import { ObjectStorage } from '../../common/storage/object-storage.js';
import { AppConfig } from '../../config/app-config.js';

const LEAST_FREE_BYTES = 256 * 1024 * 1024;
const PATIENCE_MS = 3000;

const APPLIED = `SELECT name FROM schema_migrations`;
const OVERDUE = `
  SELECT count(*)::int AS overdue FROM graphile_worker.jobs
  WHERE locked_at IS NULL AND attempts < max_attempts AND run_at < now() - interval '5 minutes'`;

/** What must hold before requests are sent here. */
@Injectable()
export class Readiness {
  constructor(
    private readonly indicators: HealthIndicatorService,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly jobs: JobRunner,
    private readonly config: AppConfig,
    private readonly files: ObjectStorage,
  ) {}

  database(): Promise<HealthIndicatorResult> {
    return this.attempt('database', async () => void (await query(this.dataSource, 'SELECT 1')));
  }

  migrations(): Promise<HealthIndicatorResult> {
    return this.attempt('migrations', async () => {
      const applied = new Set(
        (await query<{ name: string }>(this.dataSource, APPLIED)).map(({ name }) => name),
      );
      const known = migrations.map(({ name }) => name);
      if (known.some((name) => !applied.has(name))) throw new Error('The database is behind this code.');
      if (applied.size > known.length) throw new Error('The database is ahead of this code.');
    });
  }

  disk(): Promise<HealthIndicatorResult> {
    return this.attempt('disk', async () => {
      const { bavail, bsize } = await statfs(existsSync(this.config.data_dir) ? this.config.data_dir : '.');
      if (bavail * bsize < LEAST_FREE_BYTES) throw new Error('Less than 256 MB are free.');
    });
  }

  /** Tills sell without pictures, so this never says down either. */
  async storage(): Promise<HealthIndicatorResult> {
    const result = await this.attempt('storage', () => this.files.check());
    if (result['storage']?.status === 'up') return result;
    return this.indicators.check('storage').degraded('Files cannot be stored.');
  }

  /** Jobs that wait are no reason to stop selling, so this never says down. */
  async jobQueue(): Promise<HealthIndicatorResult> {
    const check = this.indicators.check('job_queue');
    if (this.config.job_concurrency > 0 && !this.jobs.isRunning)
      return check.degraded('No jobs are being run here.');
    const [row] = await query<{ overdue: number }>(this.dataSource, OVERDUE).catch(() => [undefined]);
    if (row === undefined) return check.degraded('The queue cannot be read.');
    return row.overdue === 0
      ? check.up()
      : check.degraded(`${row.overdue} jobs have waited longer than 5 minutes.`);
  }

  private async attempt(name: string, work: () => Promise<void>): Promise<HealthIndicatorResult> {
    return await this.indicators.check(name).attempt(work).withTimeout(PATIENCE_MS);
  }
}
