import type { DeliveringSupplierRow, OrderableSupplierRow } from '../supplier-timetable.js';

export class OrderableSupplierResponse {
  /** @example 01930000-0000-7000-8000-000000000043 */
  supplier_id: string;
  /** @example S000042 */
  code: string;
  /** @example Acme Wholesale */
  name: string;
  /** @example Jane Doe */
  contact_person: string | null;
  /** @example orders@acme.example */
  email: string | null;
  /** @example +44 20 7946 0000 */
  phone: string | null;
  /**
   * By the clock of the location; null when any time of the day will do.
   * @example 11:00
   */
  order_deadline_time: string | null;
  /** The same as an instant. */
  deadline_at: Date | null;
  /** Whether the deadline is still to come. */
  can_order: boolean;
  /**
   * The next day, from today to seven days on, on which they deliver.
   * @example 2026-11-23
   */
  next_delivery_on: string | null;

  static from(this: void, row: OrderableSupplierRow): OrderableSupplierResponse {
    const response = new OrderableSupplierResponse();
    response.supplier_id = row.supplier_id;
    response.code = row.code;
    response.name = row.name;
    response.contact_person = row.contact_person;
    response.email = row.email;
    response.phone = row.phone;
    response.order_deadline_time = row.order_deadline_time;
    response.deadline_at = row.deadline_at;
    response.can_order = row.can_order;
    response.next_delivery_on = row.next_delivery_on;
    return response;
  }
}

export class DeliveringSupplierResponse {
  /** @example 01930000-0000-7000-8000-000000000043 */
  supplier_id: string;
  /** @example S000042 */
  code: string;
  /** @example Acme Wholesale */
  name: string;
  /** @example +44 20 7946 0000 */
  phone: string | null;
  /** @example 06:00 */
  delivery_time_from: string | null;
  /** @example 09:00 */
  delivery_time_to: string | null;

  static from(this: void, row: DeliveringSupplierRow): DeliveringSupplierResponse {
    const response = new DeliveringSupplierResponse();
    response.supplier_id = row.supplier_id;
    response.code = row.code;
    response.name = row.name;
    response.phone = row.phone;
    response.delivery_time_from = row.delivery_time_from;
    response.delivery_time_to = row.delivery_time_to;
    return response;
  }
}
