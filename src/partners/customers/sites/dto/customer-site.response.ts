import type { CustomerSiteRow } from '../customer-site-reads.js';

export class CustomerSiteResponse {
  /** @example 01930000-0000-7000-8000-000000000062 */
  id: string;
  /** @example 01930000-0000-7000-8000-000000000042 */
  customer_id: string;
  /** @example Back entrance */
  name: string;
  /** @example 3 Mill Lane */
  address: string | null;
  /** @example London */
  city: string | null;
  /** @example EC1A 1BB */
  postal_code: string | null;
  /** @example GB */
  country_code: string | null;
  /** @example Joan Smith */
  contact_person: string | null;
  /** @example kitchen@corner.example */
  email: string | null;
  /** @example +44 20 7946 0959 */
  phone: string | null;
  is_delivery_address: boolean;
  is_billing_address: boolean;
  is_primary: boolean;
  /** @example 2.5 */
  special_discount_percent: number | null;
  is_active: boolean;
  /** @example Deliver before eight */
  notes: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(this: void, row: CustomerSiteRow): CustomerSiteResponse {
    const percent = row.special_discount_percent;
    const response = new CustomerSiteResponse();
    response.id = row.id;
    response.customer_id = row.customer_id;
    response.name = row.name;
    response.address = row.address;
    response.city = row.city;
    response.postal_code = row.postal_code;
    response.country_code = row.country_code;
    response.contact_person = row.contact_person;
    response.email = row.email;
    response.phone = row.phone;
    response.is_delivery_address = row.is_delivery_address;
    response.is_billing_address = row.is_billing_address;
    response.is_primary = row.is_primary;
    response.special_discount_percent = percent === null ? null : Number(percent);
    response.is_active = row.is_active;
    response.notes = row.notes;
    response.version = row.version;
    response.created_at = row.created_at;
    response.updated_at = row.updated_at;
    return response;
  }
}
