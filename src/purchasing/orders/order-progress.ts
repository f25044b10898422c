import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/auth/caller.js';
import type { Tx } from '../../common/database/tx.js';
import { Decimal, ZERO } from '../../common/money/decimal.js';
import {
  DocumentWorkflow,
  type DocumentHeader,
  type StatusMeaning,
  type TransitionRequest,
} from '../../documents/index.js';
import { acceptedQuantity, deliverableQuantity, orderDelivery } from '../domain/delivery-progress.js';
import { DocumentStateForbids, OverDelivery, type OverDeliveredLine } from '../purchasing.errors.js';
import { ORDER } from '../shared/document-types.js';
import { readOrder, readOrderLines, saveOrder, saveProgress } from './order-rows.js';
import type { PurchaseOrderLine } from './purchase-order-line.entity.js';

/** What a delivery adds to a line of an order, or takes back from it (below zero). */
export interface LineDelivered {
  order_id: string;
  order_line_id: string;
  received: Decimal;
  rejected: Decimal;
}

const RECEIVABLE: readonly StatusMeaning[] = [
  'draft',
  'approved',
  'sent',
  'confirmed',
  'in_progress',
  'partial',
];
/** Nothing is waited for any more, so nothing follows from what is taken back. */
const ENDED: readonly StatusMeaning[] = ['closed', 'cancelled'];

/** Whether goods may be received under an order in such a status. */
export function isReceivableMeaning(meaning: StatusMeaning): boolean {
  return RECEIVABLE.includes(meaning);
}

/** Keeps what came of orders: the sum of their deliveries that stand. */
@Injectable()
export class OrderProgress {
  constructor(private readonly workflow: DocumentWorkflow) {}

  /**
   * Books deliveries on their orders and moves those on: partially delivered, delivered. Throws OverDelivery naming
   * every line of which more would be accepted than was agreed, and ORDER_NOT_RECEIVABLE. Locks the orders by id.
   */
  async add(tx: Tx, caller: Caller, delivered: readonly LineDelivered[]): Promise<void> {
    await this.change(tx, caller, delivered, (order, lines) => {
      if (!isReceivableMeaning(order.status.meaning)) {
        const message = `The order ${order.number ?? order.id} is ${order.status.name}: nothing is received under it.`;
        throw new DocumentStateForbids('ORDER_NOT_RECEIVABLE', message, { order_id: order.id });
      }
      return lines;
    });
  }

  /** Takes deliveries back from their orders, which open again. Locks the orders by id. */
  async takeBack(tx: Tx, caller: Caller, delivered: readonly LineDelivered[]): Promise<void> {
    const negative = delivered.map((each) => ({
      ...each,
      received: each.received.neg(),
      rejected: each.rejected.neg(),
    }));
    await this.change(tx, caller, negative, (_order, lines) => lines);
  }

  private async change(
    tx: Tx,
    caller: Caller,
    delivered: readonly LineDelivered[],
    check: (order: DocumentHeader, lines: PurchaseOrderLine[]) => PurchaseOrderLine[],
  ): Promise<void> {
    const ids = [...new Set(delivered.map(({ order_id }) => order_id))].sort();
    if (ids.length === 0) return;
    const orders: DocumentHeader[] = [];
    for (const id of ids) orders.push(await this.workflow.lock(tx, id, ORDER));
    const lines = await readOrderLines(tx, ids);
    const byOrder = new Map(orders.map((order) => [order.id, order]));
    for (const order of orders) check(order, lines);
    const changed = applied(lines, delivered);
    await saveProgress(tx, changed);
    const all = lines.map((line) => changed.find(({ id }) => id === line.id) ?? line);
    for (const id of ids) {
      const own = all.filter(({ document_id }) => document_id === id);
      await this.moveOn(tx, caller, byOrder.get(id)!, own);
    }
  }

  private async moveOn(
    tx: Tx,
    caller: Caller,
    document: DocumentHeader,
    lines: readonly PurchaseOrderLine[],
  ): Promise<void> {
    const { id, status } = document;
    if (ENDED.includes(status.meaning)) return;
    const delivery = orderDelivery(lines);
    const isDelivering = status.meaning === 'partial' || status.meaning === 'completed';
    if (delivery === 'pending' && !isDelivering) return;
    const order = (await readOrder(tx, id))!;
    if (!isDelivering) await saveOrder(tx, { ...order, status_before_delivery: status.code });
    const to: Pick<TransitionRequest, 'to_status' | 'to_meaning'> =
      delivery === 'pending'
        ? { to_status: order.status_before_delivery! }
        : { to_meaning: delivery === 'partial' ? 'partial' : 'completed' };
    await this.workflow.transition(tx, caller, { id, type: ORDER, ...to, is_automatic: true });
  }
}

function applied(
  lines: readonly PurchaseOrderLine[],
  delivered: readonly LineDelivered[],
): PurchaseOrderLine[] {
  const over: OverDeliveredLine[] = [];
  const changed = lines.flatMap((line) => {
    const own = delivered.filter(({ order_line_id }) => order_line_id === line.id);
    if (own.length === 0) return [];
    const add = (total: Decimal, each: Decimal): Decimal => total.plus(each);
    const received_quantity = own.map(({ received }) => received).reduce(add, line.received_quantity);
    const rejected_quantity = own.map(({ rejected }) => rejected).reduce(add, line.rejected_quantity);
    const after = { ...line, received_quantity, rejected_quantity };
    const now = acceptedQuantity(after).minus(acceptedQuantity(line));
    if (now.gt(ZERO) && acceptedQuantity(after).gt(deliverableQuantity(line))) {
      over.push({
        order_line_id: line.id,
        sku: line.sku,
        name: line.name,
        ordered: line.quantity.toNumber(),
        accepted_before: acceptedQuantity(line).toNumber(),
        accepted_now: now.toNumber(),
        allowed: deliverableQuantity(line).toNumber(),
      });
    }
    return [after];
  });
  if (over.length > 0) throw new OverDelivery(over);
  return changed;
}
