/** Points that were given or taken by hand. */
export class AdjustedPointsResponse {
  /** @example 01930000-0000-7000-8000-000000000811 */
  entry_id: string;
  member_id: string;
  program_id: string;
  customer_id: string;
  /** @example 50 */
  points: number;
  /**
   * What the member has now.
   * @example 340
   */
  balance: number;
}
