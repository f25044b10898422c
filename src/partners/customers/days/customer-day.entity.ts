import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { Day } from '../../domain/week.js';

/** What a customer expects on one day of the week. */
@Entity('customer_days')
@Unique('uq_customer_days', ['customer_id', 'day'])
@Check('ck_customer_days_day', `day IN ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')`)
@Check('ck_customer_days_window', `preferred_delivery_time_from < preferred_delivery_time_to`)
export class CustomerDay {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_customer_days' })
  id: string;

  @ForeignKey('Customer', { name: 'fk_customer_days_customer', onDelete: 'CASCADE' })
  @Column('uuid')
  customer_id: string;

  @Column('character varying', { length: 3 })
  day: Day;

  /** They order on this day. */
  @Column('boolean', { default: false })
  expects_order: boolean;

  /** They want to be delivered to on this day. */
  @Column('boolean', { default: false })
  expects_delivery: boolean;

  @Column('time', { precision: 0, nullable: true })
  preferred_delivery_time_from: string | null;

  @Column('time', { precision: 0, nullable: true })
  preferred_delivery_time_to: string | null;
}
