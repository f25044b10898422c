import type { CustomerCategory, CustomerType, TaxTreatment } from '../customer.entity.js';
import type { CustomerRow } from '../customer-reads.js';

export class CustomerResponse {
  /** @example 01930000-0000-7000-8000-000000000042 */
  id: string;
  /** @example C000042 */
  code: string;
  /** @example Corner Café Ltd */
  name: string;
  /** @example company */
  type: CustomerType;
  /** @example regular */
  category: CustomerCategory;
  /** @example john@corner.example, +44 20 7946 0958 */
  contact_info: string | null;
  /** @example John Smith */
  contact_person: string | null;
  /** @example john@corner.example */
  email: string | null;
  /** @example +44 20 7946 0958 */
  phone: string | null;
  /** @example 12 High Street */
  address: string | null;
  /** @example London */
  city: string | null;
  /** @example GB */
  country_code: string | null;
  /** @example GB980780684 */
  vat_number: string | null;
  /**
   * As agreed; `exempt` ends with `exemption_valid_until`.
   * @example standard
   */
  tax_treatment: TaxTreatment;
  /** @example EX-2026-0042 */
  exemption_number: string | null;
  /** @example 2027-12-31 */
  exemption_valid_until: string | null;
  /** @example 120 */
  loyalty_points: number;
  /**
   * The most that may be owed; with null or 0 nothing goes on account.
   * @example 1000
   */
  credit_limit: number | null;
  /** @example 14 */
  payment_delay_days: number;
  price_group_id: string | null;
  /** @example 5 */
  discount_percent: number | null;
  sales_blocked: boolean;
  credit_blocked: boolean;
  is_active: boolean;
  notes: string | null;
  /** The customer who took over everything of this one; null unless it was merged. */
  merged_into_id: string | null;
  /** When everything personal was taken out. */
  anonymised_at: Date | null;
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(this: void, row: CustomerRow): CustomerResponse {
    const response = new CustomerResponse();
    response.id = row.id;
    response.code = row.code;
    response.name = row.name;
    response.type = row.type;
    response.category = row.category;
    response.contact_info = row.contact_info;
    response.contact_person = row.contact_person;
    response.email = row.email;
    response.phone = row.phone;
    response.address = row.address;
    response.city = row.city;
    response.country_code = row.country_code;
    response.vat_number = row.vat_number;
    response.tax_treatment = row.tax_treatment;
    response.exemption_number = row.exemption_number;
    response.exemption_valid_until = row.exemption_valid_until;
    response.loyalty_points = row.loyalty_points;
    response.credit_limit = row.credit_limit === null ? null : Number(row.credit_limit);
    response.payment_delay_days = row.payment_delay_days;
    response.price_group_id = row.price_group_id;
    response.discount_percent = row.discount_percent === null ? null : Number(row.discount_percent);
    response.sales_blocked = row.sales_blocked;
    response.credit_blocked = row.credit_blocked;
    response.is_active = row.is_active;
    response.notes = row.notes;
    response.merged_into_id = row.merged_into_id;
    response.anonymised_at = row.anonymised_at;
    response.version = row.version;
    response.created_at = row.created_at;
    response.updated_at = row.updated_at;
    return response;
  }
}
