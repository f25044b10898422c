import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

/**
 * What somebody counted of a product (and batch) in one area at one instant. Never changes: a later entry for the same
 * product, batch and area counts instead of it.
 */
@Entity('stock_count_entries')
@Index('ix_stock_count_entries_count', ['count_id', 'product_id'])
@Check('ck_stock_count_entries_quantity', `counted_quantity >= 0`)
export class StockCountEntry {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stock_count_entries' })
  id: string;

  @ForeignKey('StockCount', { name: 'fk_stock_count_entries_count', onDelete: 'RESTRICT' })
  @Column('uuid')
  count_id: string;

  @Index('ix_stock_count_entries_product')
  @ForeignKey('Product', { name: 'fk_stock_count_entries_product', onDelete: 'RESTRICT' })
  @Column('uuid')
  product_id: string;

  @Column('numeric', { precision: 14, scale: 3, transformer: decimalColumn })
  counted_quantity: Decimal;

  @Column('character varying', { length: 100, nullable: true })
  batch_number: string | null;

  @Column('date', { nullable: true })
  expiry_date: string | null;

  @Column('text', { array: true, nullable: true })
  serial_numbers: string[] | null;

  /** A shelf or room; empty where nobody said. */
  @Column('character varying', { length: 60, default: '' })
  area: string;

  @Column('timestamptz')
  counted_at: Date;

  @Column('uuid')
  counted_by: string;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at: Date;
}
