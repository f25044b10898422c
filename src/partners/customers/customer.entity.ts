import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { Decimal } from '../../common/money/decimal.js';

export const CUSTOMER_TYPES = ['person', 'company'] as const;
export type CustomerType = (typeof CUSTOMER_TYPES)[number];

export const CUSTOMER_CATEGORIES = ['regular', 'vip', 'problematic'] as const;
export type CustomerCategory = (typeof CUSTOMER_CATEGORIES)[number];

/** How tax is charged on what they buy. */
export const TAX_TREATMENTS = ['standard', 'exempt', 'reverse_charge'] as const;
export type TaxTreatment = (typeof TAX_TREATMENTS)[number];

/** Somebody who buys. */
@Entity('customers')
@Unique('uq_customers_code', ['code'])
@Index('ix_customers_name', ['name', 'id'])
@Index('ix_customers_created_at', ['created_at', 'id'])
@Index('ix_customers_search', { synchronize: false })
@Index('ix_customers_phone_digits', { synchronize: false })
@Check('ck_customers_type', `type IN ('person', 'company')`)
@Check('ck_customers_category', `category IN ('regular', 'vip', 'problematic')`)
@Check('ck_customers_credit_limit', `credit_limit >= 0`)
@Check('ck_customers_payment_delay_days', `payment_delay_days BETWEEN 0 AND 3650`)
@Check('ck_customers_discount_percent', `discount_percent BETWEEN 0 AND 100`)
@Check('ck_customers_tax_treatment', `tax_treatment IN ('standard', 'exempt', 'reverse_charge')`)
@Check('ck_customers_country_code', `country_code ~ '^[A-Z]{2}$'`)
@Check('ck_customers_merged', `merged_into_id IS NULL OR (NOT is_active AND merged_into_id <> id)`)
@Check(
  'ck_customers_anonymised',
  `anonymised_at IS NULL OR (NOT is_active AND num_nonnulls(contact_info, contact_person, email, phone, address,
   city, vat_number, exemption_number, notes) = 0)`,
)
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

  /** Of their VAT number and address, ISO 3166. */
  @Column('character varying', { length: 2, nullable: true })
  country_code: string | null;

  @Index('ix_customers_vat_number')
  @Column('character varying', { length: 30, nullable: true })
  vat_number: string | null;

  @Column('character varying', { length: 20, default: 'standard' })
  tax_treatment: TaxTreatment;

  /** Of the certificate that exempts them. */
  @Column('character varying', { length: 50, nullable: true })
  exemption_number: string | null;

  /** The last day of the exemption; null when it has no end. */
  @Column('date', { nullable: true })
  exemption_valid_until: string | null;

  /** The most that may be owed; null and 0 both mean that nothing goes on account. */
  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  credit_limit: Decimal | null;

  @Column('integer', { default: 0 })
  payment_delay_days: number;

  @Index('ix_customers_price_group_id', { where: 'price_group_id IS NOT NULL' })
  @ForeignKey('PriceGroup', { name: 'fk_customers_price_group', onDelete: 'RESTRICT' })
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

  /** The customer who took over everything of this one; this row is only a signpost then. */
  @Index('ix_customers_merged_into')
  @ForeignKey('Customer', { name: 'fk_customers_merged_into' })
  @Column('uuid', { nullable: true })
  merged_into_id: string | null;

  /** When everything personal was taken out of this row. */
  @Column('timestamptz', { nullable: true })
  anonymised_at: Date | null;
}
