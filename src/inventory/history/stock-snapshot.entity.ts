import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/**
 * The stock at the end of a month: everything recorded before `taken_at` that had happened by then. A projection of the
 * movements that spares reads the months before.
 */
@Entity('stock_snapshots')
export class StockSnapshot {
  /** The first instant of the next month, in UTC. */
  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: 'pk_stock_snapshots' })
  taken_at: Date;

  /** How many products at how many locations were not at nothing. */
  @Column('integer')
  positions: number;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at: Date;
}
