/** One step in the life of a document. */
export class DocumentHistoryResponse {
  /** @example 01930000-0000-7000-8000-000000000061 */
  id: string;
  /** @example 2 */
  sequence: number;
  /**
   * What was done: the action of a transition, or open, edit, approval, escalated, correct, delete.
   * @example submit
   */
  action: string;
  /**
   * Null for a document that was just made.
   * @example draft
   */
  from_status: string | null;
  /** @example submitted */
  to_status: string;
  /** @example The fridge is empty. */
  comment: string | null;
  /** The approval rule that was met, or is overdue. */
  rule_id: string | null;
  /** @example Up to 1,000 */
  rule_name: string | null;
  /** @example 1 */
  level: number | null;
  /**
   * Which posting of stock this was, or took back.
   * @example 1
   */
  generation: number | null;
  /** Null when the system did it. */
  actor_id: string | null;
  /** @example admin */
  actor_username: string | null;
  /** @example 4f1c2f7e-2d3a-4f0a-9b77-0e6a1d5c9a41 */
  request_id: string | null;
  created_at: Date;
}
