import { ApiProperty } from '@nestjs/swagger';
import { APPROVER_TYPES, type Approver, type ApproverType } from '../../domain/workflow-configuration.js';
import type { ApprovalRuleRow } from '../approval-rule-reads.js';

export class ApproverResponse {
  /** @example role */
  @ApiProperty({ enum: APPROVER_TYPES })
  type: ApproverType;
  /** @example null */
  user_id: string | null;
  /** @example null */
  username: string | null;
  /** @example manager */
  role: string | null;
  /** @example null */
  permission: string | null;

  static from(this: void, approver: Approver): ApproverResponse {
    return Object.assign(new ApproverResponse(), approver);
  }
}

export class ApprovalRuleResponse {
  /** @example 01930000-0000-7000-8000-000000000091 */
  id: string;
  /** @example Up to 1,000 */
  name: string;
  /** @example submitted */
  from_status: string;
  /** @example approved */
  to_status: string;
  /** @example approve */
  action: string;
  /** @example 1 */
  level: number;
  approver: ApproverResponse;
  /**
   * The rule is about amounts above it.
   * @example 100
   */
  min_amount: number | null;
  /**
   * The rule is about amounts up to and including it.
   * @example 1000
   */
  max_amount: number | null;
  /** @example EUR */
  currency: string | null;
  requires_reason: boolean;
  four_eyes: boolean;
  /** @example 48 */
  escalate_after_hours: number | null;
  @ApiProperty({ type: ApproverResponse, nullable: true })
  escalate_to: ApproverResponse | null;
  is_active: boolean;
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(this: void, rule: ApprovalRuleRow): ApprovalRuleResponse {
    return Object.assign(new ApprovalRuleResponse(), {
      ...rule,
      approver: ApproverResponse.from(rule.approver),
      escalate_to: rule.escalate_to === null ? null : ApproverResponse.from(rule.escalate_to),
      min_amount: rule.min_amount === null ? null : Number(rule.min_amount),
      max_amount: rule.max_amount === null ? null : Number(rule.max_amount),
    });
  }
}
