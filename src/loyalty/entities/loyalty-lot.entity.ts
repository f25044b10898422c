import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Points that came in together and expire together, after their last day. */
@Entity('loyalty_lots')
@Index('ix_loyalty_lots_open', { synchronize: false })
@Index('ix_loyalty_lots_member', ['member_id'])
@Index('ix_loyalty_lots_due', { synchronize: false })
@Check('ck_loyalty_lots_points', `points > 0`)
@Check('ck_loyalty_lots_remaining', `remaining BETWEEN 0 AND points`)
export class LoyaltyLot {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_loyalty_lots' })
  id: string;

  @ForeignKey('LoyaltyMember', { name: 'fk_loyalty_lots_member', onDelete: 'RESTRICT' })
  @Column('uuid')
  member_id: string;

  @Column('bigint')
  points: string;

  @Column('bigint')
  remaining: string;

  @Column('date', { nullable: true })
  expires_on: string | null;

  /** Given back after they had expired; not given grace again. */
  @Column('boolean', { default: false })
  is_grace: boolean;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at: Date;
}

/** What an entry took from a lot, or (below zero) gave back to it. Append-only. */
@Entity('loyalty_draws')
@Check('ck_loyalty_draws_points', `points <> 0`)
export class LoyaltyDraw {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_loyalty_draws' })
  id: string;

  @Index('ix_loyalty_draws_lot')
  @ForeignKey('LoyaltyLot', { name: 'fk_loyalty_draws_lot', onDelete: 'RESTRICT' })
  @Column('uuid')
  lot_id: string;

  @Index('ix_loyalty_draws_entry')
  @ForeignKey('LoyaltyEntry', { name: 'fk_loyalty_draws_entry', onDelete: 'RESTRICT' })
  @Column('uuid')
  entry_id: string;

  @Column('bigint')
  points: string;
}
