import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { decimalColumn } from '../../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../../common/database/mutable.entity.js';
import type { Decimal } from '../../../common/money/decimal.js';

/** What a product costs everybody from a quantity on; without a location everywhere. */
@Entity('step_prices')
@Unique('uq_step_prices_key', ['product_id', 'location_id', 'min_quantity'])
@Index('ix_step_prices_location', ['location_id'], { where: 'location_id IS NOT NULL' })
@Index('ix_step_prices_created_at', ['created_at', 'id'])
@Check('ck_step_prices_min_quantity', 'min_quantity > 0')
@Check('ck_step_prices_price', 'price >= 0')
export class StepPrice extends MutableEntity {
  @ForeignKey('Location', { name: 'fk_step_prices_location', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  location_id: string | null;

  @ForeignKey('Product', { name: 'fk_step_prices_product', onDelete: 'CASCADE' })
  @Column('uuid')
  product_id: string;

  /** In base units. */
  @Column('numeric', { precision: 14, scale: 3, transformer: decimalColumn })
  min_quantity: Decimal;

  /** Of one base unit. */
  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  price: Decimal;

  @Column('character varying', { length: 200, nullable: true })
  description: string | null;

  @Column('boolean', { default: true })
  is_active: boolean;
}
