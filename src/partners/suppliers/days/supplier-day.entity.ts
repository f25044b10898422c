import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Day } from '../../domain/week.js';

/** What a supplier does on one day of the week, by the clock of the place that orders. */
@Entity('supplier_days')
@Unique('uq_supplier_days', ['supplier_id', 'day'])
@Index('ix_supplier_days_order', ['day', 'supplier_id'], { where: 'expects_order' })
@Index('ix_supplier_days_delivery', ['day', 'supplier_id'], { where: 'makes_delivery' })
@Check('ck_supplier_days_day', `day IN ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')`)
@Check('ck_supplier_days_window', `delivery_time_from < delivery_time_to`)
export class SupplierDay {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_supplier_days' })
  id: string;

  @ForeignKey('Supplier', { name: 'fk_supplier_days_supplier', onDelete: 'CASCADE' })
  @Column('uuid')
  supplier_id: string;

  @Column('character varying', { length: 3 })
  day: Day;

  /** They take orders on this day. */
  @Column('boolean', { default: false })
  expects_order: boolean;

  @Column('boolean', { default: false })
  makes_delivery: boolean;

  /** The last moment to order; null when any time of the day will do. */
  @Column('time', { precision: 0, nullable: true })
  order_deadline_time: string | null;

  @Column('time', { precision: 0, nullable: true })
  delivery_time_from: string | null;

  @Column('time', { precision: 0, nullable: true })
  delivery_time_to: string | null;
}
