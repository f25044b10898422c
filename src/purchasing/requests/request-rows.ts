import { query, queryOne, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { Decimal } from '../../common/money/decimal.js';
import type { AsRow } from '../shared/columns.js';
import { GOODS_COLUMNS, withDecimals } from '../shared/decimals.js';
import { insertDocument, patchLines, replaceLines, saveHead, selectColumns } from '../shared/rows.sql.js';
import type { PurchaseRequestConversion } from './purchase-request-conversion.entity.js';
import type { PurchaseRequestLine } from './purchase-request-line.entity.js';
import type { PurchaseRequest } from './purchase-request.entity.js';

const HEAD_COLUMNS = ['id', 'priority', 'required_by_date'] as const;
const LINE_COLUMNS = [
  ...GOODS_COLUMNS,
  'quantity',
  'converted_quantity',
  'estimated_price',
  'supplier_id',
] as const;

export const REQUEST_COLUMNS = selectColumns('r', HEAD_COLUMNS, ['required_by_date']);

const HEAD = `SELECT ${REQUEST_COLUMNS} FROM purchase_requests r WHERE r.id = $1::uuid`;
const LINES = `
  SELECT ${selectColumns('l', LINE_COLUMNS)} FROM purchase_request_lines l
  WHERE l.document_id = $1::uuid ORDER BY l.line_number`;
const CONVERSIONS = `
  SELECT c.request_line_id, c.order_id, c.order_number, c.quantity, c.created_at
  FROM purchase_request_conversions c WHERE c.request_id = $1::uuid ORDER BY c.created_at, c.id`;

const INSERT = insertDocument('purchase_requests', 'purchase_request_lines');
const SAVE = saveHead('purchase_requests', HEAD_COLUMNS);
const REPLACE = replaceLines('purchase_request_lines', LINE_COLUMNS);
const CONVERTED = patchLines('purchase_request_lines', ['converted_quantity']);
const INSERT_CONVERSIONS = `
  INSERT INTO purchase_request_conversions
  SELECT * FROM jsonb_populate_recordset(NULL::purchase_request_conversions, $1::jsonb)`;

export type StoredConversion = Pick<
  PurchaseRequestConversion,
  'request_line_id' | 'order_id' | 'order_number' | 'quantity' | 'created_at'
>;

/** Undefined when there is none. */
export async function readRequest(db: Queryable, id: string): Promise<PurchaseRequest | undefined> {
  const [row] = await query<PurchaseRequest | undefined>(db, HEAD, [id]);
  return row;
}

export async function readRequestLines(db: Queryable, id: string): Promise<PurchaseRequestLine[]> {
  const rows = await query<AsRow<PurchaseRequestLine>>(db, LINES, [id]);
  const decimals = ['quantity', 'converted_quantity', 'estimated_price', 'unit_factor'] as const;
  return rows.map((row) => withDecimals<PurchaseRequestLine>(row, decimals));
}

export async function readConversions(db: Queryable, id: string): Promise<StoredConversion[]> {
  const rows = await query<AsRow<StoredConversion>>(db, CONVERSIONS, [id]);
  return rows.map((row) => ({ ...row, quantity: new Decimal(row.quantity) }));
}

export async function insertRequest(
  tx: Tx,
  request: PurchaseRequest,
  lines: readonly PurchaseRequestLine[],
): Promise<void> {
  await queryOne(tx, INSERT, [JSON.stringify(request), JSON.stringify(lines)]);
}

export async function saveRequest(
  tx: Tx,
  request: PurchaseRequest,
  lines: readonly PurchaseRequestLine[],
): Promise<void> {
  await query(tx, SAVE, [JSON.stringify(request)]);
  await query(tx, REPLACE, [request.id, JSON.stringify(lines)]);
}

/** Notes what was ordered of which lines, and adds it up on them. */
export async function saveConversions(
  tx: Tx,
  conversions: readonly PurchaseRequestConversion[],
  lines: readonly Pick<PurchaseRequestLine, 'id' | 'converted_quantity'>[],
): Promise<void> {
  await query(tx, INSERT_CONVERSIONS, [JSON.stringify(conversions)]);
  await query(tx, CONVERTED, [JSON.stringify(lines)]);
}
