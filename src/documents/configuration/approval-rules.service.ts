import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { sentFields } from '../../common/database/update-versioned.js';
import { StaleVersion } from '../../common/errors/domain-error.js';
import { approvalRuleFaults, type RuleBand } from '../domain/check-approval-rules.js';
import type { WorkflowConfiguration } from '../domain/workflow-configuration.js';
import { IllegalWorkflow } from '../documents.errors.js';
import { readConfiguration } from '../workflow/read-configuration.js';
import { ruleFields, type RuleFields } from './approval-rule-fields.js';
import { approvalRuleById, approvalRulesOf, type ApprovalRuleRow } from './approval-rule-reads.js';
import { lockDocumentType } from './document-type-reads.js';
import { ApprovalRuleResponse } from './dto/approval-rule.response.js';
import type { SaveApprovalRuleDto, UpdateApprovalRuleDto } from './dto/save-approval-rule.dto.js';

const INSERT = `
  INSERT INTO approval_rules (id, transition_id, name, level, approver_type, approver_user_id, approver_role_id,
    approver_permission, min_amount, max_amount, currency, requires_reason, four_eyes, escalate_after_hours,
    escalate_to_type, escalate_to_user_id, escalate_to_role_id, escalate_to_permission, is_active)
  VALUES ($1::uuid, $2::uuid, $3::text, $4::smallint, $5::text, $6::uuid, $7::uuid, $8::text, $9::numeric, $10::numeric,
    $11::text, $12::boolean, $13::boolean, $14::integer, $15::text, $16::uuid, $17::uuid, $18::text, $19::boolean)`;

const UPDATE = `
  UPDATE approval_rules SET transition_id = $2::uuid, name = $3::text, level = $4::smallint, approver_type = $5::text,
    approver_user_id = $6::uuid, approver_role_id = $7::uuid, approver_permission = $8::text, min_amount = $9::numeric,
    max_amount = $10::numeric, currency = $11::text, requires_reason = $12::boolean, four_eyes = $13::boolean,
    escalate_after_hours = $14::integer, escalate_to_type = $15::text, escalate_to_user_id = $16::uuid,
    escalate_to_role_id = $17::uuid, escalate_to_permission = $18::text, is_active = $19::boolean,
    version = version + 1, updated_at = now()
  WHERE id = $1::uuid`;

const DELETE = `DELETE FROM approval_rules WHERE id = $1::uuid`;

// Approvals were given under other rules; those that have not taken effect are asked for again.
const VOID = `
  UPDATE document_approvals SET ended_at = now(), outcome = 'voided'
  WHERE transition_id = ANY($1::uuid[]) AND ended_at IS NULL`;

interface Target {
  type: string;
  id: string;
  version?: number;
}

/** Who must approve what. Rules only hold back what the ways between statuses allow. */
@Injectable()
export class ApprovalRulesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
  ) {}

  async list(type: string): Promise<ApprovalRuleResponse[]> {
    await readConfiguration(this.dataSource, type);
    return (await approvalRulesOf(this.dataSource, type)).map(ApprovalRuleResponse.from);
  }

  async get(type: string, id: string): Promise<ApprovalRuleResponse> {
    return ApprovalRuleResponse.from(await approvalRuleById(this.dataSource, type, id));
  }

  /** Throws NotFound, and IllegalWorkflow with every reason. */
  create(caller: Caller, type: string, dto: SaveApprovalRuleDto): Promise<ApprovalRuleResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      await lockDocumentType(tx, type);
      const id = newId();
      const fields = await this.checked(tx, { type, id }, dto);
      await query(tx, INSERT, columns(id, fields));
      await query(tx, VOID, [[fields.transition_id]]);
      const after = ApprovalRuleResponse.from(await approvalRuleById(tx, type, id));
      await this.record(tx, caller, id, 'created', { after });
      return after;
    });
  }

  /** Throws NotFound, StaleVersion, and IllegalWorkflow with every reason. */
  update(caller: Caller, target: Target, dto: UpdateApprovalRuleDto): Promise<ApprovalRuleResponse> {
    const { type, id } = target;
    return runInTransaction(this.dataSource, async (tx) => {
      const row = await this.locked(tx, target);
      const fields = await this.checked(tx, target, { ...dtoOf(row), ...sentFields(dto) });
      const before = ApprovalRuleResponse.from(row);
      await query(tx, UPDATE, columns(id, fields));
      await query(tx, VOID, [[row.transition_id, fields.transition_id]]);
      const after = ApprovalRuleResponse.from(await approvalRuleById(tx, type, id));
      await this.record(tx, caller, id, 'updated', { before, after });
      return after;
    });
  }

  /** Throws NotFound, StaleVersion, and IllegalWorkflow when a level would be left out. */
  remove(caller: Caller, target: Target): Promise<void> {
    return runInTransaction(this.dataSource, async (tx) => {
      const row = await this.locked(tx, target);
      const { rules } = await readConfiguration(tx, target.type);
      const left = rules.filter(
        ({ id, transition_id }) => id !== row.id && transition_id === row.transition_id,
      );
      const faults = approvalRuleFaults(left);
      if (faults.length > 0) throw new IllegalWorkflow(faults);
      await query(tx, VOID, [[row.transition_id]]);
      await query(tx, DELETE, [row.id]);
      await this.record(tx, caller, row.id, 'deleted', { before: ApprovalRuleResponse.from(row) });
    });
  }

  private async locked(tx: Tx, { type, id, version }: Target): Promise<ApprovalRuleRow> {
    await lockDocumentType(tx, type);
    const row = await approvalRuleById(tx, type, id);
    if (version !== undefined && version !== row.version) throw new StaleVersion(row.version);
    return row;
  }

  private async checked(
    tx: Tx,
    { type, id }: { type: string; id: string },
    dto: SaveApprovalRuleDto,
  ): Promise<RuleFields> {
    const configuration = await readConfiguration(tx, type);
    const { fields, faults } = await ruleFields(tx, configuration, dto);
    faults.push(...approvalRuleFaults([...others(configuration, id, fields.transition_id), fields]));
    if (faults.length > 0) throw new IllegalWorkflow(faults);
    return fields;
  }

  private record(
    tx: Tx,
    caller: Caller,
    id: string,
    verb: string,
    change: { before?: object; after?: object },
  ): Promise<void> {
    const subject = { subject_type: 'approval_rule', subject_id: id };
    return this.audit.record(tx, caller, { action: `approval_rule.${verb}`, ...subject, ...change });
  }
}

function others(configuration: WorkflowConfiguration, id: string, transitionId: string): RuleBand[] {
  return configuration.rules.filter((rule) => rule.id !== id && rule.transition_id === transitionId);
}

/** A rule as it would be sent, for the fields that a change does not send. */
function dtoOf(row: ApprovalRuleRow): SaveApprovalRuleDto {
  const named = ({
    type,
    user_id,
    role,
    permission,
  }: ApprovalRuleRow['approver']): SaveApprovalRuleDto['approver'] => ({
    type,
    user_id: user_id ?? undefined,
    role: role ?? undefined,
    permission: permission ?? undefined,
  });
  return {
    ...row,
    approver: named(row.approver),
    escalate_to: row.escalate_to === null ? null : named(row.escalate_to),
    min_amount: row.min_amount === null ? null : Number(row.min_amount),
    max_amount: row.max_amount === null ? null : Number(row.max_amount),
  };
}

function columns(id: string, fields: RuleFields): unknown[] {
  const { approver, escalate_to } = fields;
  return [
    id,
    fields.transition_id,
    fields.name,
    fields.level,
    approver.type,
    approver.user_id,
    approver.role_id,
    approver.permission,
    fields.min_amount?.toFixed() ?? null,
    fields.max_amount?.toFixed() ?? null,
    fields.currency,
    fields.requires_reason,
    fields.four_eyes,
    fields.escalate_after_hours,
    escalate_to.type,
    escalate_to.user_id,
    escalate_to.role_id,
    escalate_to.permission,
    fields.is_active,
  ];
}
