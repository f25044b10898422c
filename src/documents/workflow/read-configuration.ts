import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import type { ConfiguredRule, WorkflowConfiguration } from '../domain/workflow-configuration.js';

const approver = (prefix: string, joins: string): string => `json_build_object(
  'type', r.${prefix}_type, 'user_id', r.${prefix}_user_id, 'username', ${joins}_user.username,
  'role', ${joins}_role.name, 'permission', r.${prefix}_permission)`;

const RULES = `
  SELECT r.id, r.transition_id, r.name, r.level, ${approver('approver', 'own')} AS approver,
    r.min_amount::text, r.max_amount::text, r.currency, r.requires_reason, r.four_eyes, r.escalate_after_hours,
    CASE WHEN r.escalate_to_type IS NOT NULL THEN ${approver('escalate_to', 'next')} END AS escalate_to, r.is_active
  FROM approval_rules r
  JOIN document_transitions t ON t.id = r.transition_id AND t.type_code = d.code
  LEFT JOIN users own_user ON own_user.id = r.approver_user_id
  LEFT JOIN roles own_role ON own_role.id = r.approver_role_id
  LEFT JOIN users next_user ON next_user.id = r.escalate_to_user_id
  LEFT JOIN roles next_role ON next_role.id = r.escalate_to_role_id
  ORDER BY r.level, r.min_amount NULLS FIRST, r.id`;

// A view, so to say, of one moment: one statement reads all of it, and nothing of it is kept for the next request.
const CONFIGURATION = `
  SELECT d.code, d.name, d.is_active, d.is_fiscal, d.affects_stock, d.required_meanings,
    coalesce((SELECT json_agg(s ORDER BY s.sort_order, s.code) FROM document_statuses s WHERE s.type_code = d.code), '[]') AS statuses,
    coalesce((SELECT json_agg(t ORDER BY t.sort_order, t.id) FROM document_transitions t WHERE t.type_code = d.code), '[]') AS transitions,
    coalesce((SELECT json_agg(rule) FROM (${RULES}) AS rule), '[]') AS rules
  FROM document_types d WHERE d.code = $1::text`;

type RuleRow = Omit<ConfiguredRule, 'min_amount' | 'max_amount'> & {
  min_amount: string | null;
  max_amount: string | null;
};
type ConfigurationRow = Omit<WorkflowConfiguration, 'rules'> & { rules: RuleRow[] };

function amount(text: string | null): Decimal | null {
  return text === null ? null : new Decimal(text);
}

/** How documents of a type move now. Throws NotFound (DOCUMENT_TYPE_NOT_FOUND). One statement. */
export async function readConfiguration(db: Queryable, type: string): Promise<WorkflowConfiguration> {
  const [row] = await query<ConfigurationRow>(db, CONFIGURATION, [type]);
  if (row === undefined) throw new NotFound('document type', type);
  return {
    ...row,
    rules: row.rules.map((rule) => ({
      ...rule,
      min_amount: amount(rule.min_amount),
      max_amount: amount(rule.max_amount),
    })),
  };
}
