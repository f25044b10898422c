import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { Decimal } from '../../common/money/decimal.js';

/** How much of a product a location should hold; what is null is left to the product, its supplier, or the sales. */
@Entity('product_location_settings')
@Unique('uq_product_location_settings', ['product_id', 'location_id'])
@Check('ck_product_location_settings_min', `min_stock_level >= 0`)
@Check('ck_product_location_settings_max', `max_stock_level >= coalesce(min_stock_level, 0)`)
@Check('ck_product_location_settings_safety', `safety_stock >= 0`)
@Check('ck_product_location_settings_reorder', `reorder_quantity > 0`)
@Check('ck_product_location_settings_lead_time', `lead_time_days BETWEEN 0 AND 3650`)
export class ProductLocationSettings extends MutableEntity {
  @ForeignKey('Product', { name: 'fk_product_location_settings_product', onDelete: 'CASCADE' })
  @Column('uuid')
  product_id: string;

  @Index('ix_product_location_settings_location')
  @ForeignKey('Location', { name: 'fk_product_location_settings_location', onDelete: 'CASCADE' })
  @Column('uuid')
  location_id: string;

  /** Instead of the product's. */
  @Column('numeric', { precision: 14, scale: 3, nullable: true, transformer: decimalColumn })
  min_stock_level: Decimal | null;

  /** What an order fills the shelf up to. */
  @Column('numeric', { precision: 14, scale: 3, nullable: true, transformer: decimalColumn })
  max_stock_level: Decimal | null;

  /** Kept beyond what is expected to sell while an order is on its way. */
  @Column('numeric', { precision: 14, scale: 3, default: 0, transformer: decimalColumn })
  safety_stock: Decimal;

  /** Ordered at a time, unless more is missing. */
  @Column('numeric', { precision: 14, scale: 3, nullable: true, transformer: decimalColumn })
  reorder_quantity: Decimal | null;

  /** Instead of the supplier's. */
  @Column('integer', { nullable: true })
  lead_time_days: number | null;
}
