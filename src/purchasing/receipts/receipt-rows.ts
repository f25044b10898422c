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
import type { DeliveryReceiptLine } from './delivery-receipt-line.entity.js';
import type { DeliveryReceipt } from './delivery-receipt.entity.js';

const HEAD_COLUMNS = [
  'id',
  'delivery_date',
  'supplier_reference',
  'driver_name',
  'vehicle_number',
  'quality_status',
  'received_by',
  'received_at',
  'landed_total',
  ...TOTALS_COLUMNS,
] as const;

const LINE_COLUMNS = [
  ...GOODS_COLUMNS,
  'order_id',
  'order_line_id',
  'ordered_quantity',
  'received_quantity',
  'accepted_quantity',
  'rejected_quantity',
  'quality_decision',
  'quality_issue_type',
  'quality_notes',
  'quality_checked_by',
  'quality_checked_at',
  'unit_weight_kg',
  'landed_amount',
  'batch_number',
  'expiry_date',
  'serial_numbers',
  ...PRICED_COLUMNS,
] as const;

const LINE_DECIMALS = [
  'ordered_quantity',
  'received_quantity',
  'accepted_quantity',
  'rejected_quantity',
  'unit_weight_kg',
  'landed_amount',
  ...PRICED_DECIMALS,
] as const;

export const RECEIPT_COLUMNS = selectColumns('r', HEAD_COLUMNS, ['delivery_date']);

const HEAD = `SELECT ${RECEIPT_COLUMNS} FROM delivery_receipts r WHERE r.id = $1::uuid`;
const LINES = `
  SELECT ${selectColumns('l', LINE_COLUMNS, ['expiry_date'])} FROM delivery_receipt_lines l
  WHERE l.document_id = $1::uuid ORDER BY l.line_number`;

const INSERT = insertDocument('delivery_receipts', 'delivery_receipt_lines');
const SAVE = saveHead('delivery_receipts', HEAD_COLUMNS);
const REPLACE = replaceLines('delivery_receipt_lines', LINE_COLUMNS);
const PATCH = patchLines(
  'delivery_receipt_lines',
  LINE_COLUMNS.filter((column) => column !== 'id' && column !== 'document_id'),
);

export function asReceipt(row: AsRow<DeliveryReceipt>): DeliveryReceipt {
  return withDecimals<DeliveryReceipt>(row, [...TOTALS_DECIMALS, 'landed_total']);
}

/** Undefined when there is none. */
export async function readReceipt(db: Queryable, id: string): Promise<DeliveryReceipt | undefined> {
  const [row] = await query<AsRow<DeliveryReceipt> | undefined>(db, HEAD, [id]);
  return row && asReceipt(row);
}

export async function readReceiptLines(db: Queryable, id: string): Promise<DeliveryReceiptLine[]> {
  const rows = await query<AsRow<DeliveryReceiptLine>>(db, LINES, [id]);
  return rows.map((row) => withDecimals<DeliveryReceiptLine>(row, LINE_DECIMALS));
}

export async function insertReceipt(
  tx: Tx,
  receipt: DeliveryReceipt,
  lines: readonly DeliveryReceiptLine[],
): Promise<void> {
  await queryOne(tx, INSERT, [JSON.stringify(receipt), JSON.stringify(lines)]);
}

export async function saveReceipt(tx: Tx, receipt: DeliveryReceipt): Promise<void> {
  await query(tx, SAVE, [JSON.stringify(receipt)]);
}

export async function replaceReceiptLines(
  tx: Tx,
  id: string,
  lines: readonly DeliveryReceiptLine[],
): Promise<void> {
  await query(tx, REPLACE, [id, JSON.stringify(lines)]);
}

/** Writes lines that exist. */
export async function saveReceiptLines(tx: Tx, lines: readonly DeliveryReceiptLine[]): Promise<void> {
  if (lines.length > 0) await query(tx, PATCH, [JSON.stringify(lines)]);
}
