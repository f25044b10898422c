import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

/** Goods taken back: against a sale, or blind (no sale). */
@Entity('sale_returns')
@Check('ck_sale_returns_total', `total_amount = subtotal + tax_amount AND subtotal >= 0 AND tax_amount >= 0`)
@Check('ck_sale_returns_refunded', `refunded_amount = total_amount + rounding_amount`)
@Index('ix_sale_returns_sale', ['sale_id'])
@Index('ix_sale_returns_customer', ['customer_id'], { where: 'customer_id IS NOT NULL' })
@Index('ix_sale_returns_business_date', ['business_date', 'location_id'])
@Index('ix_sale_returns_created_at', ['created_at', 'id'])
export class SaleReturn {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sale_returns' })
  id: string;

  @ForeignKey('Sale', { name: 'fk_sale_returns_sale', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  sale_id: string | null;

  @ForeignKey('Location', { name: 'fk_sale_returns_location', onDelete: 'RESTRICT' })
  @Column('uuid')
  location_id: string;

  @ForeignKey('Register', { name: 'fk_sale_returns_register', onDelete: 'RESTRICT' })
  @Column('uuid')
  register_id: string;

  @ForeignKey('Customer', { name: 'fk_sale_returns_customer', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  customer_id: string | null;

  @ForeignKey('User', { name: 'fk_sale_returns_actor', onDelete: 'RESTRICT' })
  @Column('uuid')
  actor_id: string;

  @ForeignKey('Employee', { name: 'fk_sale_returns_employee', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  employee_id: string | null;

  @Column('character', { length: 3 })
  currency: string;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  subtotal: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  tax_amount: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  total_amount: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  rounding_amount: Decimal;

  @Column('numeric', { precision: 19, scale: 4, transformer: decimalColumn })
  refunded_amount: Decimal;

  @Column('character varying', { length: 500, nullable: true })
  reason: string | null;

  @Column('timestamptz')
  occurred_at: Date;

  @Column('date')
  business_date: string;

  @Column('character varying', { length: 64 })
  time_zone: string;

  @Column('timestamptz', { default: () => 'now()' })
  created_at: Date;
}
