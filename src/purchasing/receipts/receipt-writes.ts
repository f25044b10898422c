import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/auth/caller.js';
import type { Tx } from '../../common/database/tx.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { DocumentWorkflow } from '../../documents/index.js';
import { DocumentDesk, type DocumentStep } from '../shared/document-desk.js';
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
    private readonly desk: DocumentDesk,
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

  take(write: WriteRequest, id: string, step: DocumentStep): Outcome {
    return this.desk.take(write, { id, type: RECEIPT }, step, (tx) =>
      this.store.response(tx, id, write.actor),
    );
  }

  remove(write: WriteRequest, id: string, version?: number): Promise<WriteOutcome<null>> {
    return this.desk.remove(write, { id, type: RECEIPT, version }, async (tx) => ({
      ...(await readReceipt(tx, id)),
      lines: await readReceiptLines(tx, id),
    }));
  }

  private async make(tx: Tx, caller: Caller, asked: NewReceipt, complete: boolean): Promise<string> {
    const { id } = await this.opening.open(tx, caller, asked);
    if (complete) await this.workflow.transition(tx, caller, { id, type: RECEIPT, action: 'complete' });
    return id;
  }
}
