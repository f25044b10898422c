import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Counter, Gauge } from 'prom-client';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { JobRunner } from '../../common/jobs/job-runner.js';
import { Metrics } from './metrics.js';

const QUEUED = `
  SELECT task_identifier AS task, attempts >= max_attempts AS is_dead, count(*)::int AS jobs
  FROM graphile_worker.jobs GROUP BY 1, 2`;

interface QueuedRow {
  task: string;
  is_dead: boolean;
  jobs: number;
}

/** What this process did in the background, and what waits for any process. */
@Injectable()
export class JobMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly runner: JobRunner,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    const registers = [this.metrics.registry];
    const { counts } = this.runner;
    const queued = (): Promise<QueuedRow[]> => query<QueuedRow>(this.dataSource, QUEUED);
    new Counter({
      name: 'opentill_jobs_total',
      help: 'Attempts at jobs in this process, by outcome.',
      labelNames: ['outcome'],
      registers,
      collect() {
        this.reset();
        this.inc({ outcome: 'done' }, counts.done);
        this.inc({ outcome: 'failed' }, counts.failed);
      },
    });
    new Gauge({
      name: 'opentill_jobs_queued',
      help: 'Jobs in the queue of all processes: waiting or running, and dead after their last attempt.',
      labelNames: ['task', 'state'],
      registers,
      async collect() {
        this.reset();
        // Without the database there is nothing to tell, but the other metrics still count.
        const rows = await queued().catch(() => []);
        for (const { task, is_dead, jobs } of rows)
          this.set({ task, state: is_dead ? 'dead' : 'waiting' }, jobs);
      },
    });
  }
}
