import { query, queryOne, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { AsRow } from '../shared/columns.js';
import {
  GOODS_COLUMNS,
  PRICED_COLUMNS,
  PRICED_DECIMALS,
  TOTALS_COLUMNS,
  TOTALS_DECIMALS,
  withDecimals,
} from '../shared/decimals.js';
import { insertDocument, patchLines, replaceLines, saveHead, selectColumns } from '../shared/rows.sql.js';
import type { PurchaseOrderLine } from './purchase-order-line.entity.js';
import type { PurchaseOrder } from './purchase-order.entity.js';

const HEAD_COLUMNS = [
  'id',
  'expected_delivery_date',
  'is_urgent',
  'supplier_reference',
  'sent_at',
  'sent_by',
  'confirmed_at',
  'status_before_delivery',
  ...TOTALS_COLUMNS,
] as const;

const LINE_COLUMNS = [
  ...GOODS_COLUMNS,
  'quantity',
  'received_quantity',
  'rejected_quantity',
  'over_delivery_percent',
  'supplier_code',
  'request_line_id',
  ...PRICED_COLUMNS,
] as const;

const LINE_DECIMALS = [
  'quantity',
  'received_quantity',
  'rejected_quantity',
  'over_delivery_percent',
  ...PRICED_DECIMALS,
] as const;

export const ORDER_COLUMNS = selectColumns('o', HEAD_COLUMNS, ['expected_delivery_date']);

const HEAD = `SELECT ${ORDER_COLUMNS} FROM purchase_orders o WHERE o.id = $1::uuid`;
const LINES = `
  SELECT ${selectColumns('l', LINE_COLUMNS)} FROM purchase_order_lines l
  WHERE l.document_id = ANY($1::uuid[]) ORDER BY l.document_id, l.line_number`;

const INSERT = insertDocument('purchase_orders', 'purchase_order_lines');
const SAVE = saveHead('purchase_orders', HEAD_COLUMNS);
const REPLACE = replaceLines('purchase_order_lines', LINE_COLUMNS);
const PROGRESS = patchLines('purchase_order_lines', ['received_quantity', 'rejected_quantity']);

export function asOrder(row: AsRow<PurchaseOrder>): PurchaseOrder {
  return withDecimals<PurchaseOrder>(row, TOTALS_DECIMALS);
}

/** Undefined when there is none. */
export async function readOrder(db: Queryable, id: string): Promise<PurchaseOrder | undefined> {
  const [row] = await query<AsRow<PurchaseOrder> | undefined>(db, HEAD, [id]);
  return row && asOrder(row);
}

/** The lines of several orders, each order's in their order. */
export async function readOrderLines(db: Queryable, ids: readonly string[]): Promise<PurchaseOrderLine[]> {
  const rows = await query<AsRow<PurchaseOrderLine>>(db, LINES, [ids]);
  return rows.map((row) => withDecimals<PurchaseOrderLine>(row, LINE_DECIMALS));
}

export async function insertOrder(
  tx: Tx,
  order: PurchaseOrder,
  lines: readonly PurchaseOrderLine[],
): Promise<void> {
  await queryOne(tx, INSERT, [JSON.stringify(order), JSON.stringify(lines)]);
}

export async function saveOrder(tx: Tx, order: PurchaseOrder): Promise<void> {
  await query(tx, SAVE, [JSON.stringify(order)]);
}

export async function replaceOrderLines(
  tx: Tx,
  id: string,
  lines: readonly PurchaseOrderLine[],
): Promise<void> {
  await query(tx, REPLACE, [id, JSON.stringify(lines)]);
}

/** Writes how much of lines came and was rejected. */
export async function saveProgress(
  tx: Tx,
  lines: readonly Pick<PurchaseOrderLine, 'id' | 'received_quantity' | 'rejected_quantity'>[],
): Promise<void> {
  if (lines.length > 0) await query(tx, PROGRESS, [JSON.stringify(lines)]);
}
