import { Injectable } from '@nestjs/common';
import type { Actor } from '../common/auth/actor.js';
import { newId } from '../common/database/new-id.js';
import { query, type Queryable } from '../common/database/statement.js';
import type { Tx } from '../common/database/tx.js';
import { changedFields } from './domain/changed-fields.js';
import { snapshotOf, type Snapshot } from './domain/snapshot.js';

/** What happened to what. `action` is `subject.verb_in_the_past`, such as `product.updated`. */
export interface AuditEntry {
  action: string;
  subject_type: string;
  subject_id: string;
  before?: object | null;
  after?: object | null;
  /** The entry's own id, where a repeat must be recognised; a new one unless given. */
  id?: string;
}

/** A request and who sent it (any Caller fits; nobody for a failed login), or null for the system itself. */
export type AuditSource = {
  actor: Pick<Actor, 'id' | 'username' | 'api_key_id'> | null;
  request_id: string;
  ip: string;
} | null;

const APPEND = `
  INSERT INTO audit_log (actor_id, actor_username, api_key_id, request_id, ip,
                         id, action, subject_type, subject_id, before, after)
  SELECT $1::uuid, $2::text, $3::uuid, $4::text, $5::text, entry.*
  FROM unnest($6::uuid[], $7::text[], $8::text[], $9::text[], $10::jsonb[], $11::jsonb[]) AS entry`;

const ANNOUNCE = `SELECT set_config('opentill.redacted_subject', $1::text, true)`;

// The trigger lets this very change through, of the announced subject alone.
const REDACT = `
  UPDATE audit_log
  SET before = CASE WHEN before IS NOT NULL THEN jsonb '{"redacted": true}' END,
      after = CASE WHEN after IS NOT NULL THEN jsonb '{"redacted": true}' END
  WHERE subject_type = $1::text AND subject_id = $2::text`;

const HISTORY = `
  SELECT created_at, action, before, after FROM audit_log
  WHERE subject_type = $1::text AND subject_id = $2::text ORDER BY created_at, id`;

/** What the log holds about one thing, without who did it. */
export interface AuditHistoryEntry {
  created_at: Date;
  action: string;
  before: object | null;
  after: object | null;
}

function snapshots({ before, after }: AuditEntry): { before: Snapshot | null; after: Snapshot | null } {
  if (before && after) return changedFields(before, after);
  return { before: before ? snapshotOf(before) : null, after: after ? snapshotOf(after) : null };
}

function asText(snapshot: Snapshot | null): string | null {
  return snapshot === null ? null : JSON.stringify(snapshot);
}

/** Writes the append-only log of who did what. */
@Injectable()
export class AuditTrail {
  /**
   * Appends one entry inside the caller's transaction (one statement). With both `before` and `after`, only the
   * fields that differ are kept; secrets (names like password, hash, secret, token, pin) never are.
   */
  async record(tx: Tx, source: AuditSource, entry: AuditEntry): Promise<void> {
    await this.recordMany(tx, source, [entry]);
  }

  /** Like `record` for several entries; still one statement, none for an empty list. */
  async recordMany(tx: Tx, source: AuditSource, entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const kept = entries.map(snapshots);
    const actor = source?.actor ?? null;
    await query(tx, APPEND, [
      actor?.id ?? null,
      actor?.username ?? null,
      actor?.api_key_id ?? null,
      source?.request_id ?? null,
      source?.ip ?? null,
      entries.map((entry) => entry.id ?? newId()),
      entries.map((entry) => entry.action),
      entries.map((entry) => entry.subject_type),
      entries.map((entry) => entry.subject_id),
      kept.map(({ before }) => asText(before)),
      kept.map(({ after }) => asText(after)),
    ]);
  }

  /**
   * Blanks what the entries about one subject say of it (`before` and `after` become `{"redacted": true}`); that it
   * happened, when, and who did it stays. The only change that the log allows, and only so: the table's trigger
   * refuses every other UPDATE, and every DELETE. Entries recorded afterwards, in the same transaction too, are not
   * touched. Locks those entries.
   */
  async redact(tx: Tx, subject_type: string, subject_id: string): Promise<void> {
    await query(tx, ANNOUNCE, [`${subject_type}:${subject_id}`]);
    await query(tx, REDACT, [subject_type, subject_id]);
    await query(tx, ANNOUNCE, ['']);
  }

  /** Everything the log says about one subject, oldest first; without the names of those who did it. */
  history(db: Queryable, subject_type: string, subject_id: string): Promise<AuditHistoryEntry[]> {
    return query(db, HISTORY, [subject_type, subject_id]);
  }
}
