import { ApiProperty } from '@nestjs/swagger';
import type { SupplierRow } from '../supplier-reads.js';

export class SupplierResponse {
  /** @example 01930000-0000-7000-8000-000000000043 */
  id: string;
  /** @example S000042 */
  code: string;
  /** @example Acme Wholesale */
  name: string;
  /** @example orders@acme.example */
  contact_info: string | null;
  /** @example Jane Doe */
  contact_person: string | null;
  /** @example orders@acme.example */
  email: string | null;
  /** @example +44 20 7946 0000 */
  phone: string | null;
  /** @example 1 Dock Road */
  address: string | null;
  /** @example London */
  city: string | null;
  /** @example GB */
  country_code: string | null;
  /** @example GB980780684 */
  vat_number: string | null;
  /** @example First Bank */
  bank_name: string | null;
  /** @example GB33BUKB20201555555555 */
  bank_account: string | null;
  /** @example 30 */
  payment_days: number;
  /**
   * The most that we may owe them; null when none is agreed, 0 when we pay at once.
   * @example 5000
   */
  credit_limit: number | null;
  /**
   * How much more than ordered they may deliver, in percent; null leaves it to the setting.
   * @example 5
   */
  over_delivery_percent: number | null;
  is_internal: boolean;
  delivery_blocked: boolean;
  @ApiProperty({ type: 'array', items: {}, nullable: true, example: ['coffee', 'tea'] })
  product_list: unknown[] | null;
  is_active: boolean;
  notes: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(this: void, row: SupplierRow): SupplierResponse {
    const response = new SupplierResponse();
    response.id = row.id;
    response.code = row.code;
    response.name = row.name;
    response.contact_info = row.contact_info;
    response.contact_person = row.contact_person;
    response.email = row.email;
    response.phone = row.phone;
    response.address = row.address;
    response.city = row.city;
    response.country_code = row.country_code;
    response.vat_number = row.vat_number;
    response.bank_name = row.bank_name;
    response.bank_account = row.bank_account;
    response.payment_days = row.payment_days;
    response.credit_limit = row.credit_limit === null ? null : Number(row.credit_limit);
    response.over_delivery_percent =
      row.over_delivery_percent === null ? null : Number(row.over_delivery_percent);
    response.is_internal = row.is_internal;
    response.delivery_blocked = row.delivery_blocked;
    response.product_list = row.product_list;
    response.is_active = row.is_active;
    response.notes = row.notes;
    response.version = row.version;
    response.created_at = row.created_at;
    response.updated_at = row.updated_at;
    return response;
  }
}
