import type { Decimal } from '../../common/money/decimal.js';
import type { StatusRole } from '../workflow/document-header.js';

/** A status as it is configured for one type. */
export interface ConfiguredStatus extends StatusRole {
  id: string;
  sort_order: number;
  is_active: boolean;
  /** Entering it draws the number, if the document has none. */
  issues_number: boolean;
}

/** A way from one status to another. */
export interface ConfiguredTransition {
  id: string;
  from_status_id: string;
  to_status_id: string;
  action: string;
  /** Only code takes it, when what it stands for has happened. */
  is_automatic: boolean;
  requires_comment: boolean;
  /** Beside which the type's own permission is not needed. */
  permission: string | null;
  sort_order: number;
}

export const APPROVER_TYPES = ['user', 'role', 'permission'] as const;
export type ApproverType = (typeof APPROVER_TYPES)[number];

/** One person, everybody with a role, or everybody with a permission. */
export interface Approver {
  type: ApproverType;
  user_id: string | null;
  username: string | null;
  role: string | null;
  permission: string | null;
}

/** Who must approve a transition at one level, for amounts above `min_amount` up to and including `max_amount`. */
export interface ConfiguredRule {
  id: string;
  transition_id: string;
  name: string;
  level: number;
  approver: Approver;
  min_amount: Decimal | null;
  max_amount: Decimal | null;
  /** Null: whatever the document's currency. */
  currency: string | null;
  requires_reason: boolean;
  /** Neither who made the document nor who approved a lower level. */
  four_eyes: boolean;
  escalate_after_hours: number | null;
  escalate_to: Approver | null;
  is_active: boolean;
}

export interface WorkflowConfiguration {
  code: string;
  name: string;
  is_active: boolean;
  is_fiscal: boolean;
  affects_stock: boolean;
  /** Meanings that code moves documents to: configuration may rename such a status, not lose it. */
  required_meanings: string[];
  /** In their order. */
  statuses: ConfiguredStatus[];
  transitions: ConfiguredTransition[];
  rules: ConfiguredRule[];
}

/** Throws when a document has a status that its type does not have; the database keeps that from happening. */
export function statusById(configuration: WorkflowConfiguration, id: string): ConfiguredStatus {
  const status = configuration.statuses.find((each) => each.id === id);
  if (status === undefined) throw new Error(`${configuration.code} has no status ${id}`);
  return status;
}

/** By code, or by name, in whatever case. */
export function statusNamed(
  configuration: WorkflowConfiguration,
  codeOrName: string,
): ConfiguredStatus | undefined {
  const wanted = codeOrName.trim().toLowerCase();
  return (
    configuration.statuses.find(({ code }) => code.toLowerCase() === wanted) ??
    configuration.statuses.find(({ name }) => name.toLowerCase() === wanted)
  );
}
