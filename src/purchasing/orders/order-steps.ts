import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/auth/caller.js';
import type { Tx } from '../../common/database/tx.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { DocumentWorkflow } from '../../documents/index.js';
import { ReceiveOrder } from '../receipts/receive-order.js';
import { DocumentDesk, type DocumentStep } from '../shared/document-desk.js';
import { ORDER } from '../shared/document-types.js';
import type { PurchaseOrderResponse } from './dto/purchase-order.response.js';
import { readOrder, saveOrder } from './order-rows.js';
import { OrderStore } from './order-store.js';

type Outcome = Promise<WriteOutcome<PurchaseOrderResponse>>;

/** Moves orders on. */
@Injectable()
export class OrderSteps {
  constructor(
    private readonly writes: Writes,
    private readonly workflow: DocumentWorkflow,
    private readonly receiving: ReceiveOrder,
    private readonly store: OrderStore,
    private readonly clock: Clock,
    private readonly desk: DocumentDesk,
  ) {}

  take(write: WriteRequest, id: string, step: DocumentStep): Outcome {
    return this.desk.take(write, { id, type: ORDER }, step, (tx) => this.store.response(tx, id, write.actor));
  }

  changeStatus(
    write: WriteRequest,
    id: string,
    wanted: { status: string; comment?: string | null; version?: number },
  ): Outcome {
    return this.writes.execute(write, async (tx) => {
      await this.moveTo(tx, write, { id, ...wanted });
      return this.store.response(tx, id, write.actor);
    });
  }

  confirm(
    write: WriteRequest,
    id: string,
    said: { supplier_reference?: string | null; expected_delivery_date?: string | null; version?: number },
  ): Outcome {
    return this.writes.execute(write, async (tx) => {
      const { supplier_reference, expected_delivery_date, version: expected_version } = said;
      const step = { id, type: ORDER, action: 'confirm', expected_version };
      const { document } = await this.workflow.transition(tx, write, step);
      this.assertAhead(expected_delivery_date, document.time_zone);
      const order = (await readOrder(tx, id))!;
      await saveOrder(tx, {
        ...order,
        supplier_reference: supplier_reference ?? order.supplier_reference,
        expected_delivery_date: expected_delivery_date ?? order.expected_delivery_date,
      });
      return this.store.response(tx, id, write.actor);
    });
  }

  private assertAhead(date: string | null | undefined, time_zone: string): void {
    if (date && date < businessDate(this.clock.now(), time_zone)) {
      throw new InvalidField('expected_delivery_date', 'DATE_IN_PAST', `${date} is over.`);
    }
  }

  /** By the name or code of a status. An order becomes delivered by receiving all that is outstanding. */
  async moveTo(
    tx: Tx,
    caller: Caller,
    wanted: { id: string; status: string; comment?: string | null; version?: number },
  ): Promise<void> {
    const { id, status, comment, version } = wanted;
    const document = await this.workflow.lock(tx, id, ORDER, version);
    const to = await this.workflow.statusOf(tx, ORDER, status);
    if (to.meaning === 'completed' && document.status.meaning !== 'completed') {
      await this.receiving.outstanding(tx, caller, document, comment ?? null);
      return;
    }
    const step = { id, type: ORDER, to_status: status, comment: comment ?? undefined };
    await this.workflow.transition(tx, caller, step);
  }
}
