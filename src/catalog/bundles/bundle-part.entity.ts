import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

/** How much of a component one bundle takes. A trigger keeps bundles, templates and retired products out. */
@Entity('bundle_parts')
@Unique('uq_bundle_parts_component', ['bundle_id', 'component_id'])
@Check('ck_bundle_parts_quantity', 'quantity > 0')
@Check('ck_bundle_parts_own_component', 'component_id <> bundle_id')
export class BundlePart {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_bundle_parts' })
  id: string;

  @ForeignKey('Product', { name: 'fk_bundle_parts_bundle', onDelete: 'CASCADE' })
  @Column('uuid')
  bundle_id: string;

  @Index('ix_bundle_parts_component_id')
  @ForeignKey('Product', { name: 'fk_bundle_parts_component', onDelete: 'RESTRICT' })
  @Column('uuid')
  component_id: string;

  /** In the component's own unit. */
  @Column('numeric', { precision: 14, scale: 3, transformer: decimalColumn })
  quantity: Decimal;

  @Column('integer')
  sort_order: number;
}
