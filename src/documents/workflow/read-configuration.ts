import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import { RULE_COLUMNS, RULE_JOINS } from './approver-sql.js';
import type { ConfiguredRule, WorkflowConfiguration } from '../domain/workflow-configuration.js';

const RULES = `
  SELECT ${RULE_COLUMNS} FROM approval_rules r
  JOIN document_transitions t ON t.id = r.transition_id AND t.type_code = d.code ${RULE_JOINS}
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
