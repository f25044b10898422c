import type { NextDeliveryRow } from '../supplier-timetable.js';

export class NextDeliveryResponse {
  /** @example 01930000-0000-7000-8000-000000000043 */
  supplier_id: string;
  /**
   * A day from today to seven days on; null when there is none, or when the supplier is blocked or not active.
   * @example 2026-11-23
   */
  next_delivery_on: string | null;
  /** @example 06:00 */
  delivery_time_from: string | null;
  /** @example 09:00 */
  delivery_time_to: string | null;
  /**
   * By whose clock.
   * @example Europe/London
   */
  time_zone: string;

  static from(this: void, row: NextDeliveryRow): NextDeliveryResponse {
    return Object.assign(new NextDeliveryResponse(), row);
  }
}
