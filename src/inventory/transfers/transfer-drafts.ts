import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { can } from '../../common/auth/actor.js';
import type { Caller } from '../../common/auth/caller.js';
import type { Tx } from '../../common/database/tx.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { DocumentWorkflow, type DocumentHeader } from '../../documents/index.js';
import { LocationDirectory, type StockPlace } from '../../locations/index.js';
import { lineRow } from '../domain/line-rows.js';
import { StockLineResolver } from '../lines/stock-line-resolver.js';
import type { CreateTransferDto, TransferLineDto, UpdateTransferDto } from './dto/save-transfer.dto.js';
import type { TransferResponse } from './dto/transfer.response.js';
import { StockTransferLine } from './stock-transfer-line.entity.js';
import { StockTransfer } from './stock-transfer.entity.js';
import { STOCK_TRANSFER, TransferReads } from './transfer-reads.js';

function assertApart(from: StockPlace, to: StockPlace): void {
  if (from.location_id === to.location_id)
    throw new InvalidField('to_location_id', 'SAME_LOCATION', 'Goods are there already.');
  if (from.currency !== to.currency) {
    const message = `Costs in ${from.currency} cannot become costs in ${to.currency}.`;
    throw new InvalidField('to_location_id', 'CURRENCIES_DIFFER', message);
  }
}

/** Writes transfers that have not left. */
@Injectable()
export class TransferDrafts {
  constructor(
    private readonly writes: Writes,
    private readonly workflow: DocumentWorkflow,
    private readonly locations: LocationDirectory,
    private readonly lines: StockLineResolver,
    private readonly reads: TransferReads,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws field errors on the two locations, and what StockLineResolver throws. */
  create(write: WriteRequest, dto: CreateTransferDto): Promise<WriteOutcome<TransferResponse>> {
    return this.writes.execute(write, async (tx) => {
      const from = await this.locations.location(tx, dto.location_id);
      const to = await this.locations.location(tx, dto.to_location_id, 'to_location_id');
      assertApart(from, to);
      const document = await this.workflow.open(tx, write, {
        type: STOCK_TRANSFER,
        location_id: from.location_id,
        currency: from.currency,
        time_zone: from.time_zone,
        external_reference: dto.external_reference ?? undefined,
        notes: dto.notes ?? undefined,
      });
      await tx.insert(StockTransfer, {
        id: document.id,
        to_location_id: to.location_id,
        expected_on: dto.expected_on ?? null,
      });
      await this.writeLines(tx, document.id, dto.lines);
      return this.written(tx, write, document, 'created');
    });
  }

  /** Throws what `create` throws, DocumentNotEditable and StaleVersion. */
  update(
    write: WriteRequest,
    target: { id: string; version?: number },
    dto: UpdateTransferDto,
  ): Promise<WriteOutcome<TransferResponse>> {
    return this.writes.execute(write, async (tx) => {
      const present = await this.workflow.lock(tx, target.id, STOCK_TRANSFER, target.version);
      const head = await this.reads.head(tx, target.id);
      const from = await this.locations.location(tx, dto.location_id ?? present.location_id!);
      const to = await this.locations.location(
        tx,
        dto.to_location_id ?? head.to_location_id,
        'to_location_id',
      );
      assertApart(from, to);
      const { location_id, currency } = from;
      const { external_reference, notes } = dto;
      const changes = { location_id, currency, time_zone: from.time_zone, external_reference, notes };
      const document = await this.workflow.change(tx, write, present, changes);
      const { expected_on } = dto;
      await tx.update(StockTransfer, target.id, {
        to_location_id: to.location_id,
        ...(expected_on === undefined ? {} : { expected_on }),
      });
      if (dto.lines !== undefined) await this.replaceLines(tx, target.id, dto.lines);
      return this.written(tx, write, document, 'updated');
    });
  }

  private async replaceLines(tx: Tx, id: string, lines: readonly TransferLineDto[]): Promise<void> {
    await tx.delete(StockTransferLine, { document_id: id });
    await this.writeLines(tx, id, lines);
  }

  private async writeLines(tx: Tx, id: string, lines: readonly TransferLineDto[]): Promise<void> {
    const resolved = await this.lines.resolve(tx, lines);
    const rows = resolved.map((line, index) => ({
      ...lineRow(id, line, index),
      note: line.input.note ?? null,
    }));
    await tx.insert(StockTransferLine, rows);
  }

  private async written(
    tx: Tx,
    caller: Caller,
    document: DocumentHeader,
    verb: 'created' | 'updated',
  ): Promise<TransferResponse> {
    const transfer = await this.reads.whole(tx, document, can(caller.actor, 'costs:read'));
    await this.audit.record(tx, caller, {
      action: `${STOCK_TRANSFER}.${verb}`,
      subject_type: STOCK_TRANSFER,
      subject_id: document.id,
      after: transfer,
    });
    return transfer;
  }
}
