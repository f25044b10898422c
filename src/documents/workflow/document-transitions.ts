import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { PermissionDenied } from '../../common/auth/auth.errors.js';
import { can } from '../../common/auth/actor.js';
import type { Caller } from '../../common/auth/caller.js';
import type { Permission } from '../../common/auth/permissions.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { StaleVersion } from '../../common/errors/domain-error.js';
import { Events } from '../../common/jobs/events.js';
import { Clock } from '../../common/time/clock.js';
import {
  ApprovalRefused,
  CommentRequired,
  DocumentChangedMeanwhile,
  DocumentNotReady,
} from '../documents.errors.js';
import { approvalState, approverFaults } from '../domain/approvals.js';
import { trimmed } from '../domain/comment.js';
import { findTransition, type Way, type Wish } from '../domain/find-transition.js';
import {
  statusById,
  type ConfiguredRule,
  type ConfiguredStatus,
  type WorkflowConfiguration,
} from '../domain/workflow-configuration.js';
import type { DocumentStatusChanged } from '../events/document-status-changed.js';
import { approvalCases, endApprovals, giveApproval } from './approval-records.js';
import { DocumentEffects } from './document-effects.js';
import type { DocumentHeader } from './document-header.js';
import type { StatusChange } from './document-kind.js';
import { DocumentKinds } from './document-kinds.js';
import { appendLog } from './document-log.js';
import { DocumentNumbering } from './document-numbering.js';
import { headerOf, lockDocument, readDocument, type DocumentRow } from './document-rows.js';
import { readConfiguration } from './read-configuration.js';

/** One step of one document. Give `action`, `to_status` or `to_meaning`; several must agree. */
export interface TransitionRequest extends Wish {
  id: string;
  type: string;
  comment?: string;
  expected_version?: number;
}

export interface PendingApproval {
  /** The level that was given now. */
  level: number;
  /** The level that is missing next. */
  next_level: number;
  next_rule: string;
}

export interface TransitionOutcome {
  document: DocumentHeader;
  /** False when the document was there already, or waits for further approvals. */
  changed: boolean;
  pending_approval?: PendingApproval;
}

interface Step extends Way {
  row: DocumentRow;
  from: ConfiguredStatus;
  document: DocumentHeader;
  comment: string | null;
  /** What is approved by this very step, if it needs an approval. */
  rule: ConfiguredRule | null;
  at: Date;
}

const MOVE = `
  UPDATE documents SET status_id = $2::uuid, status_since = $3::timestamptz, is_posted = $4::boolean,
    posting_generation = $5::integer, version = version + 1, updated_at = $3::timestamptz
  WHERE id = $1::uuid`;

const TOUCH = `UPDATE documents SET version = version + 1, updated_at = $2::timestamptz WHERE id = $1::uuid`;

/** Moves documents from status to status: the whole step or nothing of it. */
@Injectable()
export class DocumentTransitions {
  constructor(
    private readonly kinds: DocumentKinds,
    private readonly effects: DocumentEffects,
    private readonly numbering: DocumentNumbering,
    private readonly audit: AuditTrail,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** See DocumentWorkflow.transition. */
  async take(tx: Tx, caller: Caller, request: TransitionRequest): Promise<TransitionOutcome> {
    const row = await lockDocument(tx, request.id, request.type);
    const configuration = await readConfiguration(tx, request.type);
    const from = statusById(configuration, row.status_id);
    if (request.is_automatic !== true && row.seen_status_id !== row.status_id) {
      throw new DocumentChangedMeanwhile(from);
    }
    if (request.expected_version !== undefined && request.expected_version !== row.version) {
      throw new StaleVersion(row.version);
    }
    const document = headerOf(row, from);
    const way = findTransition(configuration, from, request);
    if (way === undefined) return { document, changed: false };
    const comment = trimmed(request.comment);
    const step: Step = { ...way, row, from, document, comment, rule: null, at: this.clock.now() };
    if (request.is_automatic !== true) this.assertAsked(caller, step);
    const approval =
      request.is_automatic === true ? undefined : await this.approve(tx, caller, step, configuration);
    await this.assertReady(tx, step);
    if (approval !== undefined && approval.later.length > 0) return this.wait(tx, caller, step, approval);
    await this.move(tx, caller, { ...step, rule: approval?.rule ?? null });
    const after = await readDocument(tx, row.id, row.type);
    return { document: headerOf(after, after.status), changed: true };
  }

  private assertAsked(caller: Caller, { row, transition, comment }: Step): void {
    const needed = (transition.permission ?? this.kinds.of(row.type).permissions.write) as Permission;
    if (!can(caller.actor, needed)) throw new PermissionDenied(needed);
    if (transition.requires_comment && comment === null) throw new CommentRequired();
  }

  /** The approval that this step gives; undefined when none is missing. Throws when another must give it. */
  private async approve(
    tx: Tx,
    caller: Caller,
    { document, transition, comment }: Step,
    configuration: WorkflowConfiguration,
  ): Promise<{ rule: ConfiguredRule; later: ConfiguredRule[] } | undefined> {
    const subject = (await approvalCases(tx, configuration, document))(transition.id);
    const { next, later, fault } = approvalState(subject);
    if (fault !== undefined) throw new DocumentNotReady([fault]);
    if (next === undefined) return undefined;
    const [reason] = approverFaults(subject, next, caller.actor);
    if (reason !== undefined) throw new ApprovalRefused(reason, { level: next.level, rule: next.name });
    if (next.requires_reason && comment === null) throw new CommentRequired();
    return { rule: next, later };
  }

  private async assertReady(tx: Tx, step: Step): Promise<void> {
    const reasons = await this.kinds.of(step.row.type).check(tx, changeOf(step));
    if (reasons.length > 0) throw new DocumentNotReady(reasons);
  }

  /** Records one level; the document stays where it is until the last one. */
  private async wait(
    tx: Tx,
    caller: Caller,
    step: Step,
    { rule, later }: { rule: ConfiguredRule; later: ConfiguredRule[] },
  ): Promise<TransitionOutcome> {
    const { row, from, comment, at } = step;
    const [next] = later;
    await giveApproval(tx, { document_id: row.id, rule, approver_id: caller.actor.id, comment, at });
    await query(tx, TOUCH, [row.id, at]);
    const entry = {
      document_id: row.id,
      type: row.type,
      action: 'approval',
      from,
      to: from,
      comment,
      rule,
      at,
    };
    await appendLog(tx, caller, entry);
    const subject = { subject_type: row.type, subject_id: row.id };
    const after = { action: step.transition.action, level: rule.level, rule: rule.name, comment };
    await this.audit.record(tx, caller, { action: 'document.approved', ...subject, after });
    const now = await readDocument(tx, row.id, row.type);
    return {
      document: headerOf(now, now.status),
      changed: false,
      pending_approval: { level: rule.level, next_level: next!.level, next_rule: next!.name },
    };
  }

  private async move(tx: Tx, caller: Caller, step: Step): Promise<void> {
    const { row, from, to, transition, rule, comment, at } = step;
    const change = changeOf(step);
    const posting = await this.effects.enter(tx, caller, row, change);
    await query(tx, MOVE, [row.id, to.id, at, posting.is_posted, posting.posting_generation]);
    if (rule !== null) {
      await giveApproval(tx, { document_id: row.id, rule, approver_id: caller.actor.id, comment, at });
    }
    await endApprovals(tx, row.id, at, transition.id);
    const document: DocumentHeader = { ...step.document, ...posting, status: to, version: row.version + 1 };
    await this.kinds.of(row.type).entered?.(tx, { ...change, document, caller });
    const number = await this.numbering.onEntering(tx, row, { from, to });
    const moved =
      posting.posting_generation !== row.posting_generation || posting.is_posted !== row.is_posted;
    await appendLog(tx, caller, {
      document_id: row.id,
      type: row.type,
      action: transition.action,
      from,
      to,
      comment,
      rule,
      generation: moved ? posting.posting_generation : null,
      at,
    });
    await this.announce(tx, caller, step, number);
  }

  private async announce(tx: Tx, caller: Caller, step: Step, number: string | null): Promise<void> {
    const { row, from, to, transition, comment } = step;
    await this.audit.record(tx, caller, {
      action: 'document.status_changed',
      subject_type: row.type,
      subject_id: row.id,
      before: { status: from.code, number: row.number },
      after: { status: to.code, number, action: transition.action, comment },
    });
    await this.events.publish<DocumentStatusChanged>(tx, {
      type: 'documents.status_changed',
      document_id: row.id,
      document_type: row.type,
      number,
      location_id: row.location_id,
      action: transition.action,
      from_status: from.code,
      from_meaning: from.meaning,
      to_status: to.code,
      to_meaning: to.meaning,
      actor_id: caller.actor.id,
    });
  }
}

function changeOf({ document, from, to, transition, comment }: Step): StatusChange {
  return { document, from, to, action: transition.action, comment };
}
