import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { can } from '../../common/auth/actor.js';
import { newId } from '../../common/database/new-id.js';
import { query, queryOne } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { Clock } from '../../common/time/clock.js';
import type { ClosePeriodDto } from './dto/close-period.dto.js';
import { StockPeriodResponse } from './dto/stock-period.response.js';
import { lockLastPeriod } from './last-period.js';
import { freezeFigures } from './period-figures.js';
import { PeriodAlreadyClosed } from './period.errors.js';

// Where it is earliest: a day that is over there is over everywhere.
const TODAY = `SELECT min(($1::timestamptz AT TIME ZONE time_zone)::date)::text AS today FROM locations`;

const CLOSE = `
  INSERT INTO stock_periods (id, starts_on, closed_until, closed_at, closed_by)
  VALUES ($1::uuid, $2::date + 1, $3::date, $4::timestamptz, $5::uuid)`;

/** Closes the stock up to a business day, and freezes what it was then. */
@Injectable()
export class ClosePeriodUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Throws InvalidField (a day that is not over), PeriodAlreadyClosed and StockIsBusy. Locks: last-period, postings. */
  execute(write: WriteRequest, { until }: ClosePeriodDto): Promise<WriteOutcome<StockPeriodResponse>> {
    return this.writes.execute(write, async (tx) => {
      const last = await lockLastPeriod(tx);
      const now = this.clock.now();
      await this.assertOver(tx, until, now);
      if (last !== undefined && until <= last.closed_until) throw new PeriodAlreadyClosed(last.closed_until);
      const id = newId();
      await query(tx, CLOSE, [id, last?.closed_until ?? null, until, now, write.actor.id]);
      const period = await freezeFigures(tx, { id, until }, last);
      await this.audit.record(tx, write, {
        action: 'stock_period.closed',
        subject_type: 'stock_period',
        subject_id: id,
        after: period,
      });
      return StockPeriodResponse.from(period, can(write.actor, 'costs:read'));
    });
  }

  private async assertOver(tx: Tx, until: string, now: Date): Promise<void> {
    const { today } = await queryOne<{ today: string }>(tx, TODAY, [now]);
    if (until < today) return;
    throw new InvalidField('until', 'DAY_NOT_OVER', `until must be a day before ${today}.`);
  }
}
