export { DocumentsModule } from './documents.module.js';
export { DocumentRegister, type DocumentNumber, type SeriesRequest } from './document-register.js';
export {
  CommentRequired,
  DocumentNotEditable,
  DocumentNotReady,
  NumberSeriesExhausted,
} from './documents.errors.js';
export {
  STATUS_MEANINGS,
  type DocumentHeader,
  type StatusMeaning,
  type StatusRole,
} from './workflow/document-header.js';
export { DocumentKinds } from './workflow/document-kinds.js';
export type { DocumentKind, DocumentPosting, StatusChange } from './workflow/document-kind.js';
export { DocumentWorkflow, type BulkTransition } from './workflow/document-workflow.js';
export type { DocumentChanges, NewDocument } from './workflow/document-records.js';
export type { CorrectionRequest, Rewrite } from './workflow/document-corrections.js';
export type {
  PendingApproval,
  TransitionOutcome,
  TransitionRequest,
} from './workflow/document-transitions.js';
export { ActionReason, DocumentActionResponse } from './dto/document-action.response.js';
export { DocumentHistoryResponse } from './dto/document-history.response.js';
export { BulkTransitionDto, TransitionDto } from './dto/transition.dto.js';
export { TransitionVerdict } from './dto/transition-verdict.response.js';
export type { DocumentStatusChanged } from './events/document-status-changed.js';
export type { DocumentApprovalEscalated } from './events/document-approval-escalated.js';
export type { NumberSeriesRunningOut } from './events/number-series-running-out.js';
