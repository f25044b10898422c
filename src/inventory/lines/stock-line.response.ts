import { Decimal } from '../../common/money/decimal.js';

/** A line as the statement answers it; numeric as text. */
export interface StockLineRow {
  id: string;
  line_number: number;
  product_id: string;
  sku: string;
  name: string;
  quantity: string;
  unit_code: string;
  unit_factor: string;
  batch_number: string | null;
  expiry_date: string | null;
  serial_numbers: string[] | null;
}

/** Columns of a line `l` with its product `p` that `StockLineRow` names. */
export const LINE_COLUMNS = `
  l.id, l.line_number, l.product_id, p.sku, p.name, l.quantity, l.unit_code, l.unit_factor, l.batch_number,
  l.expiry_date::text AS expiry_date, l.serial_numbers`;

/** What every line of a document that moves stock says. */
export class StockLineResponse {
  id: string;
  /** @example 1 */
  line_number: number;
  product_id: string;
  /** @example MUG001 */
  sku: string;
  /** @example Coffee Mug */
  name: string;
  /**
   * In the product's own unit.
   * @example 60
   */
  quantity: number;
  /**
   * The unit it was written in.
   * @example box
   */
  unit: string;
  /**
   * So many of that unit.
   * @example 5
   */
  unit_quantity: number;
  /** @example L2411 */
  batch_number: string | null;
  /** @example 2027-03-31 */
  expiry_date: string | null;
  /** @example ["SN-1001"] */
  serial_numbers: string[] | null;
}

export function lineOf(row: StockLineRow): StockLineResponse {
  return {
    id: row.id,
    line_number: row.line_number,
    product_id: row.product_id,
    sku: row.sku,
    name: row.name,
    quantity: Number(row.quantity),
    unit: row.unit_code,
    unit_quantity: new Decimal(row.quantity).dividedBy(row.unit_factor).toNumber(),
    batch_number: row.batch_number,
    expiry_date: row.expiry_date,
    serial_numbers: row.serial_numbers,
  };
}
