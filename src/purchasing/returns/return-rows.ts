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
import { insertDocument, replaceLines, saveHead, selectColumns } from '../shared/rows.sql.js';
import type { SupplierReturnLine } from './supplier-return-line.entity.js';
import type { SupplierReturn } from './supplier-return.entity.js';

const HEAD_COLUMNS = ['id', 'receipt_id', 'reason', ...TOTALS_COLUMNS] as const;

const LINE_COLUMNS = [
  ...GOODS_COLUMNS,
  'receipt_line_id',
  'quantity',
  'is_from_stock',
  'issue_type',
  'batch_id',
  'serial_numbers',
  'stock_state',
  ...PRICED_COLUMNS,
] as const;

export const RETURN_COLUMNS = selectColumns('r', HEAD_COLUMNS);

const HEAD = `SELECT ${RETURN_COLUMNS} FROM supplier_returns r WHERE r.id = $1::uuid`;
const LINES = `
  SELECT ${selectColumns('l', LINE_COLUMNS)} FROM supplier_return_lines l
  WHERE l.document_id = $1::uuid ORDER BY l.line_number`;

const INSERT = insertDocument('supplier_returns', 'supplier_return_lines');
const SAVE = saveHead('supplier_returns', HEAD_COLUMNS);
const REPLACE = replaceLines('supplier_return_lines', LINE_COLUMNS);

export function asReturn(row: AsRow<SupplierReturn>): SupplierReturn {
  return withDecimals<SupplierReturn>(row, TOTALS_DECIMALS);
}

/** Undefined when there is none. */
export async function readReturn(db: Queryable, id: string): Promise<SupplierReturn | undefined> {
  const [row] = await query<AsRow<SupplierReturn> | undefined>(db, HEAD, [id]);
  return row && asReturn(row);
}

export async function readReturnLines(db: Queryable, id: string): Promise<SupplierReturnLine[]> {
  const rows = await query<AsRow<SupplierReturnLine>>(db, LINES, [id]);
  return rows.map((row) => withDecimals<SupplierReturnLine>(row, ['quantity', ...PRICED_DECIMALS]));
}

export async function insertReturn(
  tx: Tx,
  head: SupplierReturn,
  lines: readonly SupplierReturnLine[],
): Promise<void> {
  await queryOne(tx, INSERT, [JSON.stringify(head), JSON.stringify(lines)]);
}

export async function saveReturn(tx: Tx, head: SupplierReturn): Promise<void> {
  await query(tx, SAVE, [JSON.stringify(head)]);
}

export async function replaceReturnLines(
  tx: Tx,
  id: string,
  lines: readonly SupplierReturnLine[],
): Promise<void> {
  await query(tx, REPLACE, [id, JSON.stringify(lines)]);
}
