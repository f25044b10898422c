import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { Events } from '../../common/jobs/events.js';
import { JobRegistry } from '../../common/jobs/job-registry.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { PROGRAM_CHANGED, type ProgramChanged } from '../events/program-changed.js';
import { TierChanges, type TierChangeRow } from '../ledger/tier-changes.js';

const MEMBERS_AT_ONCE = 500;
const NIL = '00000000-0000-0000-0000-000000000000';

// Only those with something that falls out of the window now: what they earned since their own count began.
const DUE = `
  SELECT m.id FROM loyalty_members m JOIN loyalty_programs p ON p.id = m.program_id
  WHERE m.id > $1::uuid AND m.status <> 'merged' AND m.tier_points <> 0 AND EXISTS (
    SELECT FROM loyalty_members own JOIN loyalty_entries e ON e.member_id = own.id
    WHERE (own.id = m.id OR own.merged_into_id = m.id) AND e.kind = 'earn'
      AND e.business_date >= m.tier_window_from AND e.business_date < $2::date - p.tier_window_days + 1)
  ORDER BY m.id LIMIT ${MEMBERS_AT_ONCE}`;

const OF_PROGRAM = `
  SELECT id FROM loyalty_members WHERE program_id = $2::uuid AND id > $1::uuid AND status <> 'merged'
  ORDER BY id LIMIT ${MEMBERS_AT_ONCE}`;

const SETTLE = `SELECT * FROM loyalty_retier($1::uuid[], $2::date)`;

/** Puts members into the tier that their points make: nightly, and when a program changes. */
@Injectable()
export class TierSettlement implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly jobs: JobRegistry,
    private readonly events: Events,
    private readonly tiers: TierChanges,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.schedule('loyalty:settle_tiers', '45 2 * * *', () => this.settleDue());
    this.events.subscribe<ProgramChanged>(PROGRAM_CHANGED, 'loyalty:settle_program', ({ program_id }) =>
      this.settle(OF_PROGRAM, program_id),
    );
  }

  settleDue(): Promise<void> {
    return this.settle(DUE, this.today());
  }

  /** In short transactions, so that no till waits long for a member. */
  private async settle(members: string, of: string): Promise<void> {
    const today = this.today();
    let last = NIL;
    for (;;) {
      const ids = await runInTransaction(this.dataSource, (tx) => this.batch(tx, [members, last, of], today));
      if (ids.length < MEMBERS_AT_ONCE) return;
      last = ids.at(-1)!;
    }
  }

  private async batch(
    tx: Tx,
    [members, last, of]: [string, string, string],
    today: string,
  ): Promise<string[]> {
    const ids = (await query<{ id: string }>(tx, members, [last, of])).map(({ id }) => id);
    if (ids.length > 0) {
      await this.tiers.publish(tx, await query<TierChangeRow>(tx, SETTLE, [ids, today]));
    }
    return ids;
  }

  private today(): string {
    return businessDate(this.clock.now(), 'UTC');
  }
}
