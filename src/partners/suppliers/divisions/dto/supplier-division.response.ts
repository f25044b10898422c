import type { SupplierDivisionRow } from '../supplier-division-reads.js';

export class SupplierDivisionResponse {
  /** @example 01930000-0000-7000-8000-000000000071 */
  id: string;
  /** @example 01930000-0000-7000-8000-000000000043 */
  supplier_id: string;
  /** @example Frozen goods */
  name: string;
  /** @example FROZEN */
  code: string | null;
  /** @example Fish, vegetables and ice */
  description: string | null;
  /** @example Jane Doe */
  contact_person: string | null;
  /** @example frozen@acme.example */
  email: string | null;
  /** @example +44 20 7946 0001 */
  phone: string | null;
  /**
   * Its own; null when the supplier's hold.
   * @example 14
   */
  payment_days: number | null;
  /**
   * The days that hold.
   * @example 14
   */
  effective_payment_days: number;
  is_active: boolean;
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(this: void, row: SupplierDivisionRow): SupplierDivisionResponse {
    const response = new SupplierDivisionResponse();
    response.id = row.id;
    response.supplier_id = row.supplier_id;
    response.name = row.name;
    response.code = row.code;
    response.description = row.description;
    response.contact_person = row.contact_person;
    response.email = row.email;
    response.phone = row.phone;
    response.payment_days = row.payment_days;
    response.effective_payment_days = row.effective_payment_days;
    response.is_active = row.is_active;
    response.version = row.version;
    response.created_at = row.created_at;
    response.updated_at = row.updated_at;
    return response;
  }
}
