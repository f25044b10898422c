import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { StockState } from '../ledger/stock-ledger.types.js';

/**
 * Goods that came in together: at one cost, of one batch, in one state, or one unit with its serial number. A provisional
 * layer is the opposite: goods sold before they came, at an assumed cost, with `quantity` and `remaining` below zero.
 * Only `remaining` and `is_open` ever change (and the date, with that of the batch); triggers refuse the rest.
 */
@Entity('cost_layers')
@ForeignKey('StockLevel', ['product_id', 'location_id'], ['product_id', 'location_id'], {
  name: 'fk_cost_layers_level',
  onDelete: 'RESTRICT',
})
@ForeignKey('StockBatch', ['batch_id'], ['id'], { name: 'fk_cost_layers_batch', onDelete: 'RESTRICT' })
@ForeignKey('StockSerial', ['serial_id'], ['id'], { name: 'fk_cost_layers_serial', onDelete: 'RESTRICT' })
@ForeignKey('CostLayer', ['parent_id'], ['id'], { name: 'fk_cost_layers_parent', onDelete: 'RESTRICT' })
@Index('ix_cost_layers_open', { synchronize: false })
@Index('uq_cost_layers_serial', { synchronize: false })
@Index('ix_cost_layers_serial', { synchronize: false })
@Index('ix_cost_layers_batch', { synchronize: false })
@Index('ix_cost_layers_expiring', { synchronize: false })
@Index('ix_cost_layers_parent', { synchronize: false })
@Index('ix_cost_layers_source_line', ['source_line_id'])
@Check('ck_cost_layers_state', `state IN ('sellable', 'quality_hold', 'damaged')`)
@Check('ck_cost_layers_expiry_date', `expiry_date IS NULL OR batch_id IS NOT NULL`)
@Check('ck_cost_layers_serial', `serial_id IS NULL OR quantity = 1`)
@Check(
  'ck_cost_layers_provisional',
  `NOT is_provisional OR (batch_id IS NULL AND serial_id IS NULL AND state = 'sellable')`,
)
@Check('ck_cost_layers_unit_cost', `unit_cost >= 0`)
@Check('ck_cost_layers_is_open', `is_open = (remaining <> 0)`)
@Check(
  'ck_cost_layers_remaining',
  `CASE WHEN is_provisional THEN quantity < 0 AND remaining BETWEEN quantity AND 0
   ELSE quantity > 0 AND remaining BETWEEN 0 AND quantity END`,
)
export class CostLayer {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_cost_layers' })
  id: string;

  @Column('uuid')
  product_id: string;

  @Column('uuid')
  location_id: string;

  /** When the goods came, by the document; the oldest go first. */
  @Column('timestamptz')
  received_at: Date;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  unit_cost: Decimal;

  @Column('numeric', { precision: 14, scale: 3, transformer: decimalColumn })
  quantity: Decimal;

  @Column('numeric', { precision: 14, scale: 3, transformer: decimalColumn })
  remaining: Decimal;

  /** `remaining <> 0`, as a flag that an index can use without being touched by every sale. */
  @Column('boolean')
  is_open: boolean;

  @Column('boolean', { default: false })
  is_provisional: boolean;

  @Column('character varying', { length: 30 })
  source_type: string;

  @Column('uuid')
  source_id: string;

  @Column('uuid')
  source_line_id: string;

  @Column('uuid', { nullable: true })
  batch_id: string | null;

  /** The batch's, copied so that the order of issue needs no join. */
  @Column('date', { nullable: true })
  expiry_date: string | null;

  /** Of a single unit; it is in one open layer at most, at any place. */
  @Column('uuid', { nullable: true })
  serial_id: string | null;

  @Column('character varying', { length: 20, default: 'sellable' })
  state: StockState;

  /** The layer that the goods were in before they were moved, restated or revalued. */
  @Column('uuid', { nullable: true })
  parent_id: string | null;
}
