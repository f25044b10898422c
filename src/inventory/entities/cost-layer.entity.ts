import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

/**
 * Goods that came in together at one cost. A provisional layer is the opposite: goods sold before they came,
 * at an assumed cost, with `quantity` and `remaining` below zero.
 */
@Entity('cost_layers')
@ForeignKey('StockLevel', ['product_id', 'location_id'], ['product_id', 'location_id'], {
  name: 'fk_cost_layers_level',
  onDelete: 'RESTRICT',
})
@Index('ix_cost_layers_open', { synchronize: false })
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
}
