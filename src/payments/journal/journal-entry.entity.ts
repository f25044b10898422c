import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { PaymentMethod } from '../domain/payment-method.js';
import type { JournalKind } from './journal-kind.js';

/** One movement of money, plus into the business, minus out of it. Append-only: a trigger refuses changes. */
@Entity('money_journal')
@Index('ix_money_journal_created_at', ['created_at', 'id'])
@Index('ix_money_journal_kind', ['kind', 'created_at', 'id'], { where: `kind <> 'payment'` })
@Index('ix_money_journal_employee', ['employee_id', 'created_at', 'id'], { where: 'employee_id IS NOT NULL' })
@Index('ix_money_journal_business_date', ['business_date', 'location_id'])
@Index('uq_money_journal_payment', ['payment_id'], { unique: true, where: `kind = 'payment'` })
@Index('uq_money_journal_reversal', ['reverses_id'], { unique: true, where: `kind = 'reversal'` })
@Check(
  'ck_money_journal_amount',
  `CASE kind WHEN 'payment' THEN amount > 0 WHEN 'refund' THEN amount < 0 WHEN 'void' THEN amount < 0 WHEN 'cash_in' THEN amount > 0 WHEN 'cash_out' THEN amount < 0 WHEN 'reversal' THEN amount <> 0 WHEN 'account_payment' THEN amount <> 0 ELSE false END`,
)
@Check(
  'ck_money_journal_links',
  `CASE WHEN kind = 'payment' THEN payment_id IS NOT NULL AND sale_id IS NOT NULL AND reverses_id IS NULL WHEN kind = 'void' THEN payment_id IS NOT NULL AND sale_id IS NOT NULL AND reverses_id IS NOT NULL WHEN kind = 'refund' THEN (payment_id IS NULL) = (sale_id IS NULL) AND (payment_id IS NULL) = (reverses_id IS NULL) WHEN kind = 'reversal' THEN payment_id IS NULL AND sale_id IS NULL AND reverses_id IS NOT NULL ELSE payment_id IS NULL AND sale_id IS NULL AND reverses_id IS NULL END`,
)
@Check(
  'ck_money_journal_payment_method',
  `payment_method IN ('cash', 'card', 'credit_card', 'debit_card', 'digital_wallet', 'bank_transfer', 'check', 'gift_card', 'store_credit', 'loyalty_points', 'on_account')`,
)
export class JournalEntry {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_money_journal' })
  id: string;

  @Column('character varying', { length: 20 })
  kind: JournalKind;

  @Index('ix_money_journal_payment_id', { where: 'payment_id IS NOT NULL' })
  @ForeignKey('Payment', { name: 'fk_money_journal_payment', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  payment_id: string | null;

  @Index('ix_money_journal_sale_id', { where: 'sale_id IS NOT NULL' })
  @Column('uuid', { nullable: true })
  sale_id: string | null;

  /** The return or other paper that moved the money, when it is not the sale itself. */
  @Index('ix_money_journal_document_id', { where: 'document_id IS NOT NULL' })
  @Column('uuid', { nullable: true })
  document_id: string | null;

  @Column('uuid')
  location_id: string;

  @ForeignKey('Register', { name: 'fk_money_journal_register', onDelete: 'RESTRICT' })
  @Column('uuid')
  register_id: string;

  @Column('character varying', { length: 20 })
  payment_method: PaymentMethod;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  amount: Decimal;

  @Column('character varying', { length: 3 })
  currency: string;

  @ForeignKey('JournalEntry', { name: 'fk_money_journal_reverses', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  reverses_id: string | null;

  @ForeignKey('User', { name: 'fk_money_journal_actor', onDelete: 'RESTRICT' })
  @Column('uuid')
  actor_id: string;

  @ForeignKey('Employee', { name: 'fk_money_journal_employee', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  employee_id: string | null;

  @Column('character varying', { length: 100, nullable: true })
  reference: string | null;

  @Column('character varying', { length: 500, nullable: true })
  reason: string | null;

  @Column('timestamptz')
  occurred_at: Date;

  @Column('date')
  business_date: string;

  @Column('timestamptz', { default: () => 'now()' })
  created_at: Date;
}
