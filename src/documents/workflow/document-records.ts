import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { can } from '../../common/auth/actor.js';
import { PermissionDenied } from '../../common/auth/auth.errors.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { violates } from '../../common/database/sql-state.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { Decimal } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import {
  DocumentIdTaken,
  DocumentNotDeletable,
  DocumentNotEditable,
  DocumentNumberTaken,
  DocumentTypeInactive,
} from '../documents.errors.js';
import { endApprovals } from './approval-records.js';
import type { DocumentHeader } from './document-header.js';
import { DocumentKinds } from './document-kinds.js';
import { appendLog } from './document-log.js';
import { DocumentNumbering } from './document-numbering.js';
import { headerOf, readDocument } from './document-rows.js';
import { readConfiguration } from './read-configuration.js';

/** A new document; the rest of it is the owning context's. */
export interface NewDocument {
  /** A client's own id. */
  id?: string;
  type: string;
  location_id: string | null;
  partner_id?: string | null;
  currency: string;
  time_zone: string;
  /** The day it is of, when that is not today: its movements happen on that day. */
  business_date?: string;
  total_amount?: Decimal;
  external_reference?: string | null;
  notes?: string | null;
  source_document_id?: string | null;
  /** False: numbered when it moves on, not now. */
  draw_number?: boolean;
}

/** What may change of a document's head while its status allows editing. */
export interface DocumentChanges {
  location_id?: string | null;
  partner_id?: string | null;
  currency?: string;
  business_date?: string;
  total_amount?: Decimal;
  external_reference?: string | null;
  notes?: string | null;
}

const OPEN = `
  INSERT INTO documents (id, type, number, number_series_id, number_sequence, number_year, status_id, status_since,
    location_id, partner_id, currency, total_amount, external_reference, notes, source_document_id, time_zone,
    business_date, is_dated, occurred_at, created_by, created_at, updated_at)
  VALUES ($1::uuid, $2::text, $3::text, $4::uuid, $5::bigint, $6::smallint, $7::uuid, $8::timestamptz, $9::uuid, $10::uuid,
    $11::text, $12::numeric, $13::text, $14::text, $15::uuid, $16::text, $17::date, $18::boolean,
    CASE WHEN $18::boolean THEN ($17::date + time '12:00') AT TIME ZONE $16::text ELSE $8::timestamptz END,
    $19::uuid, $8::timestamptz, $8::timestamptz)`;

const CHANGE = `
  UPDATE documents SET location_id = $2::uuid, partner_id = $3::uuid, currency = $4::text, total_amount = $5::numeric,
    external_reference = $6::text, notes = $7::text, business_date = $8::date, is_dated = is_dated OR $9::boolean,
    occurred_at = CASE WHEN $9::boolean THEN ($8::date + time '12:00') AT TIME ZONE time_zone ELSE occurred_at END,
    version = version + 1, updated_at = $10::timestamptz
  WHERE id = $1::uuid`;

const TOUCH = `UPDATE documents SET version = version + 1, updated_at = $2::timestamptz WHERE id = $1::uuid`;

const REMOVE = `DELETE FROM documents WHERE id = $1::uuid`;

/** The part that all documents share: made, changed and, where that is allowed, removed. */
@Injectable()
export class DocumentRecords {
  constructor(
    private readonly kinds: DocumentKinds,
    private readonly numbering: DocumentNumbering,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async open(tx: Tx, caller: Caller, fields: NewDocument): Promise<DocumentHeader> {
    this.kinds.of(fields.type);
    const configuration = await readConfiguration(tx, fields.type);
    if (!configuration.is_active) throw new DocumentTypeInactive(fields.type);
    const status = configuration.statuses.find(({ is_initial }) => is_initial)!;
    const id = fields.id ?? newId();
    const created_by = caller.actor.id;
    const isNumbered = status.issues_number && fields.draw_number !== false;
    const drawn = isNumbered ? await this.numbering.draw(tx, { ...fields, created_by }) : undefined;
    const now = this.clock.now();
    const today = businessDate(now, fields.time_zone);
    const day = fields.business_date ?? today;
    await query(tx, OPEN, [
      id,
      fields.type,
      drawn?.number ?? null,
      drawn?.number_series_id ?? null,
      drawn?.number_sequence ?? null,
      drawn?.number_year ?? null,
      status.id,
      now,
      fields.location_id,
      fields.partner_id ?? null,
      fields.currency,
      fields.total_amount?.toFixed() ?? '0',
      fields.external_reference ?? null,
      fields.notes ?? null,
      fields.source_document_id ?? null,
      fields.time_zone,
      day,
      day !== today,
      created_by,
    ]).catch((error: unknown) => {
      if (violates(error, 'uq_documents_number')) throw new DocumentNumberTaken(drawn!.number);
      throw violates(error, 'pk_documents') ? new DocumentIdTaken(id) : error;
    });
    await this.note(tx, caller, { id, type: fields.type, action: 'open', from: null, to: status, at: now });
    const after = { number: drawn?.number ?? null, status: status.code };
    const subject = { subject_type: fields.type, subject_id: id };
    await this.audit.record(tx, caller, { action: 'document.created', ...subject, after });
    const row = await readDocument(tx, id, fields.type);
    return headerOf(row, row.status);
  }

  /** Throws PermissionDenied and DocumentNotEditable. */
  assertEditable({ type, status }: DocumentHeader, caller: Caller): void {
    const { write } = this.kinds.of(type).permissions;
    if (!can(caller.actor, write)) throw new PermissionDenied(write);
    if (!status.allows_editing) throw new DocumentNotEditable(status);
  }

  async touch(tx: Tx, caller: Caller, { id, type }: DocumentHeader): Promise<DocumentHeader> {
    const { write } = this.kinds.of(type).permissions;
    if (!can(caller.actor, write)) throw new PermissionDenied(write);
    await query(tx, TOUCH, [id, this.clock.now()]);
    const row = await readDocument(tx, id, type);
    return headerOf(row, row.status);
  }

  /** What was approved was another document: approvals that stood are void. */
  async change(
    tx: Tx,
    caller: Caller,
    before: DocumentHeader,
    changes: DocumentChanges,
  ): Promise<DocumentHeader> {
    this.assertEditable(before, caller);
    return this.write(tx, caller, { before, changes, action: 'edit' });
  }

  async write(
    tx: Tx,
    caller: Caller,
    { before, changes, action }: { before: DocumentHeader; changes: DocumentChanges; action: string | null },
  ): Promise<DocumentHeader> {
    const next = { ...before, ...sent(changes) };
    const now = this.clock.now();
    await query(tx, CHANGE, [
      before.id,
      next.location_id,
      next.partner_id,
      next.currency,
      next.total_amount.toFixed(),
      next.external_reference,
      next.notes,
      next.business_date,
      next.business_date !== before.business_date,
      now,
    ]);
    await endApprovals(tx, before.id, now, null);
    const row = await readDocument(tx, before.id, before.type);
    const after = headerOf(row, row.status);
    if (action !== null) {
      const { id, type } = before;
      await this.note(tx, caller, { id, type, action, from: row.status, to: row.status, at: now });
    }
    const subject = { subject_type: before.type, subject_id: before.id };
    await this.audit.record(tx, caller, { action: 'document.updated', ...subject, before, after });
    return after;
  }

  /** A fiscal number that was issued stays issued, and what was posted stays posted. */
  async remove(tx: Tx, caller: Caller, document: DocumentHeader): Promise<void> {
    const { id, type, status } = document;
    const { write } = this.kinds.of(type).permissions;
    if (!can(caller.actor, write)) throw new PermissionDenied(write);
    const { is_fiscal } = await readConfiguration(tx, type);
    if (!status.allows_deletion || status.is_final) {
      throw new DocumentNotDeletable(`A document that is ${status.name} cannot be deleted.`);
    }
    if (document.posting_generation > 0)
      throw new DocumentNotDeletable('The document has moved stock: cancel it.');
    if (is_fiscal && document.number !== null) {
      throw new DocumentNotDeletable(`The number ${document.number} was issued: cancel the document.`);
    }
    const row = await readDocument(tx, id, type);
    const at = this.clock.now();
    await this.note(tx, caller, { id, type, action: 'delete', from: row.status, to: row.status, at });
    await query(tx, REMOVE, [id]);
    const subject = { subject_type: type, subject_id: id };
    await this.audit.record(tx, caller, { action: 'document.deleted', ...subject, before: document });
  }

  private note(
    tx: Tx,
    caller: Caller,
    { id, ...entry }: Omit<Parameters<typeof appendLog>[2], 'document_id'> & { id: string },
  ): Promise<void> {
    return appendLog(tx, caller, { document_id: id, ...entry });
  }
}

const CHANGEABLE = new Set<string>([
  'location_id',
  'partner_id',
  'currency',
  'business_date',
  'total_amount',
  'external_reference',
  'notes',
] satisfies (keyof DocumentChanges)[]);

/** A caller's object may hold more than belongs here; only what was sent of a document's head is taken. */
function sent(changes: DocumentChanges): Partial<DocumentHeader> {
  const entries = Object.entries(changes).filter(
    ([key, value]) => value !== undefined && CHANGEABLE.has(key),
  );
  return Object.fromEntries(entries);
}
