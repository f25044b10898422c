import { Injectable } from '@nestjs/common';

export interface JobContext {
  job_id: string;
  attempt: number;
}

/** Does one job. It may run more than once (at least once is promised), so it must be idempotent. */
export type JobHandler = (payload: unknown, context: JobContext) => Promise<void>;

/** What this process can do in the background: task name → handler, and which tasks run by the clock. */
@Injectable()
export class JobRegistry {
  readonly tasks = new Map<string, JobHandler>();
  readonly schedules: { task: string; pattern: string }[] = [];

  register(task: string, handler: JobHandler): void {
    if (this.tasks.has(task)) throw new Error(`Two handlers for the job ${task}`);
    this.tasks.set(task, handler);
  }

  /** Runs `task` by a cron pattern (five fields, UTC); however many processes run, each tick runs once. */
  schedule(task: string, pattern: string, handler: JobHandler): void {
    this.register(task, handler);
    this.schedules.push({ task, pattern });
  }
}
