import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { Decimal } from '../../common/money/decimal.js';

/** Customers who buy at the same prices. */
@Entity('price_groups')
@Unique('uq_price_groups_code', ['code'])
@Index('ix_price_groups_name', ['name', 'id'])
@Check('ck_price_groups_code', 'code = upper(code)')
@Check('ck_price_groups_default_discount_percent', 'default_discount_percent BETWEEN 0 AND 100')
export class PriceGroup extends MutableEntity {
  @Column('character varying', { length: 20 })
  code: string;

  @Column('character varying', { length: 100 })
  name: string;

  @Column('character varying', { length: 500, nullable: true })
  description: string | null;

  /** Off the base price of products for which the group has no price of its own. */
  @Column('numeric', { precision: 9, scale: 4, default: 0, transformer: decimalColumn })
  default_discount_percent: Decimal;

  @Column('integer', { default: 0 })
  priority: number;

  @Column('boolean', { default: true })
  is_active: boolean;
}
