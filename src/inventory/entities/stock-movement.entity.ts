import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { MovementKind } from '../ledger/stock-ledger.types.js';

/** One movement of one layer: the append-only truth of stock and its value. A trigger refuses to change it. */
@Entity('stock_movements')
@ForeignKey('CostLayer', ['layer_id'], ['id'], { name: 'fk_stock_movements_layer', onDelete: 'RESTRICT' })
@ForeignKey('StockMovement', ['reverses_id'], ['id'], {
  name: 'fk_stock_movements_reverses',
  onDelete: 'RESTRICT',
})
@Index('ix_stock_movements_product', ['product_id', 'id'])
@Index('ix_stock_movements_source_line', ['source_line_id'])
@Index('ix_stock_movements_source', ['source_id'])
@Index('ix_stock_movements_reverses', { synchronize: false })
@Index('ix_stock_movements_other_kinds', { synchronize: false })
@Index('ix_stock_movements_business_date', { synchronize: false })
@Index('ix_stock_movements_off_clock', { synchronize: false })
@Check(
  'ck_stock_movements_kind',
  `kind IN ('opening', 'receipt', 'sale', 'sale_return', 'void', 'adjustment', 'damaged', 'discarded', 'true_up',
   'receipt_reversal', 'count', 'revaluation', 'restated', 'transfer_out', 'transfer_in', 'transfer_loss', 'supplier_return')`,
)
@Check('ck_stock_movements_quantity', `quantity <> 0`)
@Check('ck_stock_movements_unit_cost', `unit_cost >= 0`)
@Check('ck_stock_movements_value', `value = quantity * unit_cost`)
export class StockMovement {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stock_movements' })
  id: string;

  @Column('uuid')
  product_id: string;

  @Column('uuid')
  location_id: string;

  @Column('character varying', { length: 20 })
  kind: MovementKind;

  /** Above zero: came in. Below: went out. */
  @Column('numeric', { precision: 14, scale: 3, transformer: decimalColumn })
  quantity: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  unit_cost: Decimal;

  /** `quantity × unit_cost`, exact. */
  @Column('numeric', { precision: 26, scale: 7, transformer: decimalColumn })
  value: Decimal;

  @Column('uuid')
  layer_id: string;

  @Column('character varying', { length: 30 })
  source_type: string;

  @Column('uuid')
  source_id: string;

  @Column('uuid')
  source_line_id: string;

  /** The movement that this one takes back, wholly or in part. */
  @Column('uuid', { nullable: true })
  reverses_id: string | null;

  @Column('character varying', { length: 500, nullable: true })
  reason: string | null;

  @Column('uuid')
  actor_id: string;

  @Column('timestamptz')
  occurred_at: Date;

  @Column('date')
  business_date: string;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at: Date;
}
