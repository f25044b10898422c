import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/auth/caller.js';
import type { Tx } from '../../common/database/tx.js';
import { DocumentWorkflow, type DocumentHeader } from '../../documents/index.js';
import { RECEIPT } from '../shared/document-types.js';
import { ReceiptOpening } from './receipt-opening.js';

/** Receives all that an order still owes. */
@Injectable()
export class ReceiveOrder {
  constructor(
    private readonly opening: ReceiptOpening,
    private readonly workflow: DocumentWorkflow,
  ) {}

  /** Makes a delivery of what is outstanding and completes it; the order follows. The order's row is locked already. */
  async outstanding(tx: Tx, caller: Caller, order: DocumentHeader, comment: string | null): Promise<void> {
    const { id } = await this.opening.open(tx, caller, { order_ids: [order.id], notes: comment });
    await this.workflow.transition(tx, caller, { id, type: RECEIPT, action: 'complete' });
  }
}
