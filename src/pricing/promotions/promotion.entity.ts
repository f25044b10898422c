import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { DiscountType, PromotionKind } from '../domain/rules.types.js';

/** A better price for a while, under conditions. */
@Entity('promotions')
@Unique('uq_promotions_code', ['code'])
@Index('ix_promotions_active', ['starts_at', 'ends_at'], { where: 'is_active' })
@Index('ix_promotions_created_at', ['created_at', 'id'])
@Check('ck_promotions_kind', `kind IN ('price', 'percentage', 'fixed_amount', 'buy_x_get_y', 'basket')`)
@Check('ck_promotions_value', `(kind = 'buy_x_get_y') = (value IS NULL) AND value >= 0`)
@Check(
  'ck_promotions_percentage',
  `NOT (kind = 'percentage' OR value_type IS NOT DISTINCT FROM 'percentage') OR value <= 100`,
)
@Check(
  'ck_promotions_value_type',
  `(kind = 'basket') = (value_type IS NOT NULL) AND value_type IN ('percentage', 'fixed_amount')`,
)
@Check(
  'ck_promotions_buy_get',
  `CASE WHEN kind = 'buy_x_get_y' THEN num_nulls(buy_quantity, get_quantity, get_percent) = 0
   AND buy_quantity >= 1 AND get_quantity >= 1 AND get_percent > 0 AND get_percent <= 100
   ELSE num_nonnulls(buy_quantity, get_quantity, get_percent) = 0 END`,
)
@Check('ck_promotions_window', 'ends_at >= starts_at')
@Check('ck_promotions_days', `days_of_week <@ ARRAY[1, 2, 3, 4, 5, 6, 7] AND cardinality(days_of_week) > 0`)
@Check('ck_promotions_quantities', 'min_quantity > 0 AND max_quantity > 0 AND max_quantity >= min_quantity')
@Check('ck_promotions_min_basket_amount', 'min_basket_amount >= 0')
@Check('ck_promotions_limits', 'usage_limit >= 1 AND usage_limit_per_customer >= 1 AND budget > 0')
export class Promotion extends MutableEntity {
  @Column('character varying', { length: 40, nullable: true })
  code: string | null;

  @Column('character varying', { length: 100 })
  name: string;

  @Column('character varying', { length: 500, nullable: true })
  description: string | null;

  @Column('character varying', { length: 20 })
  kind: PromotionKind;

  /** Price or amount of one base unit, or a percent; of a basket what `value_type` says. Null for buy_x_get_y. */
  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  value: Decimal | null;

  /** Of a basket. */
  @Column('character varying', { length: 20, nullable: true })
  value_type: DiscountType | null;

  /** Wall time where it is sold, without a zone: a promotion begins at nine in every store. Inclusive. */
  @Column('timestamp without time zone', { precision: 3, nullable: true })
  starts_at: string | null;

  @Column('timestamp without time zone', { precision: 3, nullable: true })
  ends_at: string | null;

  /** 1 is Monday; null is every day. */
  @Column('integer', { array: true, nullable: true })
  days_of_week: number[] | null;

  @Column('time without time zone', { precision: 0, nullable: true })
  time_from: string | null;

  /** Before `time_from` when it runs over midnight. */
  @Column('time without time zone', { precision: 0, nullable: true })
  time_to: string | null;

  /** Base units of a line. */
  @Column('numeric', { precision: 14, scale: 3, nullable: true, transformer: decimalColumn })
  min_quantity: Decimal | null;

  @Column('numeric', { precision: 14, scale: 3, nullable: true, transformer: decimalColumn })
  max_quantity: Decimal | null;

  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  min_basket_amount: Decimal | null;

  @Column('integer', { nullable: true })
  buy_quantity: number | null;

  @Column('integer', { nullable: true })
  get_quantity: number | null;

  /** Percent off the units that are got. */
  @Column('numeric', { precision: 9, scale: 4, nullable: true, transformer: decimalColumn })
  get_percent: Decimal | null;

  @Column('integer', { default: 0 })
  priority: number;

  /** Stands alone on its line. */
  @Column('boolean', { default: false })
  is_exclusive: boolean;

  @Column('boolean', { default: false })
  requires_coupon: boolean;

  @Column('integer', { nullable: true })
  usage_limit: number | null;

  @Column('integer', { nullable: true })
  usage_limit_per_customer: number | null;

  /** The most that it may take off in all. */
  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  budget: Decimal | null;

  @Column('boolean', { default: true })
  is_active: boolean;
}
