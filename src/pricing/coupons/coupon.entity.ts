import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { MutableEntity } from '../../common/database/mutable.entity.js';

/** A code that opens a promotion to whoever shows it. */
@Entity('coupons')
@Unique('uq_coupons_code', ['code'])
@Index('ix_coupons_promotion', ['promotion_id', 'created_at', 'id'])
@Index('ix_coupons_customer', ['customer_id'], { where: 'customer_id IS NOT NULL' })
@Check('ck_coupons_code', 'code = upper(code)')
@Check('ck_coupons_limits', 'usage_limit >= 1 AND usage_limit_per_customer >= 1')
export class Coupon extends MutableEntity {
  @ForeignKey('Promotion', { name: 'fk_coupons_promotion', onDelete: 'CASCADE' })
  @Column('uuid')
  promotion_id: string;

  @Column('character varying', { length: 40 })
  code: string;

  @Column('integer', { nullable: true })
  usage_limit: number | null;

  @Column('integer', { nullable: true })
  usage_limit_per_customer: number | null;

  /** The one customer it is for; null is everybody. */
  @ForeignKey('Customer', { name: 'fk_coupons_customer', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  customer_id: string | null;

  /** Last business day, inclusive. */
  @Column('date', { nullable: true })
  expires_on: string | null;

  @Column('boolean', { default: true })
  is_active: boolean;
}
