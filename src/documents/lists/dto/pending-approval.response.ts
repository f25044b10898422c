import type { PendingApprovalRow } from '../pending-approvals.query.js';

/** A document that waits for the caller's approval. */
export class PendingApprovalResponse {
  /** @example 01930000-0000-7000-8000-000000000071 */
  document_id: string;
  /** @example purchase_order */
  type: string;
  /** @example PO-000001 */
  number: string | null;
  /** @example submitted */
  status: string;
  /** @example Submitted */
  status_name: string;
  location_id: string | null;
  partner_id: string | null;
  /** @example EUR */
  currency: string;
  /**
   * Null for callers without costs:read.
   * @example 1250
   */
  total_amount: number | null;
  /**
   * The step to be approved.
   * @example approve
   */
  action: string;
  /** @example 01930000-0000-7000-8000-000000000091 */
  rule_id: string;
  /** @example Up to 1,000 */
  rule_name: string;
  /** @example 1 */
  level: number;
  waiting_since: Date;
  /** Whether it was not given in time. */
  is_escalated: boolean;

  static from(this: void, row: PendingApprovalRow): PendingApprovalResponse {
    return Object.assign(new PendingApprovalResponse(), {
      document_id: row.document_id,
      type: row.type,
      number: row.number,
      status: row.status,
      status_name: row.status_name,
      location_id: row.location_id,
      partner_id: row.partner_id,
      currency: row.currency,
      total_amount: row.total_amount === null ? null : Number(row.total_amount),
      action: row.action,
      rule_id: row.rule_id,
      rule_name: row.rule_name,
      level: row.level,
      waiting_since: row.waiting_since,
      is_escalated: row.is_escalated,
    });
  }
}
