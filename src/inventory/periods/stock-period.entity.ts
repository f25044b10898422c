import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

/** What the stock of one currency's locations cost. */
export interface StockValue {
  currency: string;
  /** Exact, as text. */
  value: string;
}

/** Business days whose stock is final: a trigger refuses movements up to `closed_until` as long as it is not reopened. */
@Entity('stock_periods')
@Index('uq_stock_periods_closed_until', { synchronize: false })
@Check('ck_stock_periods_days', `starts_on <= closed_until`)
@Check('ck_stock_periods_reopened', `num_nonnulls(reopened_at, reopened_by, reopen_reason) IN (0, 3)`)
export class StockPeriod {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stock_periods' })
  id: string;

  /** The day after the period closed before; null for the first. */
  @Column('date', { nullable: true })
  starts_on: string | null;

  @Column('date')
  closed_until: string;

  @Column('integer', { default: 0 })
  positions: number;

  /** On hand at the end of the last day, over all products and locations. */
  @Column('numeric', { precision: 20, scale: 3, default: 0, transformer: decimalColumn })
  quantity: Decimal;

  @Column('jsonb', { default: [] })
  stock_values: StockValue[];

  @Column('timestamptz')
  closed_at: Date;

  @Column('uuid')
  closed_by: string;

  @Column('timestamptz', { nullable: true })
  reopened_at: Date | null;

  @Column('uuid', { nullable: true })
  reopened_by: string | null;

  @Column('character varying', { length: 500, nullable: true })
  reopen_reason: string | null;
}
