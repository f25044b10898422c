import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { Decimal } from '../../common/money/decimal.js';

/** Somebody to buy from. */
@Entity('suppliers')
@Unique('uq_suppliers_code', ['code'])
@Index('ix_suppliers_name', ['name', 'id'])
@Index('ix_suppliers_created_at', ['created_at', 'id'])
@Index('ix_suppliers_search', { synchronize: false })
@Check('ck_suppliers_country_code', `country_code ~ '^[A-Z]{2}$'`)
@Check('ck_suppliers_credit_limit', `credit_limit >= 0`)
@Check('ck_suppliers_over_delivery', `over_delivery_percent BETWEEN 0 AND 1000`)
@Check('ck_suppliers_payment_days', `payment_days BETWEEN 0 AND 3650`)
export class Supplier extends MutableEntity {
  @Column('character varying', { length: 20 })
  code: string;

  @Column('character varying', { length: 200 })
  name: string;

  @Column('character varying', { length: 500, nullable: true })
  contact_info: string | null;

  @Column('character varying', { length: 200, nullable: true })
  contact_person: string | null;

  @Column('character varying', { length: 254, nullable: true })
  email: string | null;

  @Column('character varying', { length: 50, nullable: true })
  phone: string | null;

  @Column('character varying', { length: 500, nullable: true })
  address: string | null;

  @Column('character varying', { length: 100, nullable: true })
  city: string | null;

  /** Of their VAT number and address, ISO 3166. */
  @Column('character varying', { length: 2, nullable: true })
  country_code: string | null;

  @Index('ix_suppliers_vat_number')
  @Column('character varying', { length: 30, nullable: true })
  vat_number: string | null;

  @Column('character varying', { length: 200, nullable: true })
  bank_name: string | null;

  @Column('character varying', { length: 50, nullable: true })
  bank_account: string | null;

  /** Days from delivery until payment is due. */
  @Column('integer', { default: 30 })
  payment_days: number;

  /** The most that we may owe them; null when none is agreed, 0 when we pay at once. */
  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  credit_limit: Decimal | null;

  /** How much more than ordered they may deliver, in percent; null leaves it to the setting. */
  @Column('numeric', { precision: 7, scale: 4, nullable: true, transformer: decimalColumn })
  over_delivery_percent: Decimal | null;

  /** A part of our own business. */
  @Column('boolean', { default: false })
  is_internal: boolean;

  /** Nothing may be ordered or received from them. */
  @Column('boolean', { default: false })
  delivery_blocked: boolean;

  /** What they offer, in words of the client's own; nothing computes with it. */
  @Column('jsonb', { nullable: true })
  product_list: object | null;

  @Column('boolean', { default: true })
  is_active: boolean;

  @Column('character varying', { length: 2000, nullable: true })
  notes: string | null;
}
