import type { DomainEvent } from '../../common/jobs/events.js';

/** Nobody approved in time: whom the rule names beside the approver may do so now. */
export interface DocumentApprovalEscalated extends DomainEvent {
  readonly type: 'documents.approval_escalated';
  readonly document_id: string;
  readonly document_type: string;
  readonly number: string | null;
  readonly rule_id: string;
  readonly level: number;
  readonly waiting_since: string;
}
