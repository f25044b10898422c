import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/auth/actor.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import type { Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { DocumentWorkflow } from '../../documents/index.js';
import { DocumentDesk, type DocumentStep } from '../shared/document-desk.js';
import { REQUEST } from '../shared/document-types.js';
import { refuseForeignLines } from '../shared/refuse-foreign-lines.js';
import { PurchaseRequestResponse } from './dto/purchase-request.response.js';
import type {
  PurchaseRequestLineDto,
  SavePurchaseRequestDto,
  UpdatePurchaseRequestDto,
} from './dto/save-purchase-request.dto.js';
import type { PurchaseRequestLine } from './purchase-request-line.entity.js';
import { RequestDrafting, type RequestInput } from './request-draft.js';
import {
  insertRequest,
  readConversions,
  readRequest,
  readRequestLines,
  saveRequest,
} from './request-rows.js';

type Outcome = Promise<WriteOutcome<PurchaseRequestResponse>>;

/** Reads one request. */
@Injectable()
export class RequestStore {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly workflow: DocumentWorkflow,
  ) {}

  /** Throws NotFound. */
  async response(db: Queryable, id: string, actor: Actor): Promise<PurchaseRequestResponse> {
    const document = await this.workflow.header(db, id, REQUEST);
    const request = (await readRequest(db, id))!;
    const lines = await readRequestLines(db, id);
    const conversions = await readConversions(db, id);
    return PurchaseRequestResponse.from({ document, request, lines, conversions }, actor);
  }

  /** Outside a transaction. */
  get(id: string, actor: Actor): Promise<PurchaseRequestResponse> {
    return this.response(this.dataSource, id, actor);
  }
}

/** Makes requests, changes drafts and moves them on. */
@Injectable()
export class RequestWrites {
  constructor(
    private readonly writes: Writes,
    private readonly workflow: DocumentWorkflow,
    private readonly drafting: RequestDrafting,
    private readonly store: RequestStore,
    private readonly desk: DocumentDesk,
  ) {}

  create(write: WriteRequest, dto: SavePurchaseRequestDto): Outcome {
    return this.writes.execute(write, async (tx) => {
      const id = dto.id?.toLowerCase() ?? newId();
      const { location_id, priority = 'normal', required_by_date = null, notes } = dto;
      const lines = dto.lines.map((line) => ({ ...line, id: undefined }));
      await this.open(tx, write, { id, location_id, priority, required_by_date, lines, notes });
      return this.store.response(tx, id, write.actor);
    });
  }

  /** Opens a request in its first status. Throws what `RequestDrafting.draft` throws. */
  async open(tx: Tx, caller: Caller, input: RequestInput & { notes?: string | null }): Promise<void> {
    const { place, request, lines, total } = await this.drafting.draft(tx, input);
    const document = await this.workflow.open(tx, caller, {
      id: input.id,
      type: REQUEST,
      location_id: place.location_id,
      currency: place.currency,
      time_zone: place.time_zone,
      total_amount: total,
      notes: input.notes ?? undefined,
    });
    await insertRequest(tx, request, lines);
    const after = { ...request, number: document.number };
    await this.desk.note(tx, caller, 'created', { id: input.id, type: REQUEST, after });
  }

  update(write: WriteRequest, id: string, dto: UpdatePurchaseRequestDto, version?: number): Outcome {
    return this.writes.execute(write, async (tx) => {
      const document = await this.workflow.lock(tx, id, REQUEST, version);
      this.workflow.assertEditable(document, write);
      const before = (await readRequest(tx, id))!;
      const stored = await readRequestLines(tx, id);
      if (dto.lines !== undefined) refuseForeignLines(dto.lines, stored, { path: 'lines' });
      const input = {
        id,
        location_id: dto.location_id ?? document.location_id,
        priority: dto.priority ?? before.priority,
        required_by_date: dto.required_by_date === undefined ? before.required_by_date : dto.required_by_date,
        lines: dto.lines ?? stored.map(requestLineDto),
      };
      const { place, request, lines, total } = await this.drafting.draft(tx, input, before);
      const { notes } = dto;
      await this.workflow.change(tx, write, document, {
        total_amount: total,
        location_id: place.location_id,
        currency: place.currency,
        ...(notes === undefined ? {} : { notes }),
      });
      await saveRequest(tx, request, lines);
      await this.desk.note(tx, write, 'updated', { id, type: REQUEST, before, after: request });
      return this.store.response(tx, id, write.actor);
    });
  }

  take(write: WriteRequest, id: string, step: DocumentStep): Outcome {
    return this.desk.take(write, { id, type: REQUEST }, step, (tx) =>
      this.store.response(tx, id, write.actor),
    );
  }

  remove(write: WriteRequest, id: string, version?: number): Promise<WriteOutcome<null>> {
    return this.desk.remove(write, { id, type: REQUEST, version }, async (tx) => ({
      ...(await readRequest(tx, id)),
      lines: await readRequestLines(tx, id),
    }));
  }
}

/** A line as it stands, in the terms of a request. */
function requestLineDto(line: PurchaseRequestLine): PurchaseRequestLineDto {
  return {
    id: line.id,
    product_id: line.product_id,
    unit: line.unit_code,
    quantity: line.quantity.toNumber(),
    estimated_price: line.estimated_price?.toNumber() ?? null,
    supplier_id: line.supplier_id,
    notes: line.notes,
  };
}
