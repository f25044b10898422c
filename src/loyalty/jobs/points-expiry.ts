import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { queryOne } from '../../common/database/statement.js';
import { runInTransaction } from '../../common/database/tx.js';
import { JobRegistry } from '../../common/jobs/job-registry.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';

// A day is over when it is over everywhere: no shop sees points go on their last day.
const LAST_ZONE = 'Etc/GMT+12';
const MEMBERS_AT_ONCE = 500;

const EXPIRE = `SELECT loyalty_expire_due($1::date, ${MEMBERS_AT_ONCE}, $2::timestamptz) AS members`;

/** Expires points past their last day. Each run takes what is left, so it may run twice or late. */
@Injectable()
export class PointsExpiry implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly jobs: JobRegistry,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.schedule('loyalty:expire_points', '15 12 * * *', () => this.run());
  }

  /** In short transactions, so that no till waits long for a member. */
  async run(): Promise<void> {
    const now = this.clock.now();
    const today = businessDate(now, LAST_ZONE);
    for (;;) {
      const { members } = await runInTransaction(this.dataSource, (tx) =>
        queryOne<{ members: number }>(tx, EXPIRE, [today, now]),
      );
      if (members === 0) return;
    }
  }
}
