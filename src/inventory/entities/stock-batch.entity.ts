import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** Goods of a product made together: one number, one best-before date. What is left of it is in its layers. */
@Entity('stock_batches')
@ForeignKey('Product', ['product_id'], ['id'], { name: 'fk_stock_batches_product', onDelete: 'RESTRICT' })
// NULLS NOT DISTINCT: a batch without a date is one batch.
@Unique('uq_stock_batches_number', ['product_id', 'batch_number', 'expiry_date'])
@Index('ix_stock_batches_expiry_date', { synchronize: false })
export class StockBatch {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stock_batches' })
  id: string;

  @Column('uuid')
  product_id: string;

  @Column('character varying', { length: 100 })
  batch_number: string;

  @Column('date', { nullable: true })
  expiry_date: string | null;

  /** What was there before batches were tracked. */
  @Column('boolean', { default: false })
  is_unknown: boolean;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at: Date;
}
