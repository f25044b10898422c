import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

/** What a location held of a product when a snapshot was taken; nothing at all has no row. */
@Entity('stock_snapshot_positions')
@ForeignKey('StockSnapshot', ['taken_at'], ['taken_at'], {
  name: 'fk_stock_snapshot_positions_snapshot',
  onDelete: 'CASCADE',
})
export class StockSnapshotPosition {
  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: 'pk_stock_snapshot_positions' })
  taken_at: Date;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stock_snapshot_positions' })
  product_id: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stock_snapshot_positions' })
  location_id: string;

  @Column('numeric', { precision: 14, scale: 3, transformer: decimalColumn })
  quantity: Decimal;

  @Column('numeric', { precision: 26, scale: 7, transformer: decimalColumn })
  value: Decimal;
}
