import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { can } from '../../common/auth/actor.js';
import { query, queryOne } from '../../common/database/statement.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { Clock } from '../../common/time/clock.js';
import type { ReopenPeriodDto } from './dto/close-period.dto.js';
import { PERIOD_COLUMNS, StockPeriodResponse, type StockPeriodRow } from './dto/stock-period.response.js';
import { lockLastPeriod } from './last-period.js';
import { NoClosedPeriod } from './period.errors.js';

const REOPEN = `
  UPDATE stock_periods SET reopened_at = $2::timestamptz, reopened_by = $3::uuid, reopen_reason = $4::text
  WHERE id = $1::uuid RETURNING ${PERIOD_COLUMNS}`;

// They were the figures of a closed period; the totals stay with the period as what was said then.
const FORGET = `DELETE FROM stock_period_positions WHERE period_id = $1::uuid`;

/** Opens the last closed period again; the one before it stays closed. */
@Injectable()
export class ReopenPeriodUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Throws NoClosedPeriod. */
  execute(write: WriteRequest, { reason }: ReopenPeriodDto): Promise<WriteOutcome<StockPeriodResponse>> {
    return this.writes.execute(write, async (tx) => {
      const last = await lockLastPeriod(tx);
      if (last === undefined) throw new NoClosedPeriod();
      const by = [last.id, this.clock.now(), write.actor.id, reason];
      const period = await queryOne<StockPeriodRow>(tx, REOPEN, by);
      await query(tx, FORGET, [last.id]);
      await this.audit.record(tx, write, {
        action: 'stock_period.reopened',
        subject_type: 'stock_period',
        subject_id: last.id,
        before: { reopened_at: null, reopen_reason: null },
        after: { reopened_at: period.reopened_at, reopen_reason: reason },
      });
      return StockPeriodResponse.from(period, can(write.actor, 'costs:read'));
    });
  }
}
