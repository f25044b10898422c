import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { LocationDirectory } from '../../locations/index.js';
import { CustomerFiles, type CustomerFile } from '../../partners/index.js';
import { AccountLedger } from '../../payments/index.js';

/**
 * Lets a customer's account follow them: merged, what is open moves by transfer entries; forgotten only when nothing
 * is owed either way, and then kept, since its entries name nobody; exported with every entry.
 */
@Injectable()
export class AccountFile implements CustomerFile, OnModuleInit {
  readonly name = 'account';

  constructor(
    private readonly files: CustomerFiles,
    private readonly accounts: AccountLedger,
    private readonly locations: LocationDirectory,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.files.register(this);
  }

  async move(tx: Tx, from_id: string, to_id: string): Promise<void> {
    const { time_zone } = await this.locations.location(tx);
    const occurred_at = this.clock.now();
    const business_date = businessDate(occurred_at, time_zone);
    await this.accounts.move(tx, from_id, to_id, { occurred_at, business_date });
  }

  erase(tx: Tx, id: string): Promise<void> {
    return this.accounts.assertSettled(tx, id);
  }

  export(db: Queryable, id: string): Promise<unknown> {
    return this.accounts.export(db, id);
  }
}
