import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { PaymentMethod } from '../domain/payment-method.js';
import type { PaymentStatus } from '../domain/payment-status.js';

const MONEY = { precision: 19, scale: 4, transformer: decimalColumn };

/** One tender taken towards a sale. What was taken never changes; status and refunded_amount do. */
@Entity('payments')
@Index('ix_payments_created_at', ['created_at', 'id'])
@Index('ix_payments_status', ['status', 'created_at', 'id'], { where: `status <> 'completed'` })
@Check(
  'ck_payments_payment_method',
  `payment_method IN ('cash', 'card', 'credit_card', 'debit_card', 'digital_wallet', 'bank_transfer', 'check', 'gift_card', 'store_credit', 'loyalty_points', 'on_account')`,
)
@Check('ck_payments_amount', `amount > 0`)
@Check('ck_payments_change', `change_amount >= 0 AND tendered = amount + change_amount`)
@Check('ck_payments_refunded_amount', `refunded_amount >= 0 AND refunded_amount <= amount`)
@Check(
  'ck_payments_status',
  `CASE status WHEN 'pending' THEN refunded_amount = 0 WHEN 'failed' THEN refunded_amount = 0 WHEN 'completed' THEN refunded_amount = 0 WHEN 'partially_refunded' THEN refunded_amount > 0 AND refunded_amount < amount WHEN 'refunded' THEN refunded_amount = amount ELSE false END`,
)
export class Payment extends MutableEntity {
  @Index('ix_payments_sale_id')
  @ForeignKey('Sale', { name: 'fk_payments_sale', onDelete: 'RESTRICT' })
  @Column('uuid')
  sale_id: string;

  @Column('character varying', { length: 20 })
  payment_method: PaymentMethod;

  @Column('numeric', MONEY)
  amount: Decimal;

  @Column('numeric', MONEY)
  tendered: Decimal;

  @Column('numeric', MONEY)
  change_amount: Decimal;

  @Column('character varying', { length: 20 })
  status: PaymentStatus;

  @Column('numeric', { ...MONEY, default: 0 })
  refunded_amount: Decimal;

  @Column('character varying', { length: 3 })
  currency: string;

  @Column('character varying', { length: 100, nullable: true })
  reference_number: string | null;

  @Column('character varying', { length: 100, nullable: true })
  transaction_id: string | null;

  @Column('uuid')
  location_id: string;

  @Column('uuid')
  register_id: string;

  @Column('uuid')
  actor_id: string;

  @Column('uuid', { nullable: true })
  employee_id: string | null;

  @Column('timestamptz')
  occurred_at: Date;

  @Column('date')
  business_date: string;
}
