import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { decimalColumn } from '../../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../../common/database/mutable.entity.js';
import type { Decimal } from '../../../common/money/decimal.js';
import type { PriceMethod } from '../price-method.js';

/** The base price of a product at a location. */
@Entity('product_prices')
@Unique('uq_product_prices_place', ['product_id', 'location_id'])
@Index('ix_product_prices_created_at', ['created_at', 'id'])
@Check('ck_product_prices_method', `method IN ('fixed', 'markup', 'auto')`)
@Check(
  'ck_product_prices_fixed',
  `method <> 'fixed' OR (base_price IS NOT NULL AND effective_price IS NOT DISTINCT FROM base_price)`,
)
@Check('ck_product_prices_markup', `method <> 'markup' OR markup_percent IS NOT NULL`)
@Check(
  'ck_product_prices_amounts',
  'base_price >= 0 AND markup_percent >= 0 AND effective_price >= 0 AND cost_basis >= 0',
)
export class ProductPrice extends MutableEntity {
  @Index('ix_product_prices_location')
  @ForeignKey('Location', { name: 'fk_product_prices_location', onDelete: 'RESTRICT' })
  @Column('uuid')
  location_id: string;

  @ForeignKey('Product', { name: 'fk_product_prices_product', onDelete: 'CASCADE' })
  @Column('uuid')
  product_id: string;

  @Column('character varying', { length: 10 })
  method: PriceMethod;

  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  base_price: Decimal | null;

  @Column('numeric', { precision: 9, scale: 4, nullable: true, transformer: decimalColumn })
  markup_percent: Decimal | null;

  /** What counts: the base price, or what the cost made of the markup; null while there is no cost. 0 is a price. */
  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  effective_price: Decimal | null;

  /** The cost that the effective price follows; null when it follows none. */
  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  cost_basis: Decimal | null;

  @Column('boolean', { default: true })
  is_active: boolean;
}
