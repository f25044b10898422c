import { Injectable } from '@nestjs/common';
import type { Actor } from '../common/auth/actor.js';
import { newId } from '../common/database/new-id.js';
import { query } from '../common/database/statement.js';
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
}
