import { Injectable } from '@nestjs/common';
import { can } from '../../common/auth/actor.js';
import { PermissionDenied } from '../../common/auth/auth.errors.js';
import type { Caller } from '../../common/auth/caller.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { StaleVersion } from '../../common/errors/domain-error.js';
import { Clock } from '../../common/time/clock.js';
import { CorrectionNeedsApproval, CorrectionNotAllowed, DocumentNotReady } from '../documents.errors.js';
import { applicableRules } from '../domain/approvals.js';
import { trimmed } from '../domain/comment.js';
import { statusById, type WorkflowConfiguration } from '../domain/workflow-configuration.js';
import { DocumentEffects } from './document-effects.js';
import type { DocumentHeader } from './document-header.js';
import type { StatusChange } from './document-kind.js';
import { DocumentKinds } from './document-kinds.js';
import { appendLog } from './document-log.js';
import { DocumentRecords, type DocumentChanges } from './document-records.js';
import { headerOf, lockDocument, readDocument } from './document-rows.js';
import { readConfiguration } from './read-configuration.js';

export interface CorrectionRequest {
  id: string;
  type: string;
  comment?: string;
  expected_version?: number;
}

/** Writes what the document says from now on, and answers what changed of its head. */
export type Rewrite = (tx: Tx, document: DocumentHeader) => Promise<DocumentChanges | void>;

const POSTED = `UPDATE documents SET is_posted = true, posting_generation = $2::integer WHERE id = $1::uuid`;

/** Changes what a posted document says: its movements are taken back and made anew, in one transaction. */
@Injectable()
export class DocumentCorrections {
  constructor(
    private readonly kinds: DocumentKinds,
    private readonly effects: DocumentEffects,
    private readonly records: DocumentRecords,
    private readonly clock: Clock,
  ) {}

  /** See DocumentWorkflow.correct. */
  async correct(
    tx: Tx,
    caller: Caller,
    request: CorrectionRequest,
    rewrite: Rewrite,
  ): Promise<DocumentHeader> {
    const { id, type } = request;
    const row = await lockDocument(tx, id, type);
    if (request.expected_version !== undefined && request.expected_version !== row.version) {
      throw new StaleVersion(row.version);
    }
    const { write } = this.kinds.of(type).permissions;
    if (!can(caller.actor, write)) throw new PermissionDenied(write);
    const configuration = await readConfiguration(tx, type);
    const status = statusById(configuration, row.status_id);
    if (!status.allows_correction || !row.is_posted) throw new CorrectionNotAllowed(status);
    const comment = trimmed(request.comment);
    const before = headerOf(row, status);
    const change: StatusChange = { document: before, from: status, to: status, action: 'correct', comment };
    await this.effects.reverse(tx, caller, row, change);
    const changes = (await rewrite(tx, before)) ?? {};
    const document = await this.records.write(tx, caller, { before, changes, action: null });
    assertNoNewApproval(configuration, before, document);
    const corrected = { ...change, document };
    const reasons = await this.kinds.of(type).check(tx, corrected);
    if (reasons.length > 0) throw new DocumentNotReady(reasons);
    const { posting_generation } = await this.effects.post(tx, caller, row, corrected);
    await query(tx, POSTED, [id, posting_generation]);
    await appendLog(tx, caller, {
      document_id: id,
      type,
      action: 'correct',
      from: status,
      to: status,
      comment,
      generation: posting_generation,
      at: this.clock.now(),
    });
    const after = await readDocument(tx, id, type);
    return headerOf(after, after.status);
  }
}

/** A correction must not lead past a limit that the document did not have to pass on its way here. */
function assertNoNewApproval(
  { rules }: WorkflowConfiguration,
  before: DocumentHeader,
  after: DocumentHeader,
): void {
  const needed = (document: DocumentHeader): Map<string, string> => {
    const passed = applicableRules({ rules, document, approvals: [], escalated: new Set() });
    return new Map(passed.map(({ id, name }) => [id, name]));
  };
  const had = needed(before);
  const fresh = [...needed(after)].filter(([id]) => !had.has(id)).map(([, name]) => name);
  if (fresh.length > 0) throw new CorrectionNeedsApproval(fresh);
}
