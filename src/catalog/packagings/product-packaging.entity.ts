import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { Decimal } from '../../common/money/decimal.js';

function MeasureColumn(precision: number, scale: number): PropertyDecorator {
  return Column('numeric', { precision, scale, nullable: true, transformer: decimalColumn });
}

/** A pack of a product: so many of its units under a name of their own. */
@Entity('product_packagings')
@Unique('uq_product_packagings_unit', ['product_id', 'unit_id'])
@Unique('uq_product_packagings_of_product', ['id', 'product_id'])
@Index('uq_product_packagings_default_sale_unit', { synchronize: false })
@Index('uq_product_packagings_default_purchase_unit', { synchronize: false })
@Check('ck_product_packagings_factor', 'factor > 0')
@Check('ck_product_packagings_default_sale_unit', 'NOT is_default_sale_unit OR (allow_sale AND is_active)')
@Check(
  'ck_product_packagings_default_purchase_unit',
  'NOT is_default_purchase_unit OR (allow_purchase AND is_active)',
)
@Check(
  'ck_product_packagings_size',
  'length_cm > 0 AND width_cm > 0 AND height_cm > 0 AND weight_kg > 0 AND volume_m3 > 0',
)
export class ProductPackaging extends MutableEntity {
  @ForeignKey('Product', { name: 'fk_product_packagings_product', onDelete: 'CASCADE' })
  @Column('uuid')
  product_id: string;

  @Index('ix_product_packagings_unit_id')
  @ForeignKey('Unit', { name: 'fk_product_packagings_unit', onDelete: 'RESTRICT' })
  @Column('uuid')
  unit_id: string;

  /** Units of the product in one pack. */
  @Column('numeric', { precision: 14, scale: 3, transformer: decimalColumn })
  factor: Decimal;

  @Column('boolean', { default: true })
  allow_sale: boolean;

  @Column('boolean', { default: true })
  allow_purchase: boolean;

  @Column('boolean', { default: false })
  is_default_sale_unit: boolean;

  @Column('boolean', { default: false })
  is_default_purchase_unit: boolean;

  @MeasureColumn(8, 1)
  length_cm: Decimal | null;

  @MeasureColumn(8, 1)
  width_cm: Decimal | null;

  @MeasureColumn(8, 1)
  height_cm: Decimal | null;

  /** Of a full pack. */
  @MeasureColumn(11, 3)
  weight_kg: Decimal | null;

  /** As it was said; null leaves it to the three lengths. */
  @MeasureColumn(12, 6)
  volume_m3: Decimal | null;

  @Column('boolean', { default: true })
  is_active: boolean;
}
