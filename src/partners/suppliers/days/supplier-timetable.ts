import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../../common/database/statement.js';
import { InvalidField, NotFound } from '../../../common/errors/domain-error.js';
import { listRows, type ListPlan } from '../../../common/http/list/list-rows.js';
import type { Page } from '../../../common/http/list/page.js';
import { Clock } from '../../../common/time/clock.js';
import type { Day } from '../../domain/week.js';
import type { DeliveriesTodayQuery, MomentQuery, OrderTodayQuery } from './dto/suppliers-today.query.js';
import { DELIVERING, LOCAL_CLOCK, NEXT_DELIVERY, ORDERABLE, STILL_OPEN } from './supplier-timetable.sql.js';

export interface OrderableSupplierRow {
  supplier_id: string;
  code: string;
  name: string;
  contact_person: string | null;
  email: string | null;
  phone: string | null;
  order_deadline_time: string | null;
  deadline_at: Date | null;
  can_order: boolean;
  next_delivery_on: string | null;
}

export interface DeliveringSupplierRow {
  supplier_id: string;
  code: string;
  name: string;
  phone: string | null;
  delivery_time_from: string | null;
  delivery_time_to: string | null;
}

export interface NextDeliveryRow {
  supplier_id: string;
  next_delivery_on: string | null;
  delivery_time_from: string | null;
  delivery_time_to: string | null;
  time_zone: string;
}

interface LocalClock {
  time_zone: string;
  local_time: string;
  day: Day;
}

/** Answers who can be ordered from and who delivers, at a moment by the clock of a location. */
@Injectable()
export class SupplierTimetable {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Active suppliers, not blocked, who take orders that day: the nearest deadline first. */
  orderable(request: OrderTodayQuery): Promise<Page<OrderableSupplierRow>> {
    const where = request.include_closed === true ? [] : [STILL_OPEN];
    return this.page(ORDERABLE, where, request);
  }

  /** Active suppliers, not blocked, who deliver that day: the first to come first. */
  delivering(request: DeliveriesTodayQuery): Promise<Page<DeliveringSupplierRow>> {
    return this.page(DELIVERING, [], request);
  }

  /** Throws NotFound. */
  async nextDelivery(supplier_id: string, moment: MomentQuery): Promise<NextDeliveryRow> {
    const { local_time, time_zone } = await this.localClock(moment);
    const params = [supplier_id, local_time, time_zone];
    const [row] = await query<NextDeliveryRow | undefined>(this.dataSource, NEXT_DELIVERY, params);
    if (row === undefined) throw new NotFound('supplier', supplier_id);
    return row;
  }

  private async page<Row extends object>(
    plan: Omit<ListPlan, 'params'>,
    where: readonly string[],
    request: DeliveriesTodayQuery,
  ): Promise<Page<Row>> {
    const { day, local_time, time_zone } = await this.localClock(request);
    const params = [day, local_time, time_zone];
    return listRows(this.dataSource, { ...plan, where: [...plan.where, ...where], params }, request);
  }

  /** The day and time it is at a location. Throws LOCATION_NOT_FOUND. */
  private async localClock({ at, location_id }: MomentQuery): Promise<LocalClock> {
    const params = [location_id ?? null, at ?? this.clock.now()];
    const [row] = await query<LocalClock | undefined>(this.dataSource, LOCAL_CLOCK, params);
    if (row === undefined) {
      throw new InvalidField('location_id', 'LOCATION_NOT_FOUND', `No location ${location_id}.`);
    }
    return row;
  }
}
