import type { Caller } from '../../common/auth/caller.js';
import type { Permission } from '../../common/auth/permissions.js';
import type { Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import type { DocumentHeader, StatusRole } from './document-header.js';

/** A change of status that is about to happen, or is being asked about. */
export interface StatusChange {
  document: DocumentHeader;
  from: StatusRole;
  to: StatusRole;
  /** The transition's action: `submit`, `approve`, `send`, `receive`, `cancel`, … */
  action: string;
  comment: string | null;
}

/** A change of status that moves stock. `generation` counts postings of this document and is unique in the database. */
export interface DocumentPosting extends StatusChange {
  caller: Caller;
  generation: number;
  /** When and on which business day the movements happen. */
  occurred_at: Date;
  business_date: string;
}

/**
 * What one type of document does beyond its status, registered by the context that owns it. Every method runs inside the
 * transition's transaction, after the document's row is locked, and may throw: then nothing of the transition is left.
 */
export interface DocumentKind {
  /** The type's code: `purchase_order`. */
  readonly code: string;
  /** What a caller needs to read such documents, and to change or move them on. */
  readonly permissions: { read: Permission; write: Permission };
  /** Every business reason why this change is not possible now, also asked by `actions`; empty when there is none. */
  check(db: Queryable, change: StatusChange): Promise<FieldError[]>;
  /** Writes the stock movements of entering a status that posts. */
  post?(tx: Tx, posting: DocumentPosting): Promise<void>;
  /** Takes back the movements of `posting.generation`. */
  reverse?(tx: Tx, posting: DocumentPosting): Promise<void>;
  /** What else follows from the new status: links, prices, other documents. Runs after movements. */
  entered?(tx: Tx, change: StatusChange & { caller: Caller }): Promise<void>;
}
