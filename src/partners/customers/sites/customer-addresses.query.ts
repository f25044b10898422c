import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../../common/database/statement.js';
import { NotFound } from '../../../common/errors/domain-error.js';

export interface CustomerAddressRow {
  source: 'site' | 'primary_site' | 'customer';
  site_id: string | null;
  name: string;
  address: string | null;
  city: string | null;
  postal_code: string | null;
  country_code: string | null;
  contact_person: string | null;
  email: string | null;
  phone: string | null;
}

export interface CustomerAddresses {
  delivery: CustomerAddressRow;
  billing: CustomerAddressRow;
}

/** A site that is for this (the primary one first), else the primary site, else the customer's own address. */
function addressFor(flag: 'is_delivery_address' | 'is_billing_address'): string {
  return `coalesce(
    (SELECT json_build_object(
       'source', CASE WHEN s.${flag} THEN 'site' ELSE 'primary_site' END, 'site_id', s.id, 'name', s.name,
       'address', s.address, 'city', s.city, 'postal_code', s.postal_code, 'country_code', s.country_code,
       'contact_person', s.contact_person, 'email', s.email, 'phone', s.phone)
     FROM customer_sites s
     WHERE s.customer_id = c.id AND s.is_active AND (s.${flag} OR s.is_primary)
     ORDER BY s.${flag} DESC, s.is_primary DESC, s.name, s.id LIMIT 1),
    json_build_object(
      'source', 'customer', 'site_id', NULL, 'name', c.name, 'address', c.address, 'city', c.city,
      'postal_code', NULL, 'country_code', c.country_code, 'contact_person', c.contact_person, 'email', c.email,
      'phone', c.phone))`;
}

const ADDRESSES = `
  SELECT ${addressFor('is_delivery_address')} AS delivery, ${addressFor('is_billing_address')} AS billing
  FROM customers c WHERE c.id = $1::uuid`;

/** Finds where a customer's goods and invoices go. */
@Injectable()
export class CustomerAddressesQuery {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run(customer_id: string): Promise<CustomerAddresses> {
    const [row] = await query<CustomerAddresses | undefined>(this.dataSource, ADDRESSES, [customer_id]);
    if (row === undefined) throw new NotFound('customer', customer_id);
    return row;
  }
}
