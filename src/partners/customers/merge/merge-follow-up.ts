import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../../common/database/statement.js';
import { DomainError } from '../../../common/errors/domain-error.js';
import { JobRegistry } from '../../../common/jobs/job-registry.js';
import { MergeCustomers } from './merge-customers.use-case.js';

const HOURLY = '20 * * * *';

const RECENT = `
  SELECT id, merged_into_id FROM customers
  WHERE merged_into_id IS NOT NULL AND updated_at > now() - interval '2 days' ORDER BY id`;

/**
 * Moves what was being written for a customer in the moment of a merge: a sale that had read its customer before and
 * was stored after.
 */
@Injectable()
export class MergeFollowUp implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly jobs: JobRegistry,
    private readonly merging: MergeCustomers,
  ) {}

  onModuleInit(): void {
    this.jobs.schedule('partners:follow_merges', HOURLY, () => this.run());
  }

  async run(): Promise<void> {
    const recent = await query<{ id: string; merged_into_id: string }>(this.dataSource, RECENT);
    for (const { id, merged_into_id } of recent) {
      await this.merging.follow(id, merged_into_id).catch(passOver);
    }
  }
}

/** The survivor was merged on or anonymised since; there is nothing left to do for this pair. */
function passOver(error: unknown): void {
  if (!(error instanceof DomainError)) throw error;
}
