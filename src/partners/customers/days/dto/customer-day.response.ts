import type { Day } from '../../../domain/week.js';
import type { CustomerDayRow } from '../customer-week.service.js';

export class CustomerDayResponse {
  /** @example mon */
  day: Day;
  expects_order: boolean;
  expects_delivery: boolean;
  /** @example 08:00 */
  preferred_delivery_time_from: string | null;
  /** @example 11:30 */
  preferred_delivery_time_to: string | null;

  static from(this: void, row: CustomerDayRow): CustomerDayResponse {
    return Object.assign(new CustomerDayResponse(), row);
  }
}
