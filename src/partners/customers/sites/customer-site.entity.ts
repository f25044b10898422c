import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { decimalColumn } from '../../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../../common/database/mutable.entity.js';
import type { Decimal } from '../../../common/money/decimal.js';

/** A place of a customer: where goods or invoices go. */
@Entity('customer_sites')
@Unique('uq_customer_sites_name', ['customer_id', 'name'])
@Index('uq_customer_sites_primary', ['customer_id'], { unique: true, where: 'is_primary' })
@Check('ck_customer_sites_country_code', `country_code ~ '^[A-Z]{2}$'`)
@Check('ck_customer_sites_special_discount', `special_discount_percent BETWEEN 0 AND 100`)
@Check('ck_customer_sites_primary_is_active', `is_active OR NOT is_primary`)
export class CustomerSite extends MutableEntity {
  @ForeignKey('Customer', { name: 'fk_customer_sites_customer', onDelete: 'CASCADE' })
  @Column('uuid')
  customer_id: string;

  @Column('character varying', { length: 200 })
  name: string;

  @Column('character varying', { length: 500, nullable: true })
  address: string | null;

  @Column('character varying', { length: 100, nullable: true })
  city: string | null;

  @Column('character varying', { length: 20, nullable: true })
  postal_code: string | null;

  @Column('character varying', { length: 2, nullable: true })
  country_code: string | null;

  @Column('character varying', { length: 200, nullable: true })
  contact_person: string | null;

  @Column('character varying', { length: 254, nullable: true })
  email: string | null;

  @Column('character varying', { length: 50, nullable: true })
  phone: string | null;

  @Column('boolean', { default: true })
  is_delivery_address: boolean;

  @Column('boolean', { default: false })
  is_billing_address: boolean;

  /** Where everything goes that no other site is for. One per customer at most. */
  @Column('boolean', { default: false })
  is_primary: boolean;

  /** Agreed for what goes to this site. */
  @Column('numeric', { precision: 7, scale: 4, nullable: true, transformer: decimalColumn })
  special_discount_percent: Decimal | null;

  @Column('boolean', { default: true })
  is_active: boolean;

  @Column('character varying', { length: 2000, nullable: true })
  notes: string | null;
}
