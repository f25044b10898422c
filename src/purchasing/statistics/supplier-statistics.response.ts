/** How reliable a supplier was, in percent; null where nothing happened that could be measured. */
export class SupplierStatisticsResponse {
  supplier_id: string;
  /** @example Acme */
  name: string;
  /** @example 2026-08-31 */
  start_date: string;
  /** @example 2026-11-28 */
  end_date: string;
  /** @example 12 */
  deliveries: number;
  /**
   * Deliveries of orders that came by the expected day.
   * @example 91.67
   */
  on_time_percent: number | null;
  /**
   * What was accepted of what came.
   * @example 98.5
   */
  quality_percent: number | null;
  /**
   * Lines of finished orders that came exactly as ordered.
   * @example 95
   */
  accuracy_percent: number | null;
  /**
   * The mean of those that are known.
   * @example 95.06
   */
  overall_percent: number | null;
}
