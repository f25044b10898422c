import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { decimalColumn } from '../../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../../common/database/mutable.entity.js';
import type { Decimal } from '../../../common/money/decimal.js';
import type { PriceMethod } from '../price-method.js';

/** What a whole pack costs; without a location everywhere. A price that follows the cost needs a location. */
@Entity('packaging_prices')
@Unique('uq_packaging_prices_key', ['packaging_id', 'location_id'])
@Index('ix_packaging_prices_location', ['location_id'], { where: 'location_id IS NOT NULL' })
@Index('ix_packaging_prices_created_at', ['created_at', 'id'])
@ForeignKey('ProductPackaging', ['packaging_id', 'product_id'], ['id', 'product_id'], {
  name: 'fk_packaging_prices_packaging',
  onDelete: 'RESTRICT',
})
@Check('ck_packaging_prices_method', `method IN ('fixed', 'markup', 'auto')`)
@Check('ck_packaging_prices_fixed', `method <> 'fixed' OR price IS NOT NULL`)
@Check('ck_packaging_prices_markup', `method <> 'markup' OR markup_percent IS NOT NULL`)
@Check('ck_packaging_prices_place', `method = 'fixed' OR location_id IS NOT NULL`)
@Check('ck_packaging_prices_discount_percent', 'discount_percent BETWEEN 0 AND 100')
@Check(
  'ck_packaging_prices_amounts',
  'price >= 0 AND markup_percent >= 0 AND effective_price >= 0 AND cost_basis >= 0',
)
export class PackagingPrice extends MutableEntity {
  @ForeignKey('Location', { name: 'fk_packaging_prices_location', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  location_id: string | null;

  @Column('uuid')
  packaging_id: string;

  /** The product that is in the pack. */
  @Index('ix_packaging_prices_product')
  @Column('uuid')
  product_id: string;

  @Column('character varying', { length: 10 })
  method: PriceMethod;

  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  price: Decimal | null;

  @Column('numeric', { precision: 9, scale: 4, nullable: true, transformer: decimalColumn })
  markup_percent: Decimal | null;

  /** Off the stated price, or off what the cost makes of it. */
  @Column('numeric', { precision: 9, scale: 4, default: 0, transformer: decimalColumn })
  discount_percent: Decimal;

  /** What counts; null while there is no cost to follow. */
  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  effective_price: Decimal | null;

  /** The cost of the goods in the pack that the effective price follows; null when it follows none. */
  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  cost_basis: Decimal | null;

  @Column('boolean', { default: true })
  is_active: boolean;
}
