import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { can } from '../../common/auth/actor.js';
import type { Caller } from '../../common/auth/caller.js';
import type { ListQuery } from '../../common/http/list/list-query.dto.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { DocumentKinds } from '../workflow/document-kinds.js';

export interface PendingApprovalRow {
  document_id: string;
  type: string;
  number: string | null;
  status: string;
  status_name: string;
  location_id: string | null;
  partner_id: string | null;
  currency: string;
  total_amount: string | null;
  action: string;
  rule_id: string;
  rule_name: string;
  level: number;
  waiting_since: Date;
  is_escalated: boolean;
}

const SELECT = `
  w.document_id, w.type, h.number, h.status, h.status_name, h.location_id, h.partner_id, h.currency, w.action,
  w.rule_id, r.name AS rule_name, w.level, w.waiting_since, w.is_escalated`;

const FROM = `
  document_approvals_due w JOIN approval_rules r ON r.id = w.rule_id JOIN document_headers h ON h.id = w.document_id
  LEFT JOIN roles own_role ON own_role.id = r.approver_role_id LEFT JOIN roles next_role ON next_role.id = r.escalate_to_role_id`;

const MAY_APPROVE = `(
  r.approver_user_id = $1::uuid OR own_role.name = $2::text OR r.approver_permission = ANY($3::text[])
  OR w.is_escalated AND (r.escalate_to_user_id = $1::uuid OR next_role.name = $2::text OR r.escalate_to_permission = ANY($3::text[])))`;

const OTHER_EYES = `(NOT r.four_eyes OR h.created_by <> $1::uuid AND NOT EXISTS (
  SELECT 1 FROM document_approvals a WHERE a.document_id = w.document_id AND a.transition_id = w.transition_id
    AND a.ended_at IS NULL AND a.approver_id = $1::uuid))`;

/** What waits for the caller's approval, longest first. */
@Injectable()
export class PendingApprovals {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly kinds: DocumentKinds,
  ) {}

  list({ actor }: Caller, request: ListQuery): Promise<Page<PendingApprovalRow>> {
    const amount = can(actor, 'costs:read') ? 'h.total_amount' : 'NULL::numeric AS total_amount';
    return listRows<PendingApprovalRow>(
      this.dataSource,
      {
        select: `${SELECT}, ${amount}`,
        from: FROM,
        where: [MAY_APPROVE, OTHER_EYES, 'w.type = ANY($4::text[])'],
        params: [actor.id, actor.role, [...actor.permissions], this.kinds.readableBy(actor)],
        sortable: { waiting_since: { sql: 'w.waiting_since', type: 'timestamptz' } },
        default_sort: 'waiting_since',
        // One document may wait for a step by either of two rules.
        id: 'md5(w.document_id::text || w.rule_id::text)::uuid',
      },
      request,
    );
  }
}
