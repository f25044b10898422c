import type { Caller } from '../../src/common/auth/caller.js';
import { PERMISSIONS, type Permission } from '../../src/common/auth/permissions.js';
import { newId } from '../../src/common/database/new-id.js';
import { query, type Queryable } from '../../src/common/database/statement.js';
import { runInTransaction, type Tx } from '../../src/common/database/tx.js';
import type { FieldError } from '../../src/common/errors/domain-error.js';
import { Decimal } from '../../src/common/money/decimal.js';
import {
  DocumentKinds,
  DocumentWorkflow,
  type DocumentHeader,
  type DocumentKind,
  type DocumentPosting,
  type NewDocument,
  type StatusChange,
  type TransitionOutcome,
  type TransitionRequest,
} from '../../src/documents/index.js';
import { DEFAULT_LOCATION_ID } from '../../src/locations/default-ids.js';
import type { Client, TestApp } from './test-app.js';

export const NOTE = 'test_note';

/** Draft → submitted → done (posts, may be corrected) → undone (reverses) → done; draft → undone. */
const TYPE = `
  INSERT INTO document_types (code, name, affects_stock, required_meanings)
  VALUES ('${NOTE}', 'Test note', true, '{completed}');
  INSERT INTO document_statuses (id, type_code, code, name, meaning, sort_order, is_initial, is_cancellation, posts_stock,
    reverses_stock, allows_correction, allows_editing, allows_deletion, issues_number) VALUES
    (uuidv7(), '${NOTE}', 'draft', 'Draft', 'draft', 1, true, false, false, false, false, true, true, true),
    (uuidv7(), '${NOTE}', 'submitted', 'Submitted', 'submitted', 2, false, false, false, false, false, true, false, false),
    (uuidv7(), '${NOTE}', 'done', 'Done', 'completed', 3, false, false, true, false, true, false, false, false),
    (uuidv7(), '${NOTE}', 'undone', 'Undone', 'cancelled', 4, false, true, false, true, false, true, false, false);
  INSERT INTO document_transitions (id, type_code, from_status_id, to_status_id, action, sort_order)
  SELECT uuidv7(), '${NOTE}', f.id, t.id, action, place FROM (VALUES
    ('draft', 'submitted', 'submit', 1), ('submitted', 'draft', 'return', 2), ('submitted', 'done', 'complete', 3),
    ('draft', 'done', 'complete', 4), ('done', 'undone', 'cancel', 5), ('draft', 'undone', 'cancel', 6),
    ('undone', 'done', 'complete', 7)) AS way(source, target, action, place)
  JOIN document_statuses f ON f.type_code = '${NOTE}' AND f.code = source
  JOIN document_statuses t ON t.type_code = '${NOTE}' AND t.code = target;
  INSERT INTO number_series (id, key, prefix, digits, type_code) VALUES (uuidv7(), '${NOTE}', 'N-', 4, '${NOTE}');
  CREATE TABLE test_postings (document_id uuid, generation integer, quantity integer, business_date text)`;

const WRITE = `INSERT INTO test_postings VALUES ($1::uuid, $2::integer, $3::integer, $4::text)`;

/** Moves no stock, but writes what it would have moved into a table of the test. */
export class FakeKind implements DocumentKind {
  readonly code = NOTE;
  readonly permissions = { read: 'inventory:read', write: 'inventory:write' } as const;
  reasons: FieldError[] = [];
  /** Thrown after the movements are written. */
  failure: Error | undefined;
  /** Awaited inside the transaction, after the movements are written. */
  pause: () => Promise<void> = () => Promise.resolve();
  readonly entries: string[] = [];

  check(_db: Queryable, _change: StatusChange): Promise<FieldError[]> {
    return Promise.resolve(this.reasons);
  }

  async post(tx: Tx, { document, generation, business_date }: DocumentPosting): Promise<void> {
    await query(tx, WRITE, [document.id, generation, 1, business_date]);
    await this.pause();
    if (this.failure !== undefined) throw this.failure;
  }

  async reverse(tx: Tx, { document, generation, business_date }: DocumentPosting): Promise<void> {
    await query(tx, WRITE, [document.id, generation, -1, business_date]);
    if (this.failure !== undefined) throw this.failure;
  }

  entered(_tx: Tx, { to }: StatusChange): Promise<void> {
    this.entries.push(to.code);
    return Promise.resolve();
  }
}

/** A caller as the guard makes one. */
export function callerOf(
  client: Client,
  role = 'admin',
  permissions: readonly Permission[] = PERMISSIONS,
): Caller {
  const actor = { id: client.user_id, username: role, role, permissions: new Set(permissions) };
  return { actor, request_id: newId(), ip: '127.0.0.1' };
}

/** Documents of a kind that only this test keeps. */
export class FakeDocuments {
  readonly kind = new FakeKind();
  readonly workflow: DocumentWorkflow;

  private constructor(private readonly t: TestApp) {
    this.workflow = t.app.get(DocumentWorkflow, { strict: false });
  }

  static async in(t: TestApp): Promise<FakeDocuments> {
    await t.dataSource.query(TYPE);
    const documents = new FakeDocuments(t);
    t.app.get(DocumentKinds, { strict: false }).register(documents.kind);
    return documents;
  }

  open(caller: Caller, fields: Partial<NewDocument> & { amount?: number } = {}): Promise<DocumentHeader> {
    const { amount, ...rest } = fields;
    return runInTransaction(this.t.dataSource, (tx) =>
      this.workflow.open(tx, caller, {
        type: NOTE,
        location_id: DEFAULT_LOCATION_ID,
        currency: 'EUR',
        time_zone: 'Europe/Berlin',
        total_amount: new Decimal(amount ?? 0),
        ...rest,
      }),
    );
  }

  move(caller: Caller, request: Omit<TransitionRequest, 'type'>): Promise<TransitionOutcome> {
    return runInTransaction(this.t.dataSource, (tx) =>
      this.workflow.transition(tx, caller, { type: NOTE, ...request }),
    );
  }

  header(id: string): Promise<DocumentHeader> {
    return this.workflow.header(this.t.dataSource, id, NOTE);
  }

  /** Generation and sign of everything that was posted. */
  async postings(id: string): Promise<string[]> {
    const rows = await this.t.dataSource.query<{ generation: number; quantity: number }[]>(
      `SELECT generation, quantity FROM test_postings WHERE document_id = $1 ORDER BY generation, quantity DESC`,
      [id],
    );
    return rows.map(({ generation, quantity }) => `${generation}${quantity > 0 ? '+' : '-'}`);
  }

  /** Clears what earlier tests told the kind to do. */
  calm(): void {
    this.kind.reasons = [];
    this.kind.failure = undefined;
    this.kind.pause = () => Promise.resolve();
    this.kind.entries.length = 0;
  }
}
