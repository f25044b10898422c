import { isPermission } from '../../common/auth/permissions.js';
import { query, type Queryable } from '../../common/database/statement.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import { type Decimal, optionalDecimal } from '../../common/money/decimal.js';
import { fault } from '../domain/workflow-plan.js';
import {
  statusNamed,
  type ApproverType,
  type WorkflowConfiguration,
} from '../domain/workflow-configuration.js';
import type { ApproverDto } from './dto/approver.dto.js';
import type { SaveApprovalRuleDto } from './dto/save-approval-rule.dto.js';

interface ApproverColumns {
  type: ApproverType | null;
  user_id: string | null;
  role_id: string | null;
  permission: string | null;
}

/** Columns of a rule, once everything it names was found. */
export interface RuleFields {
  transition_id: string;
  name: string;
  level: number;
  approver: ApproverColumns;
  min_amount: Decimal | null;
  max_amount: Decimal | null;
  currency: string | null;
  requires_reason: boolean;
  four_eyes: boolean;
  escalate_after_hours: number | null;
  escalate_to: ApproverColumns;
  is_active: boolean;
}

const FIND_ROLE = `SELECT id FROM roles WHERE lower(name) = lower($1::text)`;
const FIND_USER = `SELECT id FROM users WHERE id = $1::uuid AND is_active`;

const NOBODY: ApproverColumns = { type: null, user_id: null, role_id: null, permission: null };

async function found(db: Queryable, text: string, value: string): Promise<string | null> {
  return (await query<{ id: string }>(db, text, [value]))[0]?.id ?? null;
}

async function approver(
  db: Queryable,
  field: string,
  dto: ApproverDto,
  faults: FieldError[],
): Promise<ApproverColumns> {
  const own = { user: dto.user_id, role: dto.role, permission: dto.permission }[dto.type];
  const named = [dto.user_id, dto.role, dto.permission].filter((each) => each !== undefined);
  if (own === undefined || named.length !== 1) {
    const wanted = dto.type === 'user' ? 'user_id' : dto.type;
    faults.push(
      fault(field, 'APPROVER_UNCLEAR', `An approver of type ${dto.type} is named by ${wanted} alone.`),
    );
    return { ...NOBODY, type: dto.type };
  }
  const user_id = dto.type === 'user' ? await found(db, FIND_USER, own) : null;
  const role_id = dto.type === 'role' ? await found(db, FIND_ROLE, own) : null;
  const permission = dto.type === 'permission' && isPermission(own) ? own : null;
  if ((user_id ?? role_id ?? permission) === null) {
    faults.push(fault(field, 'APPROVER_UNKNOWN', `There is no active ${dto.type} ${own}.`));
  }
  return { type: dto.type, user_id, role_id, permission };
}

function transitionOf(
  configuration: WorkflowConfiguration,
  dto: SaveApprovalRuleDto,
  faults: FieldError[],
): string {
  const from = statusNamed(configuration, dto.from_status);
  const to = statusNamed(configuration, dto.to_status);
  const transition = configuration.transitions.find(
    ({ from_status_id, to_status_id }) => from_status_id === from?.id && to_status_id === to?.id,
  );
  if (transition === undefined) {
    const message = `No way leads from ${dto.from_status} to ${dto.to_status}.`;
    faults.push(fault('to_status', 'APPROVAL_RULE_OF_UNKNOWN_TRANSITION', message));
  } else if (transition.is_automatic) {
    const message = 'The program takes this step when something has happened: nobody approves it.';
    faults.push(fault('to_status', 'APPROVAL_OF_AUTOMATIC_TRANSITION', message));
  }
  return transition?.id ?? '';
}

/** The rule that is meant, and everything that is wrong with it in itself. */
export async function ruleFields(
  db: Queryable,
  configuration: WorkflowConfiguration,
  dto: SaveApprovalRuleDto,
): Promise<{ fields: RuleFields; faults: FieldError[] }> {
  const faults: FieldError[] = [];
  const min_amount = optionalDecimal(dto.min_amount ?? null);
  const max_amount = optionalDecimal(dto.max_amount ?? null);
  if (max_amount?.lte(min_amount ?? 0) === true) {
    faults.push(fault('max_amount', 'BAND_EMPTY', 'max_amount must be above min_amount.'));
  }
  const escalate_after_hours = dto.escalate_after_hours ?? null;
  const escalate_to = dto.escalate_to ?? null;
  if ((escalate_after_hours === null) !== (escalate_to === null)) {
    const message = 'Escalation needs both: after how many hours, and to whom.';
    faults.push(fault('escalate_to', 'ESCALATION_INCOMPLETE', message));
  }
  const fields: RuleFields = {
    transition_id: transitionOf(configuration, dto, faults),
    name: dto.name,
    level: dto.level,
    approver: await approver(db, 'approver', dto.approver, faults),
    min_amount,
    max_amount,
    currency: dto.currency ?? null,
    requires_reason: dto.requires_reason ?? false,
    four_eyes: dto.four_eyes ?? true,
    escalate_after_hours,
    escalate_to: escalate_to === null ? NOBODY : await approver(db, 'escalate_to', escalate_to, faults),
    is_active: dto.is_active ?? true,
  };
  return { fields, faults };
}
