import type { Day } from '../../../domain/week.js';
import type { SupplierDayRow } from '../supplier-week.service.js';

export class SupplierDayResponse {
  /** @example mon */
  day: Day;
  expects_order: boolean;
  makes_delivery: boolean;
  /** @example 11:00 */
  order_deadline_time: string | null;
  /** @example 06:00 */
  delivery_time_from: string | null;
  /** @example 09:00 */
  delivery_time_to: string | null;

  static from(this: void, row: SupplierDayRow): SupplierDayResponse {
    return Object.assign(new SupplierDayResponse(), row);
  }
}
