import { newId } from '../../common/database/new-id.js';
import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { ApprovalCase, StandingApproval } from '../domain/approvals.js';
import type { ConfiguredRule, WorkflowConfiguration } from '../domain/workflow-configuration.js';
import type { DocumentHeader } from './document-header.js';

interface Standing {
  approvals: StandingApproval[];
  escalated: string[];
}

const STANDING = `
  SELECT coalesce((SELECT json_agg(a) FROM (
      SELECT transition_id, level, approver_id FROM document_approvals
      WHERE document_id = d.id AND ended_at IS NULL ORDER BY level) a), '[]') AS approvals,
    coalesce((SELECT json_agg(l.rule_id) FROM document_log l
      WHERE l.document_id = d.id AND l.action = 'escalated' AND l.created_at >= d.status_since), '[]') AS escalated
  FROM documents d WHERE d.id = $1::uuid`;

const GIVE = `
  INSERT INTO document_approvals (id, document_id, transition_id, rule_id, level, approver_id, comment, created_at)
  VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::smallint, $6::uuid, $7::text, $8::timestamptz)`;

const END = `
  UPDATE document_approvals SET ended_at = $2::timestamptz,
    outcome = CASE WHEN transition_id = $3::uuid THEN 'used' ELSE 'voided' END
  WHERE document_id = $1::uuid AND ended_at IS NULL`;

/** What there is to hold the rules of each transition against. One statement, none when the type has no rules. */
export async function approvalCases(
  db: Queryable,
  configuration: WorkflowConfiguration,
  document: DocumentHeader,
): Promise<(transitionId: string) => ApprovalCase> {
  const [standing] =
    configuration.rules.length === 0 ? [] : await query<Standing>(db, STANDING, [document.id]);
  const escalated = new Set(standing?.escalated ?? []);
  return (transitionId) => ({
    rules: configuration.rules.filter(({ transition_id }) => transition_id === transitionId),
    document,
    approvals: (standing?.approvals ?? []).filter(({ transition_id }) => transition_id === transitionId),
    escalated,
  });
}

export async function giveApproval(
  tx: Tx,
  approval: {
    document_id: string;
    rule: ConfiguredRule;
    approver_id: string;
    comment: string | null;
    at: Date;
  },
): Promise<void> {
  const { document_id, rule, approver_id, comment, at } = approval;
  await query(tx, GIVE, [
    newId(),
    document_id,
    rule.transition_id,
    rule.id,
    rule.level,
    approver_id,
    comment,
    at,
  ]);
}

/** Approvals of the way that was taken are used up, those of other ways void; all are void when nothing was taken. */
export async function endApprovals(
  tx: Tx,
  documentId: string,
  at: Date,
  taken: string | null,
): Promise<void> {
  await query(tx, END, [documentId, at, taken]);
}
