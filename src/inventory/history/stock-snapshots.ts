import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { JobRegistry } from '../../common/jobs/job-registry.js';
import { Clock } from '../../common/time/clock.js';
import { RECORDED_EARLY } from './as-of.js';
import { idFloor, LOWEST_ID } from './id-floor.js';
import { OFF_CLOCK } from './off-clock.sql.js';

/** No transaction lasts that long: what was recorded before has been committed. */
const SETTLED_AFTER = 3_600_000;

// Ends of months, in UTC, from the first movement on.
const MISSING = `
  SELECT month AT TIME ZONE 'UTC' AS taken_at, (SELECT max(s.taken_at) FROM stock_snapshots s) AS latest
  FROM (SELECT id FROM stock_movements ORDER BY id LIMIT 1) m, generate_series(
    date_trunc('month', stock_recorded_at(m.id) AT TIME ZONE 'UTC') + interval '1 month',
    $1::timestamptz AT TIME ZONE 'UTC', interval '1 month') AS month
  WHERE NOT EXISTS (SELECT FROM stock_snapshots s WHERE s.taken_at >= month AT TIME ZONE 'UTC')
  ORDER BY month`;

const CLAIM = `
  INSERT INTO stock_snapshots (taken_at, positions) VALUES ($1::timestamptz, 0) ON CONFLICT DO NOTHING RETURNING taken_at`;

/** The snapshot before, and what this one has more: recorded since, or recorded before and happened since. */
const TAKE = `
  INSERT INTO stock_snapshot_positions (taken_at, product_id, location_id, quantity, value)
  SELECT $1::timestamptz, product_id, location_id, sum(quantity), sum(value)
  FROM (
    SELECT product_id, location_id, quantity, value FROM stock_snapshot_positions WHERE taken_at = $2::timestamptz
    UNION ALL
    SELECT m.product_id, m.location_id, m.quantity, m.value FROM stock_movements m
    WHERE m.id >= $5::uuid AND m.id < $3::uuid AND m.occurred_at < $1::timestamptz
      AND NOT (m.id < $4::uuid AND m.occurred_at < coalesce($2::timestamptz, '-infinity'))
    UNION ALL
    SELECT m.product_id, m.location_id, m.quantity, m.value FROM stock_movements m
    WHERE ${OFF_CLOCK} AND m.id < $5::uuid AND m.occurred_at < $1::timestamptz AND m.occurred_at >= $2::timestamptz
  ) held
  GROUP BY product_id, location_id HAVING sum(quantity) <> 0 OR sum(value) <> 0`;

const COUNT = `
  UPDATE stock_snapshots SET positions = (SELECT count(*) FROM stock_snapshot_positions WHERE taken_at = $1::timestamptz)
  WHERE taken_at = $1::timestamptz`;

/** Takes the stock at the end of each month, so that reads of the past need not add up everything before. */
@Injectable()
export class StockSnapshots implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly jobs: JobRegistry,
    private readonly clock: Clock,
  ) {}

  /** Daily, so that a month's end on which nothing ran is made up for; there is something to do once a month. */
  onModuleInit(): void {
    this.jobs.schedule('inventory:take_snapshots', '20 1 * * *', () => this.run());
  }

  /** Each in a transaction of its own, oldest first; a second run finds nothing to do. */
  async run(): Promise<void> {
    const settled = new Date(this.clock.now().getTime() - SETTLED_AFTER);
    const missing = await query<{ taken_at: Date; latest: Date | null }>(this.dataSource, MISSING, [settled]);
    let previous = missing[0]?.latest ?? null;
    for (const { taken_at } of missing) {
      await runInTransaction(this.dataSource, (tx) => this.take(tx, taken_at, previous));
      previous = taken_at;
    }
  }

  /** Two that run at once take turns at the snapshot's row; the second finds it done. */
  private async take(tx: Tx, taken_at: Date, previous: Date | null): Promise<void> {
    await query(tx, `SET LOCAL statement_timeout = 0`);
    const claimed = await query(tx, CLAIM, [taken_at]);
    if (claimed.length === 0) return;
    await query(tx, TAKE, [
      taken_at,
      previous,
      idFloor(taken_at),
      previous === null ? LOWEST_ID : idFloor(previous),
      previous === null ? LOWEST_ID : idFloor(new Date(previous.getTime() - RECORDED_EARLY)),
    ]);
    await query(tx, COUNT, [taken_at]);
  }
}
