import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { Decimal } from '../../common/money/decimal.js';

/** What a product, a category with all below it, or a brand earns instead of the program's rate; 0: nothing. */
@Entity('loyalty_earn_rules')
@Unique('uq_loyalty_earn_rules_product', ['program_id', 'product_id'])
@Unique('uq_loyalty_earn_rules_category', ['program_id', 'category_id'])
@Unique('uq_loyalty_earn_rules_brand', ['program_id', 'brand_id'])
@Check('ck_loyalty_earn_rules_target', `num_nonnulls(product_id, category_id, brand_id) = 1`)
@Check('ck_loyalty_earn_rules_rate', `num_nonnulls(points_per_unit, multiplier) = 1`)
@Check('ck_loyalty_earn_rules_points', `points_per_unit BETWEEN 0 AND 1000`)
@Check('ck_loyalty_earn_rules_multiplier', `multiplier BETWEEN 0 AND 100`)
export class EarnRule extends MutableEntity {
  @ForeignKey('LoyaltyProgram', { name: 'fk_loyalty_earn_rules_program', onDelete: 'CASCADE' })
  @Column('uuid')
  program_id: string;

  @ForeignKey('Product', { name: 'fk_loyalty_earn_rules_product', onDelete: 'CASCADE' })
  @Column('uuid', { nullable: true })
  product_id: string | null;

  @ForeignKey('Category', { name: 'fk_loyalty_earn_rules_category', onDelete: 'CASCADE' })
  @Column('uuid', { nullable: true })
  category_id: string | null;

  @ForeignKey('Brand', { name: 'fk_loyalty_earn_rules_brand', onDelete: 'CASCADE' })
  @Column('uuid', { nullable: true })
  brand_id: string | null;

  /** Points for each 1.00, whatever the program's rate. */
  @Column('numeric', { precision: 9, scale: 4, nullable: true, transformer: decimalColumn })
  points_per_unit: Decimal | null;

  /** Of the program's rate. */
  @Column('numeric', { precision: 7, scale: 4, nullable: true, transformer: decimalColumn })
  multiplier: Decimal | null;
}
