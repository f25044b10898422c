import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../database/statement.js';
import { JobRegistry } from '../../jobs/job-registry.js';

const NIGHTLY = '15 3 * * *';
const BATCH = 10_000;

const FORGET = `
  WITH old AS (
    SELECT actor_id, key FROM idempotency_keys WHERE created_at < now() - interval '30 days'
    ORDER BY created_at LIMIT ${BATCH}
  )
  DELETE FROM idempotency_keys k USING old WHERE k.actor_id = old.actor_id AND k.key = old.key RETURNING 1`;

/** Forgets stored answers after 30 days: no till repeats a write that late. */
@Injectable()
export class IdempotencyPurge implements OnModuleInit {
  constructor(
    private readonly jobs: JobRegistry,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    this.jobs.schedule('writes:forget', NIGHTLY, () => this.run());
  }

  /** In batches, so that no statement runs long. */
  async run(): Promise<void> {
    while ((await query(this.dataSource, FORGET)).length === BATCH);
  }
}
