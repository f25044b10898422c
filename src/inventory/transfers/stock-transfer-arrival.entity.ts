import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

/** Goods of a transfer's line that came, or were found missing, at once. Its id names the movements; it never changes. */
@Entity('stock_transfer_arrivals')
@Check('ck_stock_transfer_arrivals_outcome', `outcome IN ('received', 'lost')`)
@Check('ck_stock_transfer_arrivals_quantity', `quantity > 0`)
export class StockTransferArrival {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stock_transfer_arrivals' })
  id: string;

  @Index('ix_stock_transfer_arrivals_line')
  @ForeignKey('StockTransferLine', { name: 'fk_stock_transfer_arrivals_line', onDelete: 'RESTRICT' })
  @Column('uuid')
  line_id: string;

  @Column('character varying', { length: 10 })
  outcome: 'received' | 'lost';

  @Column('numeric', { precision: 14, scale: 3, transformer: decimalColumn })
  quantity: Decimal;

  @Column('text', { array: true, nullable: true })
  serial_numbers: string[] | null;

  @Column('character varying', { length: 500, nullable: true })
  reason: string | null;

  @Column('uuid')
  actor_id: string;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at: Date;
}
