import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A member rose or fell. Append-only. */
@Entity('loyalty_tier_changes')
@Index('ix_loyalty_tier_changes_member', ['member_id', 'id'])
@Check('ck_loyalty_tier_changes_reason', `reason IN ('earn', 'reversal', 'window')`)
export class TierChange {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_loyalty_tier_changes' })
  id: string;

  @ForeignKey('LoyaltyMember', { name: 'fk_loyalty_tier_changes_member', onDelete: 'RESTRICT' })
  @Column('uuid')
  member_id: string;

  @Column('character varying', { length: 20, nullable: true })
  from_tier: string | null;

  @Column('character varying', { length: 20, nullable: true })
  to_tier: string | null;

  @Column('bigint')
  tier_points: string;

  /** `window`: older points fell out of it, or the program changed. */
  @Column('character varying', { length: 20 })
  reason: 'earn' | 'reversal' | 'window';

  @CreateDateColumn({ type: 'timestamptz' })
  changed_at: Date;
}
