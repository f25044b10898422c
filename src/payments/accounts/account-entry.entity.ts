import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { AccountEntryKind } from './account-requests.js';

/** One movement of what a customer owes: plus is owed, minus settles. Append-only: a trigger refuses changes. */
@Entity('account_entries')
@Index('ix_account_entries_statement', { synchronize: false })
@Index('ix_account_entries_debits', ['customer_id', 'due_date', 'id'], { where: 'due_date IS NOT NULL' })
@Index('ix_account_entries_settles_id', { synchronize: false })
@Index('uq_account_entries_item', ['payment_id', 'customer_id'], {
  unique: true,
  where: `kind IN ('charge', 'transfer') AND amount > 0`,
})
@Index('uq_account_entries_journal', ['journal_id', 'kind'], {
  unique: true,
  where: 'journal_id IS NOT NULL',
})
@Check(
  'ck_account_entries_amount',
  `CASE kind WHEN 'charge' THEN amount > 0 WHEN 'payment' THEN amount <> 0 WHEN 'refund' THEN amount < 0 WHEN 'void' THEN amount < 0 WHEN 'transfer' THEN amount <> 0 WHEN 'adjustment' THEN amount <> 0 ELSE false END`,
)
@Check(
  'ck_account_entries_links',
  `CASE WHEN kind IN ('charge', 'refund', 'void') THEN sale_id IS NOT NULL AND payment_id IS NOT NULL AND journal_id IS NOT NULL AND actor_id IS NOT NULL WHEN kind = 'payment' THEN journal_id IS NOT NULL AND actor_id IS NOT NULL WHEN kind = 'adjustment' THEN journal_id IS NULL AND actor_id IS NOT NULL ELSE journal_id IS NULL END`,
)
@Check('ck_account_entries_due', `(due_date IS NOT NULL) = (amount > 0 AND settles_id IS NULL)`)
export class AccountEntry {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_account_entries' })
  id: string;

  @ForeignKey('CustomerAccount', 'customer_id', { name: 'fk_account_entries_account', onDelete: 'RESTRICT' })
  @Column('uuid')
  customer_id: string;

  @Column('character varying', { length: 10 })
  kind: AccountEntryKind;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  amount: Decimal;

  @Column('character varying', { length: 3 })
  currency: string;

  @Column('uuid', { nullable: true })
  sale_id: string | null;

  /** The payment of the sale that was put on account, or that gave money back to it. */
  @ForeignKey('Payment', {
    name: 'fk_account_entries_payment',
    onDelete: 'RESTRICT',
    deferrable: 'INITIALLY DEFERRED',
  })
  @Column('uuid', { nullable: true })
  payment_id: string | null;

  /** The entry of the money journal that it stands beside; none for transfers and adjustments, which move no money. */
  @ForeignKey('JournalEntry', {
    name: 'fk_account_entries_journal',
    onDelete: 'RESTRICT',
    deferrable: 'INITIALLY DEFERRED',
  })
  @Column('uuid', { nullable: true })
  journal_id: string | null;

  /** The return that caused it. */
  @Column('uuid', { nullable: true })
  document_id: string | null;

  /** The entry that this one takes back, before anything else is settled: its own charge, or a payment reversed. */
  @ForeignKey('AccountEntry', { name: 'fk_account_entries_settles', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  settles_id: string | null;

  /** When what is owed here is to be paid. */
  @Column('date', { nullable: true })
  due_date: string | null;

  @Column('character varying', { length: 100, nullable: true })
  reference: string | null;

  @Column('character varying', { length: 500, nullable: true })
  reason: string | null;

  /** Unknown for transfers only: the merge that caused them is in the audit log. */
  @ForeignKey('User', { name: 'fk_account_entries_actor', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  actor_id: string | null;

  @ForeignKey('Employee', { name: 'fk_account_entries_employee', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  employee_id: string | null;

  @Column('uuid', { nullable: true })
  location_id: string | null;

  @ForeignKey('Register', { name: 'fk_account_entries_register', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  register_id: string | null;

  @Column('timestamptz')
  occurred_at: Date;

  @Column('date')
  business_date: string;

  @Column('timestamptz', { default: () => 'now()' })
  created_at: Date;
}
