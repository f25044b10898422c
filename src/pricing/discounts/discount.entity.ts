import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { DiscountType } from '../domain/rules.types.js';

/** Something off the price, for some products or for a whole cart. */
@Entity('discounts')
@Unique('uq_discounts_code', ['code'])
@Index('ix_discounts_created_at', ['created_at', 'id'])
@Check('ck_discounts_type', `type IN ('percentage', 'fixed_amount')`)
@Check('ck_discounts_value', `value > 0 AND (type <> 'percentage' OR value <= 100)`)
@Check('ck_discounts_window', 'end_date >= start_date')
export class Discount extends MutableEntity {
  @Column('character varying', { length: 100 })
  name: string;

  @Column('character varying', { length: 40, nullable: true })
  code: string | null;

  @Column('character varying', { length: 20 })
  type: DiscountType;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  value: Decimal;

  /** First and last business day, both inclusive. */
  @Column('date', { nullable: true })
  start_date: string | null;

  @Column('date', { nullable: true })
  end_date: string | null;

  @Column('boolean', { default: true })
  is_active: boolean;
}
