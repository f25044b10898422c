import { query, type Queryable } from '../../common/database/statement.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import type { StatusMeaning } from '../../documents/index.js';
import { outstandingQuantity } from '../domain/delivery-progress.js';
import { isReceivableMeaning } from '../orders/order-progress.js';
import { readOrderLines } from '../orders/order-rows.js';
import type { PurchaseOrderLine } from '../orders/purchase-order-line.entity.js';
import { ORDER } from '../shared/document-types.js';
import type { ReceiptInput, ReceiptLineInput } from './receipt-input.js';

interface OrderRow {
  id: string;
  number: string | null;
  partner_id: string;
  location_id: string;
  status_name: string;
  status_meaning: StatusMeaning;
}

/** The orders of a delivery. */
export interface ReceiptOrders {
  supplier_id?: string;
  location_id?: string;
  /** By their id. */
  lines: Map<string, PurchaseOrderLine>;
  faults: FieldError[];
}

const ORDERS_OF_LINES = `SELECT DISTINCT document_id FROM purchase_order_lines WHERE id = ANY($1::uuid[])`;
const ORDERS = `
  SELECT d.id, d.number, d.partner_id, d.location_id, d.status_name, d.status_meaning FROM document_headers d
  WHERE d.id = ANY($1::uuid[]) AND d.type = '${ORDER}'`;

function orderFaults(
  ids: readonly string[],
  orders: readonly OrderRow[],
  known: ReadonlySet<string>,
): FieldError[] {
  const fault = (code: string, message: string): FieldError => ({ field: 'order_ids', code, message });
  const found = new Set(orders.map(({ id }) => id));
  const missing = ids.filter((id) => !found.has(id));
  const faults = missing.map((id) => fault('ORDER_NOT_FOUND', `There is no order ${id}.`));
  for (const { id, number, status_name, status_meaning } of orders) {
    if (known.has(id) || isReceivableMeaning(status_meaning)) continue;
    faults.push(fault('ORDER_NOT_RECEIVABLE', `The order ${number ?? id} is ${status_name}.`));
  }
  if (new Set(orders.map((order) => `${order.partner_id} ${order.location_id}`)).size > 1) {
    faults.push(fault('ORDERS_DIFFER', 'One delivery is of one supplier, for one location.'));
  }
  return faults;
}

/**
 * Reads the orders that a delivery names, by themselves or by their lines. At most three statements. `known` are orders
 * that the delivery has already: they may have come to an end meanwhile.
 */
export async function readReceiptOrders(
  db: Queryable,
  { order_ids, lines = [] }: Pick<ReceiptInput, 'order_ids' | 'lines'>,
  known: ReadonlySet<string> = new Set(),
): Promise<ReceiptOrders> {
  const lineIds = lines.flatMap(({ order_line_id }) => (order_line_id ? [order_line_id] : []));
  const ofLines =
    lineIds.length === 0 ? [] : await query<{ document_id: string }>(db, ORDERS_OF_LINES, [lineIds]);
  const ids = [
    ...new Set([
      ...order_ids.map((id) => id.toLowerCase()),
      ...ofLines.map(({ document_id }) => document_id),
    ]),
  ];
  if (ids.length === 0) return { lines: new Map(), faults: [] };
  const orders = await query<OrderRow>(db, ORDERS, [ids]);
  const orderLines = await readOrderLines(db, ids);
  return {
    supplier_id: orders[0]?.partner_id,
    location_id: orders[0]?.location_id,
    lines: new Map(orderLines.map((line) => [line.id, line])),
    faults: orderFaults(ids, orders, known),
  };
}

/** One line for each that is outstanding. */
export function outstandingLines(lines: Iterable<PurchaseOrderLine>): ReceiptLineInput[] {
  return [...lines].flatMap((line) => {
    const quantity = outstandingQuantity(line);
    return quantity.isZero() ? [] : [{ order_line_id: line.id, quantity }];
  });
}
