import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Caller } from '../../common/auth/caller.js';
import { hasSqlState } from '../../common/database/sql-state.js';
import type { Queryable } from '../../common/database/statement.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { DomainError, StaleVersion } from '../../common/errors/domain-error.js';
import { StatusNotConfigured } from '../documents.errors.js';
import { statusNamed } from '../domain/workflow-configuration.js';
import type { DocumentActionResponse } from '../dto/document-action.response.js';
import type { DocumentHistoryResponse } from '../dto/document-history.response.js';
import type { TransitionVerdict } from '../dto/transition-verdict.response.js';
import { DocumentActions } from './document-actions.js';
import { DocumentCorrections, type CorrectionRequest, type Rewrite } from './document-corrections.js';
import type { DocumentHeader, StatusRole } from './document-header.js';
import { DocumentRecords, type DocumentChanges, type NewDocument } from './document-records.js';
import { headerOf, lockDocument, readDocument, readStatus } from './document-rows.js';
import {
  DocumentTransitions,
  type TransitionOutcome,
  type TransitionRequest,
} from './document-transitions.js';
import { readConfiguration } from './read-configuration.js';

/** One step of many documents of a type. */
export interface BulkTransition {
  type: string;
  ids: readonly string[];
  action: string;
  comment?: string;
}

/**
 * Documents of every type: made, changed, moved from status to status, corrected. The owning context keeps its own
 * part under the same id and calls this inside its transaction. Locks: the document's row, then what its kind locks
 * (source documents, stock), then the number series.
 */
@Injectable()
export class DocumentWorkflow {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly records: DocumentRecords,
    private readonly steps: DocumentTransitions,
    private readonly corrections: DocumentCorrections,
    private readonly inquiries: DocumentActions,
  ) {}

  /**
   * Makes a document in its type's initial status, numbered now if that status says so. Throws DocumentTypeInactive,
   * DocumentIdTaken, NumberSeriesMissing, NumberSeriesExhausted.
   */
  open(tx: Tx, caller: Caller, fields: NewDocument): Promise<DocumentHeader> {
    return this.records.open(tx, caller, fields);
  }

  /** Throws NotFound, named after the type. */
  async header(db: Queryable, id: string, type: string): Promise<DocumentHeader> {
    const row = await readDocument(db, id, type);
    return headerOf(row, row.status);
  }

  /** The document under its lock. Throws NotFound and StaleVersion. */
  async lock(tx: Tx, id: string, type: string, expectedVersion?: number): Promise<DocumentHeader> {
    const row = await lockDocument(tx, id, type);
    if (expectedVersion !== undefined && expectedVersion !== row.version) throw new StaleVersion(row.version);
    return headerOf(row, await readStatus(tx, row.status_id));
  }

  /**
   * Changes the head of a document that is locked, and raises its version; call it (with nothing, if need be) before
   * changing lines too. Approvals that stood are void. Throws PermissionDenied and DocumentNotEditable.
   */
  change(
    tx: Tx,
    caller: Caller,
    document: DocumentHeader,
    changes: DocumentChanges,
  ): Promise<DocumentHeader> {
    return this.records.change(tx, caller, document, changes);
  }

  /**
   * Raises the version of a locked document whatever its status, for what changes beside its content, such as costs
   * that come late. Throws PermissionDenied.
   */
  touch(tx: Tx, caller: Caller, document: DocumentHeader): Promise<DocumentHeader> {
    return this.records.touch(tx, caller, document);
  }

  /** Throws PermissionDenied and DocumentNotEditable. */
  assertEditable(document: DocumentHeader, caller: Caller): void {
    this.records.assertEditable(document, caller);
  }

  /** A status by code or name, in whatever case. Throws StatusNotConfigured (422). */
  async statusOf(db: Queryable, type: string, codeOrName: string): Promise<StatusRole> {
    const configuration = await readConfiguration(db, type);
    const status = statusNamed(configuration, codeOrName);
    if (status?.is_active === true) return status;
    const known = configuration.statuses.filter(({ is_active }) => is_active).map(({ code }) => code);
    throw new StatusNotConfigured(codeOrName, known);
  }

  /**
   * The whole step or nothing of it: lock, way, permission, comment, approvals, the kind's own reasons, movements,
   * status, number, history, audit, event. A document that is there already stays as it is (`changed` false), and so
   * does one that waits for further approvals (`pending_approval`). Throws NotFound, StaleVersion,
   * DocumentChangedMeanwhile, StatusNotConfigured, FromFinalStatus, TransitionNotAllowed, PermissionDenied,
   * CommentRequired, ApprovalRefused, DocumentNotReady, and what the kind throws.
   */
  transition(tx: Tx, caller: Caller, request: TransitionRequest): Promise<TransitionOutcome> {
    return this.steps.take(tx, caller, request);
  }

  /**
   * Changes what a posted document says: takes its movements back, lets `rewrite` write the new content, posts anew as
   * the next generation. Throws CorrectionNotAllowed, CorrectionNeedsApproval, DocumentNotReady, and what the kind throws.
   */
  correct(tx: Tx, caller: Caller, request: CorrectionRequest, rewrite: Rewrite): Promise<DocumentHeader> {
    return this.corrections.correct(tx, caller, request, rewrite);
  }

  /** Every step from the document's status: possible for this caller now, or all reasons why not. */
  actions(db: Queryable, caller: Caller, id: string, type: string): Promise<DocumentActionResponse[]> {
    return this.inquiries.of(db, caller, id, type);
  }

  /** Who did what when, oldest first; also of a document that was deleted. */
  history(db: Queryable, id: string): Promise<DocumentHistoryResponse[]> {
    return this.inquiries.history(db, id);
  }

  /** Deletes a locked document and what its context keeps under its id. Throws PermissionDenied and DocumentNotDeletable. */
  remove(tx: Tx, caller: Caller, document: DocumentHeader): Promise<void> {
    return this.records.remove(tx, caller, document);
  }

  /** One step of many documents, each in its own transaction: what is refused for one is done for the others. */
  async transitions(caller: Caller, request: BulkTransition): Promise<TransitionVerdict[]> {
    const verdicts: TransitionVerdict[] = [];
    for (const id of request.ids) verdicts.push(await this.verdict(caller, id, request));
    return verdicts;
  }

  private async verdict(caller: Caller, id: string, request: BulkTransition): Promise<TransitionVerdict> {
    const { type, action, comment } = request;
    try {
      const outcome = await runInTransaction(this.dataSource, (tx) =>
        this.transition(tx, caller, { id, type, action, comment }),
      );
      const { number, status } = outcome.document;
      const pending_level = outcome.pending_approval?.next_level ?? null;
      return { id, number, is_done: true, status: status.code, pending_level, reasons: [] };
    } catch (error) {
      const reasons = reasonsOf(error);
      return { id, number: null, is_done: false, status: null, pending_level: null, reasons };
    }
  }
}

/** Why nothing was done. What nobody can act on is thrown: the server is at fault, not the document. */
function reasonsOf(error: unknown): TransitionVerdict['reasons'] {
  if (hasSqlState(error, '40P01', '40001', '55P03')) {
    return [{ code: 'TRY_AGAIN', message: 'Other writes were in the way; try again.' }];
  }
  if (!(error instanceof DomainError)) throw error;
  if (error.errors.length > 0) return error.errors.map(({ code, message }) => ({ code, message }));
  return [{ code: error.code, message: error.message }];
}
