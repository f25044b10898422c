import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import type { ConfiguredRule } from '../domain/workflow-configuration.js';
import { RULE_COLUMNS, RULE_JOINS } from '../workflow/approver-sql.js';

export interface ApprovalRuleRow extends Omit<ConfiguredRule, 'min_amount' | 'max_amount'> {
  from_status: string;
  to_status: string;
  action: string;
  min_amount: string | null;
  max_amount: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
}

const SELECT = `
  SELECT ${RULE_COLUMNS}, f.code AS from_status, g.code AS to_status, t.action, r.version, r.created_at, r.updated_at
  FROM approval_rules r JOIN document_transitions t ON t.id = r.transition_id
  JOIN document_statuses f ON f.id = t.from_status_id JOIN document_statuses g ON g.id = t.to_status_id ${RULE_JOINS}
  WHERE t.type_code = $1::text`;

/** All rules of a type; they are few. */
export function approvalRulesOf(db: Queryable, type: string): Promise<ApprovalRuleRow[]> {
  const order = 'ORDER BY f.sort_order, g.sort_order, r.level, r.min_amount NULLS FIRST, r.id';
  return query<ApprovalRuleRow>(db, `${SELECT} ${order}`, [type]);
}

/** Throws NotFound. */
export async function approvalRuleById(db: Queryable, type: string, id: string): Promise<ApprovalRuleRow> {
  const [row] = await query<ApprovalRuleRow>(db, `${SELECT} AND r.id = $2::uuid`, [type, id]);
  if (row === undefined) throw new NotFound('approval rule', id);
  return row;
}
