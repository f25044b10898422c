import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

/** Why points moved. `expire` above zero undoes an expiry whose points were taken back. */
export const ENTRY_KINDS = [
  'opening',
  'earn',
  'redeem',
  'earn_reversal',
  'redeem_reversal',
  'adjust',
  'expire',
  'transfer',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One movement of a member's points: the append-only truth. A trigger refuses to change it. */
@Entity('loyalty_entries')
@Index('ix_loyalty_entries_member', ['member_id', 'id'])
@Index('ix_loyalty_entries_sale', { synchronize: false })
@Index('ix_loyalty_entries_reverses', { synchronize: false })
@Index('ix_loyalty_entries_earned', { synchronize: false })
@Index('uq_loyalty_entries_earn', { synchronize: false })
@Check(
  'ck_loyalty_entries_kind',
  `kind IN ('opening', 'earn', 'redeem', 'earn_reversal', 'redeem_reversal', 'adjust', 'expire', 'transfer')`,
)
@Check(
  'ck_loyalty_entries_points',
  `CASE kind WHEN 'opening' THEN points > 0 WHEN 'earn' THEN points > 0 WHEN 'redeem' THEN points < 0 WHEN 'earn_reversal' THEN points < 0 WHEN 'redeem_reversal' THEN points >= 0 WHEN 'expire' THEN points <> 0 AND (points > 0) = (reverses_id IS NOT NULL) ELSE points <> 0 END`,
)
@Check(
  'ck_loyalty_entries_source',
  `CASE kind WHEN 'earn' THEN sale_id IS NOT NULL AND sale_item_id IS NOT NULL AND amount IS NOT NULL AND lot_id IS NOT NULL WHEN 'redeem' THEN sale_id IS NOT NULL AND amount IS NOT NULL WHEN 'earn_reversal' THEN sale_id IS NOT NULL AND sale_item_id IS NOT NULL AND document_id IS NOT NULL AND reverses_id IS NOT NULL WHEN 'redeem_reversal' THEN sale_id IS NOT NULL AND document_id IS NOT NULL AND amount IS NOT NULL AND reverses_id IS NOT NULL ELSE true END`,
)
@Check(
  'ck_loyalty_entries_balance',
  `balance_after >= 0 OR points >= 0 OR kind IN ('earn_reversal', 'transfer')`,
)
export class LoyaltyEntry {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_loyalty_entries' })
  id: string;

  @ForeignKey('LoyaltyMember', { name: 'fk_loyalty_entries_member', onDelete: 'RESTRICT' })
  @Column('uuid')
  member_id: string;

  @Column('character varying', { length: 20 })
  kind: EntryKind;

  /** Above zero: came in. Below: went out. */
  @Column('bigint')
  points: string;

  @Column('bigint')
  balance_after: string;

  /** The lot that they came into, if it was a new one. */
  @ForeignKey('LoyaltyLot', { name: 'fk_loyalty_entries_lot', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  lot_id: string | null;

  @ForeignKey('Sale', { name: 'fk_loyalty_entries_sale', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  sale_id: string | null;

  @ForeignKey('SaleItem', { name: 'fk_loyalty_entries_sale_item', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  sale_item_id: string | null;

  /** The return, void or refund that caused it. */
  @Column('uuid', { nullable: true })
  document_id: string | null;

  @ForeignKey('LoyaltyEntry', { name: 'fk_loyalty_entries_reverses', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  reverses_id: string | null;

  /** `earn`: the money that earned. `redeem` and its reversal: the money that was paid, or went back. */
  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  amount: Decimal | null;

  /** Null when the clock did it. */
  @Column('uuid', { nullable: true })
  actor_id: string | null;

  @Column('timestamptz')
  occurred_at: Date;

  @Column('date')
  business_date: string;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at: Date;
}

/** Why points moved, in somebody's words. Apart from the entries, because it can hold a name, and a name can be forgotten. */
@Entity('loyalty_notes')
export class LoyaltyNote {
  @ForeignKey('LoyaltyEntry', { name: 'fk_loyalty_notes_entry', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_loyalty_notes' })
  entry_id: string;

  @Column('character varying', { length: 500 })
  reason: string;
}
