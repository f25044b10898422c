import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Caller } from '../../../common/auth/caller.js';
import { newId } from '../../../common/database/new-id.js';
import { query, type Queryable } from '../../../common/database/statement.js';
import { weekFaults, type Day } from '../../domain/week.js';
import { refuseFields } from '../../shared/refuse-fields.js';
import { CustomerChange } from '../customer-change.js';
import { CustomerReads } from '../customer-reads.js';
import { CustomerDay } from './customer-day.entity.js';
import type { CustomerDayDto } from './dto/save-customer-week.dto.js';

export interface CustomerDayRow {
  day: Day;
  expects_order: boolean;
  expects_delivery: boolean;
  preferred_delivery_time_from: string | null;
  preferred_delivery_time_to: string | null;
}

const WINDOW = { from: 'preferred_delivery_time_from', to: 'preferred_delivery_time_to' } as const;

const WEEK = `
  SELECT day, expects_order, expects_delivery,
         to_char(preferred_delivery_time_from, 'HH24:MI') AS preferred_delivery_time_from,
         to_char(preferred_delivery_time_to, 'HH24:MI') AS preferred_delivery_time_to
  FROM customer_days WHERE customer_id = $1::uuid
  ORDER BY array_position(ARRAY['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], day::text)`;

/** Keeps the week of a customer: at most seven days, always read and replaced as a whole. */
@Injectable()
export class CustomerWeekService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly changes: CustomerChange,
    private readonly customers: CustomerReads,
  ) {}

  /** Throws NotFound. */
  async week(customer_id: string, db: Queryable = this.dataSource): Promise<CustomerDayRow[]> {
    const days = await query<CustomerDayRow>(db, WEEK, [customer_id]);
    if (days.length === 0) await this.customers.assertExists(customer_id, db);
    return days;
  }

  /** Throws field errors: DAY_REPEATED, WINDOW_INCOMPLETE, WINDOW_BACKWARDS. */
  replace(caller: Caller, customer_id: string, days: readonly CustomerDayDto[]): Promise<CustomerDayRow[]> {
    refuseFields(
      weekFaults(
        days.map((day) => ({ day: day.day, from: day[WINDOW.from], to: day[WINDOW.to] })),
        WINDOW,
      ),
    );
    return this.changes.run(caller, customer_id, async (tx, log) => {
      const before = await this.week(customer_id, tx);
      await query(tx, `DELETE FROM customer_days WHERE customer_id = $1::uuid`, [customer_id]);
      await tx.insert(
        CustomerDay,
        days.map((day) => ({ ...day, id: newId(), customer_id })),
      );
      const after = await this.week(customer_id, tx);
      await log('week_changed', { before: { days: before }, after: { days: after } });
      return after;
    });
  }
}
