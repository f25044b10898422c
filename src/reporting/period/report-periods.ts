import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { reportPeriod, type PeriodWish, type ReportPeriod } from './report-period.js';

const ZONE = `
  SELECT time_zone FROM rpt_locations WHERE CASE WHEN $1::uuid IS NULL THEN is_default ELSE id = $1 END`;

@Injectable()
export class ReportPeriods {
  constructor(private readonly clock: Clock) {}

  /** Today where the location is; the default location's today when none is named. Throws LOCATION_NOT_FOUND (422). */
  async today(db: Queryable, location_id?: string): Promise<string> {
    const [row] = await query<{ time_zone: string }>(db, ZONE, [location_id ?? null]);
    if (row !== undefined) return businessDate(this.clock.now(), row.time_zone);
    throw new InvalidField('location_id', 'LOCATION_NOT_FOUND', 'There is no such location.');
  }

  /** The days that a request means. Throws field errors (422) for a period that makes no sense. */
  async of(db: Queryable, wish: PeriodWish & { location_id?: string }): Promise<ReportPeriod> {
    return reportPeriod(wish, await this.today(db, wish.location_id));
  }
}
