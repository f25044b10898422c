import { ApiProperty } from '@nestjs/swagger';
import type { DocumentType } from '../../entities/document-type.entity.js';
import { statusById, type WorkflowConfiguration } from '../../domain/workflow-configuration.js';
import { STATUS_MEANINGS, type StatusMeaning } from '../../workflow/document-header.js';
import type { ApprovalRuleRow } from '../approval-rule-reads.js';
import { ApprovalRuleResponse } from './approval-rule.response.js';
import { DocumentTypeResponse } from './document-type.response.js';

export class WorkflowStatusResponse {
  /** @example 01930000-0000-7000-8000-000000000081 */
  id: string;
  /** @example completed */
  code: string;
  /** @example Completed */
  name: string;
  /** @example completed */
  @ApiProperty({ enum: STATUS_MEANINGS })
  meaning: StatusMeaning;
  is_active: boolean;
  is_initial: boolean;
  is_final: boolean;
  is_cancellation: boolean;
  posts_stock: boolean;
  reverses_stock: boolean;
  allows_correction: boolean;
  allows_editing: boolean;
  allows_deletion: boolean;
  issues_number: boolean;
}

export class WorkflowTransitionResponse {
  /** @example draft */
  from: string;
  /** @example completed */
  to: string;
  /** @example complete */
  action: string;
  is_automatic: boolean;
  requires_comment: boolean;
  /** @example purchasing:approve */
  permission: string | null;
}

/** A type with all its configuration, as `PUT …/workflow` takes it. */
export class DocumentTypeDetailResponse extends DocumentTypeResponse {
  /** In their order. */
  statuses: WorkflowStatusResponse[];
  /** In their order. */
  transitions: WorkflowTransitionResponse[];
  approval_rules: ApprovalRuleResponse[];

  static of(
    this: void,
    type: DocumentType,
    configuration: WorkflowConfiguration,
    rules: readonly ApprovalRuleRow[],
  ): DocumentTypeDetailResponse {
    const codeOf = (id: string): string => statusById(configuration, id).code;
    return Object.assign(new DocumentTypeDetailResponse(), DocumentTypeResponse.from(type), {
      statuses: configuration.statuses.map(statusResponse),
      transitions: configuration.transitions.map((transition) => ({
        from: codeOf(transition.from_status_id),
        to: codeOf(transition.to_status_id),
        action: transition.action,
        is_automatic: transition.is_automatic,
        requires_comment: transition.requires_comment,
        permission: transition.permission,
      })),
      approval_rules: rules.map(ApprovalRuleResponse.from),
    });
  }
}

function statusResponse(status: WorkflowConfiguration['statuses'][number]): WorkflowStatusResponse {
  return Object.assign(new WorkflowStatusResponse(), {
    id: status.id,
    code: status.code,
    name: status.name,
    meaning: status.meaning,
    is_active: status.is_active,
    is_initial: status.is_initial,
    is_final: status.is_final,
    is_cancellation: status.is_cancellation,
    posts_stock: status.posts_stock,
    reverses_stock: status.reverses_stock,
    allows_correction: status.allows_correction,
    allows_editing: status.allows_editing,
    allows_deletion: status.allows_deletion,
    issues_number: status.issues_number,
  });
}
