import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { queryOne } from '../common/database/statement.js';
import { JobRegistry } from '../common/jobs/job-registry.js';

const BATCH = 5000;
const NIGHTLY = '17 3 * * *';

/** What nobody needs any more, by table. */
const EXPIRED = {
  refresh_tokens: `expires_at < now()`,
  sessions: `expires_at < now()`,
  login_failures: `last_failed_at < now() - interval '2 days' AND (locked_until IS NULL OR locked_until < now())`,
};

/** Deletes expired sessions, tokens and login failures every night, in batches that hold no lock for long. */
@Injectable()
export class IdentityPurge implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly jobs: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.jobs.schedule('identity:purge', NIGHTLY, () => this.run());
  }

  async run(): Promise<void> {
    for (const [table, condition] of Object.entries(EXPIRED)) {
      let deleted: number;
      do deleted = await this.deleteBatch(table, condition);
      while (deleted === BATCH);
    }
  }

  private async deleteBatch(table: string, condition: string): Promise<number> {
    const text = `
      WITH gone AS (
        DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${condition} LIMIT ${BATCH}))
        RETURNING 1)
      SELECT count(*)::int AS count FROM gone`;
    return (await queryOne<{ count: number }>(this.dataSource, text)).count;
  }
}
