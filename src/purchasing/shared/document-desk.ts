import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import type { Tx } from '../../common/database/tx.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { DocumentWorkflow, type DocumentHeader } from '../../documents/index.js';

/** A step by its action, or by the name or code of the status it leads to. */
export interface DocumentStep {
  action?: string;
  to_status?: string;
  comment?: string | null;
  version?: number;
}

interface Target {
  id: string;
  type: string;
}

/** What all documents of purchasing have in common: one step, and being deleted while that is allowed. */
@Injectable()
export class DocumentDesk {
  constructor(
    private readonly writes: Writes,
    private readonly workflow: DocumentWorkflow,
    private readonly audit: AuditTrail,
  ) {}

  /** Moves one document on, in a transaction of its own, and answers what `answer` reads afterwards. */
  take<T>(
    write: WriteRequest,
    target: Target,
    step: DocumentStep,
    answer: (tx: Tx) => Promise<T>,
  ): Promise<WriteOutcome<T>> {
    return this.writes.execute(write, async (tx) => {
      const { version: expected_version, comment, ...wanted } = step;
      const request = { ...target, ...wanted, comment: comment ?? undefined, expected_version };
      await this.workflow.transition(tx, write, request);
      return answer(tx);
    });
  }

  /** Deletes a document; `read` answers what the audit trail keeps of it. */
  remove(
    write: WriteRequest,
    { id, type, version }: Target & { version?: number },
    read: (tx: Tx, document: DocumentHeader) => Promise<object>,
  ): Promise<WriteOutcome<null>> {
    return this.writes.execute(write, async (tx) => {
      const document = await this.workflow.lock(tx, id, type, version);
      await this.note(tx, write, 'deleted', { id, type, before: await read(tx, document) });
      await this.workflow.remove(tx, write, document);
      return null;
    });
  }

  /** Who wrote what of a document, beside what the workflow notes of its status. */
  note(
    tx: Tx,
    caller: Caller,
    verb: 'created' | 'updated' | 'deleted',
    { id, type, ...change }: Target & { before?: object; after?: object },
  ): Promise<void> {
    return this.audit.record(tx, caller, {
      action: `${type}.${verb}`,
      subject_type: type,
      subject_id: id,
      ...change,
    });
  }
}
