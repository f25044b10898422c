import type { FieldError } from '../../common/errors/domain-error.js';
import type { StatusMeaning } from '../workflow/document-header.js';

/** A status as somebody wants it to be. */
export interface PlannedStatus {
  /** Of the status that it is now, under whatever code; absent for a new one. */
  id?: string;
  code: string;
  name: string;
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

export interface PlannedTransition {
  /** Codes of statuses. */
  from: string;
  to: string;
  action: string;
  is_automatic: boolean;
  requires_comment: boolean;
  permission: string | null;
}

/** A whole workflow, as it shall be, and what is not up for choice. */
export interface WorkflowPlan {
  affects_stock: boolean;
  is_fiscal: boolean;
  required_meanings: readonly string[];
  statuses: readonly PlannedStatus[];
  transitions: readonly PlannedTransition[];
}

export function fault(field: string, code: string, message: string): FieldError {
  return { field, code, message };
}
