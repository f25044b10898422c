import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { MutableEntity } from '../../common/database/mutable.entity.js';

/** `left`: takes part no more, may come back. `merged`: another member of the same customer has the points now. */
export const MEMBER_STATUSES = ['active', 'left', 'merged'] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];

/** A customer in a program. Balance, tier and tier points are projections of the entries; only the ledger writes them. */
@Entity('loyalty_members')
@Unique('uq_loyalty_members_card', ['card_number'])
@Index('uq_loyalty_members_customer', { synchronize: false })
@Index('ix_loyalty_members_customer', ['customer_id'])
@Index('ix_loyalty_members_program', ['program_id', 'id'])
@Index('ix_loyalty_members_merged_into', { synchronize: false })
@Check('ck_loyalty_members_status', `status IN ('active', 'left', 'merged')`)
@Check('ck_loyalty_members_merged', `(status = 'merged') = (merged_into_id IS NOT NULL)`)
@Check('ck_loyalty_members_left', `(status = 'left') = (left_at IS NOT NULL)`)
@Check('ck_loyalty_members_merged_balance', `status <> 'merged' OR balance = 0`)
export class LoyaltyMember extends MutableEntity {
  @ForeignKey('LoyaltyProgram', { name: 'fk_loyalty_members_program', onDelete: 'RESTRICT' })
  @Column('uuid')
  program_id: string;

  @ForeignKey('Customer', { name: 'fk_loyalty_members_customer', onDelete: 'RESTRICT' })
  @Column('uuid')
  customer_id: string;

  @Column('character varying', { length: 50, nullable: true })
  card_number: string | null;

  @Column('character varying', { length: 10, default: 'active' })
  status: MemberStatus;

  /** Below zero when points were spent whose sale was undone later. */
  @Column('bigint', { default: 0 })
  balance: string;

  @Column('character varying', { length: 20, nullable: true })
  tier_code: string | null;

  /** Earned since `tier_window_from`. */
  @Column('bigint', { default: 0 })
  tier_points: string;

  @Column('date')
  tier_window_from: string;

  @ForeignKey('LoyaltyMember', { name: 'fk_loyalty_members_merged_into', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  merged_into_id: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  enrolled_at: Date;

  @Column('timestamptz', { nullable: true })
  left_at: Date | null;
}
