import { EventEmitter } from 'node:events';
import {
  Injectable,
  Logger as NestLogger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import {
  Logger,
  parseCrontab,
  run,
  runOnce,
  type Runner,
  type RunnerOptions,
  type Task,
  type WorkerEvents,
} from 'graphile-worker';
import { AppConfig } from '../../config/app-config.js';
import { JobLocks, RENEW_EVERY_MS } from './job-locks.js';
import { JobPool } from './job-pool.js';
import { JobRegistry, type JobHandler } from './job-registry.js';

const RESTART_DELAY_MS = 1000;

/** graphile-worker's `info` tells of every single job. */
const LEVELS: Readonly<Record<string, 'error' | 'warn' | 'debug'>> = { error: 'error', warning: 'warn' };

function asTask(handler: JobHandler): Task {
  return (payload, helpers) =>
    handler(payload, { job_id: String(helpers.job.id), attempt: helpers.job.attempts });
}

/**
 * Runs the jobs of this process with graphile-worker. Survives the database going away: a worker that could not
 * report its job ends the runner, which is started again until it runs, and the job is given back to the queue.
 */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Attempts since this process started. */
  readonly counts = { done: 0, failed: 0 };
  private readonly logger = new NestLogger('Jobs');
  private readonly connections: JobPool;
  private readonly locks: JobLocks;
  private runner?: Runner;
  private starting?: Promise<void>;
  private timers: { restart?: NodeJS.Timeout; renewal?: NodeJS.Timeout } = {};
  private state: 'idle' | 'running' | 'away' | 'stopping' = 'idle';

  constructor(
    private readonly config: AppConfig,
    private readonly registry: JobRegistry,
  ) {
    this.connections = new JobPool(config);
    this.locks = new JobLocks(this.connections.pool);
  }

  /** False while jobs wait for the database, and in a process that leaves jobs to others. */
  get isRunning(): boolean {
    return this.state === 'running';
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.job_concurrency === 0) return;
    await this.start();
    this.timers.renewal = setInterval(
      () => void this.locks.renew().catch(() => undefined),
      RENEW_EVERY_MS,
    ).unref();
  }

  /** Lets running jobs finish before the database is let go. */
  async beforeApplicationShutdown(): Promise<void> {
    this.state = 'stopping';
    clearTimeout(this.timers.restart);
    clearInterval(this.timers.renewal);
    this.connections.stopWaiting();
    await this.starting;
    await this.stopRunner();
    await this.connections.close();
  }

  /** Does every job that is due, then returns. For tests and scripts. */
  async drain(): Promise<void> {
    await runOnce(this.options());
  }

  private start(): Promise<void> {
    this.starting = this.tryToStart().finally(() => (this.starting = undefined));
    return this.starting;
  }

  private async tryToStart(): Promise<void> {
    try {
      await this.locks.unlockDead();
      const runner = await run(this.options());
      this.runner = runner;
      if (this.state === 'away') this.logger.log('Running jobs again');
      if (this.state !== 'stopping') this.state = 'running';
      runner.promise.then(
        () => this.startAgainLater(),
        (error: unknown) => this.startAgainLater(error),
      );
    } catch (error) {
      this.startAgainLater(error);
    }
  }

  private startAgainLater(error?: unknown): void {
    this.runner = undefined;
    if (this.state === 'stopping') return;
    if (this.state !== 'away')
      this.logger.warn({ err: error, msg: 'No jobs are run for now; trying again every second' });
    this.state = 'away';
    this.timers.restart = setTimeout(() => void this.start(), RESTART_DELAY_MS);
  }

  private async stopRunner(): Promise<void> {
    const runner = this.runner;
    this.runner = undefined;
    // It throws when it is stopping by itself.
    await runner?.stop().catch(() => undefined);
  }

  private options(): RunnerOptions {
    const crontab = this.registry.schedules.map(({ task, pattern }) => `${pattern} ${task}`).join('\n');
    return {
      pgPool: this.connections.pool,
      taskList: Object.fromEntries(
        [...this.registry.tasks].map(([task, handler]) => [task, asTask(handler)]),
      ),
      concurrency: Math.max(this.config.job_concurrency, 1),
      noHandleSignals: true,
      // Not `crontab`: when that is empty, graphile-worker looks for a file.
      parsedCronItems: parseCrontab(crontab),
      events: this.observed(),
      logger: new Logger(() => (level: string, message) => this.logger[LEVELS[level] ?? 'debug'](message)),
    };
  }

  private observed(): WorkerEvents {
    const events = new EventEmitter() as WorkerEvents;
    events.on('worker:create', ({ worker }) => this.locks.workerStarted(worker.workerId));
    events.on('worker:stop', ({ worker }) => this.locks.workerEnded(worker.workerId));
    events.on('worker:fatalError', ({ worker }) => {
      this.locks.workerDied(worker.workerId);
      void this.stopRunner();
    });
    events.on('job:success', () => (this.counts.done += 1));
    events.on('job:error', () => (this.counts.failed += 1));
    return events;
  }
}
