import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/auth/actor.js';
import { newId } from '../../common/database/new-id.js';
import type { Queryable } from '../../common/database/statement.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { DocumentWorkflow } from '../../documents/index.js';
import { SupplierQueries } from '../../partners/index.js';
import { DocumentDesk, type DocumentStep } from '../shared/document-desk.js';
import { RETURN } from '../shared/document-types.js';
import { refuseForeignLines } from '../shared/refuse-foreign-lines.js';
import type { SaveSupplierReturnDto, UpdateSupplierReturnDto } from './dto/save-supplier-return.dto.js';
import { SupplierReturnResponse } from './dto/supplier-return.response.js';
import { ReturnDrafting } from './return-draft.js';
import { returnLineDto } from './return-line-dto.js';
import { insertReturn, readReturn, readReturnLines, replaceReturnLines, saveReturn } from './return-rows.js';

type Outcome = Promise<WriteOutcome<SupplierReturnResponse>>;

/** Reads one return. */
@Injectable()
export class ReturnStore {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly workflow: DocumentWorkflow,
    private readonly suppliers: SupplierQueries,
  ) {}

  /** Throws NotFound. */
  async response(db: Queryable, id: string, actor: Actor): Promise<SupplierReturnResponse> {
    const document = await this.workflow.header(db, id, RETURN);
    const head = (await readReturn(db, id))!;
    const lines = await readReturnLines(db, id);
    const supplier = await this.suppliers.supplierForPurchase(db, document.partner_id!);
    return SupplierReturnResponse.from({ document, head, lines, supplier_name: supplier!.name }, actor);
  }

  /** Outside a transaction. */
  get(id: string, actor: Actor): Promise<SupplierReturnResponse> {
    return this.response(this.dataSource, id, actor);
  }
}

/** Makes returns to suppliers, changes drafts and moves them on. */
@Injectable()
export class ReturnWrites {
  constructor(
    private readonly writes: Writes,
    private readonly workflow: DocumentWorkflow,
    private readonly drafting: ReturnDrafting,
    private readonly store: ReturnStore,
    private readonly desk: DocumentDesk,
  ) {}

  create(write: WriteRequest, dto: SaveSupplierReturnDto): Outcome {
    const { complete = false, notes, ...asked } = dto;
    const lines = dto.lines.map((line) => ({ ...line, id: undefined }));
    return this.writes.execute(write, async (tx) => {
      const input = { ...asked, lines, id: dto.id?.toLowerCase() ?? newId() };
      const { id } = input;
      const drafted = await this.drafting.draft(tx, input);
      const { location_id, currency, time_zone } = drafted.place;
      const document = await this.workflow.open(tx, write, {
        id,
        type: RETURN,
        location_id,
        partner_id: drafted.supplier.id,
        currency,
        time_zone,
        total_amount: drafted.head.total,
        notes: notes ?? undefined,
        source_document_id: drafted.head.receipt_id ?? undefined,
      });
      await insertReturn(tx, drafted.head, drafted.lines);
      const after = { ...drafted.head, number: document.number };
      await this.desk.note(tx, write, 'created', { id, type: RETURN, after });
      if (complete) await this.workflow.transition(tx, write, { id, type: RETURN, action: 'complete' });
      return this.store.response(tx, id, write.actor);
    });
  }

  update(write: WriteRequest, id: string, dto: UpdateSupplierReturnDto, version?: number): Outcome {
    return this.writes.execute(write, async (tx) => {
      const document = await this.workflow.lock(tx, id, RETURN, version);
      this.workflow.assertEditable(document, write);
      const before = (await readReturn(tx, id))!;
      const stored = await readReturnLines(tx, id);
      const sent = dto.lines;
      if (sent !== undefined) refuseForeignLines(sent, stored, { path: 'lines' });
      const { head, lines } = await this.drafting.draft(
        tx,
        {
          id,
          receipt_id: before.receipt_id,
          supplier_id: document.partner_id,
          location_id: document.location_id,
          reason: dto.reason === undefined ? before.reason : dto.reason,
          lines: sent ?? stored.map(returnLineDto),
        },
        stored,
      );
      const { notes } = dto;
      const changes = { total_amount: head.total, ...(notes === undefined ? {} : { notes }) };
      await this.workflow.change(tx, write, document, changes);
      await saveReturn(tx, head);
      await replaceReturnLines(tx, id, lines);
      await this.desk.note(tx, write, 'updated', { id, type: RETURN, before, after: head });
      return this.store.response(tx, id, write.actor);
    });
  }

  take(write: WriteRequest, id: string, step: DocumentStep): Outcome {
    return this.desk.take(write, { id, type: RETURN }, step, (tx) =>
      this.store.response(tx, id, write.actor),
    );
  }

  remove(write: WriteRequest, id: string, version?: number): Promise<WriteOutcome<null>> {
    return this.desk.remove(write, { id, type: RETURN, version }, async (tx) => ({
      ...(await readReturn(tx, id)),
      lines: await readReturnLines(tx, id),
    }));
  }
}
