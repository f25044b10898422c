import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

/** What a customer owes, in the one currency of their account: the sum of its entries. Made by the first of them. */
@Entity('customer_accounts')
@ForeignKey('Customer', ['customer_id'], ['id'], {
  name: 'fk_customer_accounts_customer',
  onDelete: 'RESTRICT',
})
@Check('ck_customer_accounts_moved', `moved_to_id IS NULL OR (moved_to_id <> customer_id AND balance = 0)`)
export class CustomerAccount {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_customer_accounts' })
  customer_id: string;

  @Column('character varying', { length: 3 })
  currency: string;

  /** Below 0 the shop owes the customer. */
  @Column('numeric', { precision: 19, scale: 4, default: 0, transformer: decimalColumn })
  balance: Decimal;

  /** The account of the customer that this one was merged into: it takes whatever comes later. */
  @Index('ix_customer_accounts_moved_to', { where: 'moved_to_id IS NOT NULL' })
  @ForeignKey('CustomerAccount', 'customer_id', {
    name: 'fk_customer_accounts_moved_to',
    onDelete: 'RESTRICT',
  })
  @Column('uuid', { nullable: true })
  moved_to_id: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  updated_at: Date;
}
