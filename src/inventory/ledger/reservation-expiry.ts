import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { runInTransaction } from '../../common/database/tx.js';
import { JobRegistry } from '../../common/jobs/job-registry.js';
import { Clock } from '../../common/time/clock.js';
import { StockLedger } from './stock-ledger.js';

const EVERY_MINUTE = '* * * * *';
const AT_ONCE = 200;

/** Lets go of what was promised for a time that is over. */
@Injectable()
export class ReservationExpiry implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly ledger: StockLedger,
    private readonly jobs: JobRegistry,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.schedule('inventory:release_reservations', EVERY_MINUTE, async () => void (await this.run()));
  }

  /** Some in a transaction of their own, so that nobody at a till waits for all of them. Answers how many ended. */
  async run(): Promise<number> {
    const now = this.clock.now();
    let ended = 0;
    for (;;) {
      const released = await runInTransaction(this.dataSource, (tx) =>
        this.ledger.releaseDue(tx, now, AT_ONCE),
      );
      ended += released.length;
      if (released.length === 0) return ended;
    }
  }
}
