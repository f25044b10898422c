import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { SaleStatus } from '../domain/sale-status.js';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

/** A sale, from the first item to its refund. Written by SQL on the checkout path; its amounts tie out by constraint. */
@Entity('sales')
@Unique('uq_sales_order_number', ['order_number'])
@Check('ck_sales_status', `status IN ('pending', 'completed', 'cancelled', 'refunded', 'partially_refunded')`)
@Check('ck_sales_total', `total_amount = subtotal + tax_amount`)
@Check(
  'ck_sales_amounts',
  `subtotal >= 0 AND tax_amount >= 0 AND discount_amount >= 0 AND change_amount >= 0`,
)
@Check(
  'ck_sales_paid',
  `paid_amount >= 0 AND refunded_amount >= 0 AND refunded_amount <= paid_amount AND paid_amount <= total_amount + rounding_amount`,
)
@Check(
  'ck_sales_completed',
  `status IN ('pending', 'cancelled') OR (completed_at IS NOT NULL AND paid_amount = total_amount + rounding_amount)`,
)
@Index('ix_sales_business_date', ['business_date', 'location_id'])
@Index('ix_sales_created_at', ['created_at', 'id'])
@Index('ix_sales_customer', ['customer_id', 'id'])
@Index('ix_sales_discount', ['discount_id'], { where: 'discount_id IS NOT NULL' })
@Index('ix_sales_voided_at', ['voided_at'], { where: 'voided_at IS NOT NULL' })
export class Sale {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sales' })
  id: string;

  @Column('character varying', { length: 30 })
  order_number: string;

  @Column('character varying', { length: 20 })
  status: SaleStatus;

  @Column('uuid')
  location_id: string;

  @ForeignKey('Register', { name: 'fk_sales_register', onDelete: 'RESTRICT' })
  @Column('uuid')
  register_id: string;

  @ForeignKey('Customer', { name: 'fk_sales_customer', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  customer_id: string | null;

  @ForeignKey('User', { name: 'fk_sales_cashier', onDelete: 'RESTRICT' })
  @Column('uuid')
  cashier_id: string;

  @ForeignKey('Employee', { name: 'fk_sales_employee', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  employee_id: string | null;

  @Column('character', { length: 3 })
  currency: string;

  @Column('boolean')
  prices_include_tax: boolean;

  @Column('character varying', { length: 20 })
  rounding_mode: string;

  @Column('character varying', { length: 20 })
  rounding_level: string;

  @ForeignKey('Discount', { name: 'fk_sales_discount', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  discount_id: string | null;

  /** As the client sent them, so that a pending cart can be priced again. */
  @Column('text', { array: true, default: [] })
  coupon_codes: string[];

  /** The promotions whose use is booked for this sale. */
  @Column('uuid', { array: true, default: [] })
  promotion_ids: string[];

  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  cart_discount_amount: Decimal | null;

  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  tax_override: Decimal | null;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  subtotal: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  discount_amount: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  tax_amount: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  total_amount: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  rounding_amount: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  paid_amount: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  change_amount: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  refunded_amount: Decimal;

  @Column('character varying', { length: 2000, nullable: true })
  notes: string | null;

  @Column('timestamptz')
  occurred_at: Date;

  @Column('date')
  business_date: string;

  @Column('character varying', { length: 64 })
  time_zone: string;

  @Column('timestamptz', { nullable: true })
  completed_at: Date | null;

  @Column('timestamptz', { nullable: true })
  cancelled_at: Date | null;

  @Column('timestamptz', { nullable: true })
  voided_at: Date | null;

  @Column('character varying', { length: 500, nullable: true })
  cancel_reason: string | null;

  @Column('integer', { default: 1 })
  version: number;

  @Column('timestamptz', { default: () => 'now()' })
  created_at: Date;

  @Column('timestamptz', { default: () => 'now()' })
  updated_at: Date;
}
