import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { decimalColumn } from '../../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../../common/database/mutable.entity.js';
import type { Decimal } from '../../../common/money/decimal.js';

/** What a product costs the customers of a price group, from a quantity on; without a location everywhere. */
@Entity('group_prices')
@Unique('uq_group_prices_key', ['product_id', 'price_group_id', 'location_id', 'min_quantity'])
@Index('ix_group_prices_location', ['location_id'], { where: 'location_id IS NOT NULL' })
@Index('ix_group_prices_created_at', ['created_at', 'id'])
@Check('ck_group_prices_min_quantity', 'min_quantity > 0')
@Check('ck_group_prices_price', 'price >= 0')
export class GroupPrice extends MutableEntity {
  @ForeignKey('Location', { name: 'fk_group_prices_location', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  location_id: string | null;

  @ForeignKey('Product', { name: 'fk_group_prices_product', onDelete: 'CASCADE' })
  @Column('uuid')
  product_id: string;

  @Index('ix_group_prices_price_group')
  @ForeignKey('PriceGroup', { name: 'fk_group_prices_price_group', onDelete: 'RESTRICT' })
  @Column('uuid')
  price_group_id: string;

  /** In base units. */
  @Column('numeric', { precision: 14, scale: 3, default: 1, transformer: decimalColumn })
  min_quantity: Decimal;

  /** Of one base unit. */
  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  price: Decimal;

  @Column('boolean', { default: true })
  is_active: boolean;
}
