import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

/** What a location held of a product at the end of a closed period. */
@Entity('stock_period_positions')
@ForeignKey('StockPeriod', ['period_id'], ['id'], {
  name: 'fk_stock_period_positions_period',
  onDelete: 'CASCADE',
})
export class StockPeriodPosition {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stock_period_positions' })
  period_id: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stock_period_positions' })
  product_id: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stock_period_positions' })
  location_id: string;

  @Column('numeric', { precision: 14, scale: 3, transformer: decimalColumn })
  quantity: Decimal;

  @Column('numeric', { precision: 26, scale: 7, transformer: decimalColumn })
  value: Decimal;
}
