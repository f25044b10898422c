import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { Decimal } from '../../common/money/decimal.js';

export const CUSTOMER_TYPES = ['person', 'company'] as const;
export type CustomerType = (typeof CUSTOMER_TYPES)[number];

export const CUSTOMER_CATEGORIES = ['regular', 'vip', 'problematic'] as const;
export type CustomerCategory = (typeof CUSTOMER_CATEGORIES)[number];

/** Somebody who buys. */
@Entity('customers')
@Unique('uq_customers_code', ['code'])
@Index('ix_customers_name', ['name', 'id'])
@Index('ix_customers_created_at', ['created_at', 'id'])
@Index('ix_customers_search', { synchronize: false })
@Check('ck_customers_type', `type IN ('person', 'company')`)
@Check('ck_customers_category', `category IN ('regular', 'vip', 'problematic')`)
@Check('ck_customers_loyalty_points', `loyalty_points >= 0`)
@Check('ck_customers_credit_limit', `credit_limit >= 0`)
@Check('ck_customers_payment_delay_days', `payment_delay_days BETWEEN 0 AND 3650`)
@Check('ck_customers_discount_percent', `discount_percent BETWEEN 0 AND 100`)
export class Customer extends MutableEntity {
  @Column('character varying', { length: 20 })
  code: string;

  @Column('character varying', { length: 200 })
  name: string;

  @Column('character varying', { length: 20, default: 'person' })
  type: CustomerType;

  @Column('character varying', { length: 20, default: 'regular' })
  category: CustomerCategory;

  @Column('character varying', { length: 500, nullable: true })
  contact_info: string | null;

  @Column('character varying', { length: 200, nullable: true })
  contact_person: string | null;

  @Index('ix_customers_email')
  @Column('character varying', { length: 254, nullable: true })
  email: string | null;

  @Column('character varying', { length: 50, nullable: true })
  phone: string | null;

  @Column('character varying', { length: 500, nullable: true })
  address: string | null;

  @Column('character varying', { length: 100, nullable: true })
  city: string | null;

  @Column('character varying', { length: 30, nullable: true })
  vat_number: string | null;

  @Column('integer', { default: 0 })
  loyalty_points: number;

  /** The most that may be owed; null when there is no limit. */
  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  credit_limit: Decimal | null;

  @Column('integer', { default: 0 })
  payment_delay_days: number;

  @Column('uuid', { nullable: true })
  price_group_id: string | null;

  @Column('numeric', { precision: 7, scale: 4, nullable: true, transformer: decimalColumn })
  discount_percent: Decimal | null;

  /** Nothing may be sold to them. */
  @Column('boolean', { default: false })
  sales_blocked: boolean;

  /** They pay at once; nothing goes on account. */
  @Column('boolean', { default: false })
  credit_blocked: boolean;

  @Column('boolean', { default: true })
  is_active: boolean;

  @Column('character varying', { length: 2000, nullable: true })
  notes: string | null;
}
