import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import type { Tx } from '../../common/database/tx.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { DocumentWorkflow } from '../../documents/index.js';
import { RECEIPT } from '../shared/document-types.js';
import type { DeliveryReceiptResponse } from './dto/delivery-receipt.response.js';
import type { ReceiveOrderDto, SaveDeliveryReceiptDto } from './dto/save-delivery-receipt.dto.js';
import { receiptLineInput, receivedLineInput } from './receipt-input.js';
import { ReceiptOpening, type NewReceipt } from './receipt-opening.js';
import { readReceipt, readReceiptLines } from './receipt-rows.js';
import { ReceiptStore } from './receipt-store.js';

type Outcome = Promise<WriteOutcome<DeliveryReceiptResponse>>;

/** Makes deliveries, moves them on and deletes drafts. */
@Injectable()
export class ReceiptWrites {
  constructor(
    private readonly writes: Writes,
    private readonly workflow: DocumentWorkflow,
    private readonly opening: ReceiptOpening,
    private readonly store: ReceiptStore,
    private readonly audit: AuditTrail,
  ) {}

  create(write: WriteRequest, dto: SaveDeliveryReceiptDto): Outcome {
    const { order_ids = [], lines, complete = false, ...facts } = dto;
    const made = lines?.map((line) => ({ ...receiptLineInput(line), id: undefined }));
    return this.writes.execute(write, async (tx) => {
      const id = await this.make(tx, write, { ...facts, order_ids, lines: made }, complete);
      return this.store.response(tx, id, write.actor);
    });
  }

  /** Of one order, in whole or in part; the goods are in stock then, unless it is left a draft. */
  receive(write: WriteRequest, order_id: string, dto: ReceiveOrderDto): Outcome {
    const { lines, complete = true, ...facts } = dto;
    return this.writes.execute(write, async (tx) => {
      const asked = { ...facts, order_ids: [order_id], lines: lines?.map(receivedLineInput) };
      const id = await this.make(tx, write, asked, complete);
      return this.store.response(tx, id, write.actor);
    });
  }

  /** By the name or code of the status it is to have. */
  changeStatus(
    write: WriteRequest,
    id: string,
    { status, ...rest }: { status: string; comment?: string | null; version?: number },
  ): Outcome {
    return this.take(write, id, { to_status: status, ...rest });
  }

  take(
    write: WriteRequest,
    id: string,
    step: { action?: string; to_status?: string; comment?: string | null; version?: number },
  ): Outcome {
    return this.writes.execute(write, async (tx) => {
      const { version: expected_version, comment, ...wanted } = step;
      await this.workflow.transition(tx, write, {
        id,
        type: RECEIPT,
        ...wanted,
        comment: comment ?? undefined,
        expected_version,
      });
      return this.store.response(tx, id, write.actor);
    });
  }

  remove(write: WriteRequest, id: string, version?: number): Promise<WriteOutcome<null>> {
    return this.writes.execute(write, async (tx) => {
      const document = await this.workflow.lock(tx, id, RECEIPT, version);
      const before = { ...(await readReceipt(tx, id)), lines: await readReceiptLines(tx, id) };
      await this.audit.record(tx, write, {
        action: 'delivery_receipt.deleted',
        subject_type: RECEIPT,
        subject_id: id,
        before,
      });
      await this.workflow.remove(tx, write, document);
      return null;
    });
  }

  private async make(tx: Tx, caller: Caller, asked: NewReceipt, complete: boolean): Promise<string> {
    const { id } = await this.opening.open(tx, caller, asked);
    if (complete) await this.workflow.transition(tx, caller, { id, type: RECEIPT, action: 'complete' });
    return id;
  }
}
