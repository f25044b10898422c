import { Decimal } from '../../../common/money/decimal.js';
import { StockDocumentResponse, headOfRow, type HeaderRow } from '../../lines/stock-document.response.js';
import { StockLineResponse, lineOf, type StockLineRow } from '../../lines/stock-line.response.js';

export interface TransferLineRow extends StockLineRow {
  received_quantity: string;
  lost_quantity: string;
  note: string | null;
  cost: string | null;
}

export interface TransferRow extends HeaderRow {
  to_location_id: string;
  expected_on: string | null;
  line_count: number;
}

export class TransferLineResponse extends StockLineResponse {
  /** @example 40 */
  received_quantity: number;
  /** @example 2 */
  lost_quantity: number;
  /**
   * Neither received nor lost.
   * @example 18
   */
  outstanding_quantity: number;
  /** @example For the window */
  note: string | null;
  /**
   * What the goods that left cost, exact; only with costs:read. Null until they left.
   * @example 390
   */
  cost?: number | null;

  static from(this: void, row: TransferLineRow, canSeeCosts: boolean): TransferLineResponse {
    const cost = canSeeCosts ? { cost: row.cost === null ? null : Number(row.cost) } : {};
    return {
      ...lineOf(row),
      received_quantity: Number(row.received_quantity),
      lost_quantity: Number(row.lost_quantity),
      outstanding_quantity: new Decimal(row.quantity)
        .minus(row.received_quantity)
        .minus(row.lost_quantity)
        .toNumber(),
      note: row.note,
      ...cost,
    };
  }
}

/** A transfer without its lines. */
export class TransferSummaryResponse extends StockDocumentResponse {
  /** @example 01930000-0000-7000-8000-000000000102 */
  to_location_id: string;
  /** @example 2026-11-30 */
  expected_on: string | null;
  /** @example 2 */
  line_count: number;

  static summary(this: void, row: TransferRow): TransferSummaryResponse {
    const { to_location_id, expected_on, line_count } = row;
    return { ...headOfRow(row), to_location_id, expected_on, line_count };
  }
}

/** Goods that go from one location to another. */
export class TransferResponse extends TransferSummaryResponse {
  lines: TransferLineResponse[];
}
