import { Injectable } from '@nestjs/common';
import { can } from '../../common/auth/actor.js';
import type { Caller } from '../../common/auth/caller.js';
import type { Permission } from '../../common/auth/permissions.js';
import { query, type Queryable } from '../../common/database/statement.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import { approvalState, approverFaults, type ApprovalCase } from '../domain/approvals.js';
import { waysFrom, type Way } from '../domain/find-transition.js';
import { statusById } from '../domain/workflow-configuration.js';
import type { DocumentActionResponse } from '../dto/document-action.response.js';
import type { DocumentHistoryResponse } from '../dto/document-history.response.js';
import { approvalCases } from './approval-records.js';
import type { DocumentHeader } from './document-header.js';
import { DocumentKinds } from './document-kinds.js';
import { headerOf, readDocument } from './document-rows.js';
import { readConfiguration } from './read-configuration.js';

const HISTORY = `
  SELECT id, sequence, action, from_status, to_status, comment, rule_id, rule_name, level, generation, actor_id,
    actor_username, request_id, created_at
  FROM document_log WHERE document_id = $1::uuid ORDER BY sequence`;

/** What can be done with a document now, and what was done. */
@Injectable()
export class DocumentActions {
  constructor(private readonly kinds: DocumentKinds) {}

  /** Every way on that people can go, with all reasons against it. */
  async of(db: Queryable, caller: Caller, id: string, type: string): Promise<DocumentActionResponse[]> {
    const row = await readDocument(db, id, type);
    const configuration = await readConfiguration(db, type);
    const from = statusById(configuration, row.status_id);
    const document = headerOf(row, from);
    const caseOf = await approvalCases(db, configuration, document);
    const ways = waysFrom(configuration, from).filter(({ transition }) => !transition.is_automatic);
    const actions: DocumentActionResponse[] = [];
    for (const way of ways) {
      actions.push(await this.action(db, caller, document, way, caseOf(way.transition.id)));
    }
    return actions;
  }

  history(db: Queryable, id: string): Promise<DocumentHistoryResponse[]> {
    return query<DocumentHistoryResponse>(db, HISTORY, [id]);
  }

  private async action(
    db: Queryable,
    caller: Caller,
    document: DocumentHeader,
    { transition, to }: Way,
    subject: ApprovalCase,
  ): Promise<DocumentActionResponse> {
    const kind = this.kinds.of(document.type);
    const needed = (transition.permission ?? kind.permissions.write) as Permission;
    const faults: FieldError[] = [];
    if (!can(caller.actor, needed)) {
      const message = `The permission ${needed} is required.`;
      faults.push({ field: 'permission', code: 'PERMISSION_DENIED', message });
    }
    const { next, later, fault } = approvalState(subject);
    if (fault !== undefined) faults.push(fault);
    if (next !== undefined) faults.push(...approverFaults(subject, next, caller.actor));
    const { action } = transition;
    faults.push(...(await kind.check(db, { document, from: document.status, to, action, comment: null })));
    return {
      action,
      to_status: to.code,
      to_status_name: to.name,
      to_status_meaning: to.meaning,
      allowed: faults.length === 0,
      reasons: faults.map(({ code, message }) => ({ code, message })),
      requires_comment: transition.requires_comment || next?.requires_reason === true,
      approval_level: next?.level ?? null,
      later_levels: later.map(({ level }) => level),
    };
  }
}
