import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

/** What a line had of a promotion. In a release it is below zero, and `is_back` tells that all of the line came back. */
export interface RedeemedLine {
  line_id: string;
  amount: number;
  is_back?: boolean;
}

/**
 * `redeem`: a sale used a promotion. `release`: a void or return gave some of it back. `transfer`: it is now booked to
 * another customer, the one they were merged into.
 */
export type RedemptionKind = 'redeem' | 'release' | 'transfer';

/** One entry of the promotions' ledger; append-only. */
@Entity('promotion_redemptions')
@Index('ix_promotion_redemptions_coupon', ['coupon_id'], { where: 'coupon_id IS NOT NULL' })
@Index('ix_promotion_redemptions_customer', ['customer_id', 'promotion_id'], {
  where: 'customer_id IS NOT NULL',
})
@Index('ix_promotion_redemptions_redemption', ['redemption_id'], { where: 'redemption_id IS NOT NULL' })
@Check(
  'ck_promotion_redemptions_kind',
  `CASE kind WHEN 'redeem' THEN redemption_id IS NULL AND uses > 0 AND amount >= 0
   WHEN 'release' THEN redemption_id IS NOT NULL AND uses <= 0 AND amount <= 0
   WHEN 'transfer' THEN redemption_id IS NOT NULL AND customer_id IS NOT NULL ELSE false END`,
)
export class PromotionRedemption {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_promotion_redemptions' })
  id: string;

  @Index('ix_promotion_redemptions_promotion')
  @ForeignKey('Promotion', { name: 'fk_promotion_redemptions_promotion', onDelete: 'RESTRICT' })
  @Column('uuid')
  promotion_id: string;

  @ForeignKey('Coupon', { name: 'fk_promotion_redemptions_coupon', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  coupon_id: string | null;

  @Index('ix_promotion_redemptions_sale')
  @Column('uuid')
  sale_id: string;

  /** The return or void that released. */
  @Column('uuid', { nullable: true })
  document_id: string | null;

  @Column('uuid', { nullable: true })
  customer_id: string | null;

  @Column('character varying', { length: 10 })
  kind: RedemptionKind;

  /** The redemption that is released or transferred. */
  @ForeignKey('PromotionRedemption', { name: 'fk_promotion_redemptions_redemption', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  redemption_id: string | null;

  /** Signed. */
  @Column('integer')
  uses: number;

  /** Signed: what the promotion took off. */
  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  amount: Decimal;

  @Column('jsonb')
  lines: RedeemedLine[];

  @Column('uuid', { nullable: true })
  actor_id: string | null;

  @Column('timestamptz')
  occurred_at: Date;

  @Column('timestamptz', { default: () => 'now()' })
  created_at: Date;
}

/** Uses of a promotion, a projection of its redemptions. Kept for promotions that have a limit. */
@Entity('promotion_counters')
@Check('ck_promotion_counters', 'used_count >= 0 AND used_amount >= 0')
export class PromotionCounter {
  @ForeignKey('Promotion', { name: 'fk_promotion_counters_promotion', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_promotion_counters' })
  promotion_id: string;

  @Column('integer', { default: 0 })
  used_count: number;

  @Column('numeric', { precision: 19, scale: 4, default: 0, transformer: decimalColumn })
  used_amount: Decimal;
}

/** Uses of a coupon, a projection of its redemptions. Kept for coupons that have a limit. */
@Entity('coupon_counters')
@Check('ck_coupon_counters', 'used_count >= 0')
export class CouponCounter {
  @ForeignKey('Coupon', { name: 'fk_coupon_counters_coupon', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_coupon_counters' })
  coupon_id: string;

  @Column('integer', { default: 0 })
  used_count: number;
}
