import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Caller } from '../../../common/auth/caller.js';
import { newId } from '../../../common/database/new-id.js';
import { query, type Queryable } from '../../../common/database/statement.js';
import { weekFaults, type Day } from '../../domain/week.js';
import { refuseFields } from '../../shared/refuse-fields.js';
import { SupplierChange } from '../supplier-change.js';
import { SupplierReads } from '../supplier-reads.js';
import type { SupplierDayDto } from './dto/save-supplier-week.dto.js';
import { SupplierDay } from './supplier-day.entity.js';

export interface SupplierDayRow {
  day: Day;
  expects_order: boolean;
  makes_delivery: boolean;
  order_deadline_time: string | null;
  delivery_time_from: string | null;
  delivery_time_to: string | null;
}

const WINDOW = { from: 'delivery_time_from', to: 'delivery_time_to' } as const;

const WEEK = `
  SELECT day, expects_order, makes_delivery, to_char(order_deadline_time, 'HH24:MI') AS order_deadline_time,
         to_char(delivery_time_from, 'HH24:MI') AS delivery_time_from,
         to_char(delivery_time_to, 'HH24:MI') AS delivery_time_to
  FROM supplier_days WHERE supplier_id = $1::uuid
  ORDER BY array_position(ARRAY['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], day::text)`;

/** Keeps the week of a supplier: at most seven days, always read and replaced as a whole. */
@Injectable()
export class SupplierWeekService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly changes: SupplierChange,
    private readonly suppliers: SupplierReads,
  ) {}

  /** Throws NotFound. */
  async week(supplier_id: string, db: Queryable = this.dataSource): Promise<SupplierDayRow[]> {
    const days = await query<SupplierDayRow>(db, WEEK, [supplier_id]);
    if (days.length === 0) await this.suppliers.assertExists(supplier_id, db);
    return days;
  }

  /** Throws field errors: DAY_REPEATED, WINDOW_INCOMPLETE, WINDOW_BACKWARDS. */
  replace(caller: Caller, supplier_id: string, days: readonly SupplierDayDto[]): Promise<SupplierDayRow[]> {
    refuseFields(
      weekFaults(
        days.map((day) => ({ day: day.day, from: day[WINDOW.from], to: day[WINDOW.to] })),
        WINDOW,
      ),
    );
    return this.changes.run(caller, supplier_id, async (tx, log) => {
      const before = await this.week(supplier_id, tx);
      await query(tx, `DELETE FROM supplier_days WHERE supplier_id = $1::uuid`, [supplier_id]);
      await tx.insert(
        SupplierDay,
        days.map((day) => ({ ...day, id: newId(), supplier_id })),
      );
      const after = await this.week(supplier_id, tx);
      await log('week_changed', { before: { days: before }, after: { days: after } });
      return after;
    });
  }
}
