import { ApiProperty } from '@nestjs/swagger';
import { StockDocumentResponse, headOfRow, type HeaderRow } from '../../lines/stock-document.response.js';
import { StockLineResponse, lineOf, type StockLineRow } from '../../lines/stock-line.response.js';
import { ADJUSTMENT_REASONS, type AdjustmentReason } from '../stock-adjustment-line.entity.js';

export interface AdjustmentLineRow extends StockLineRow {
  reason_code: AdjustmentReason;
  unit_cost: string | null;
  note: string | null;
  value: string | null;
}

export interface AdjustmentRow extends HeaderRow {
  total_amount: string;
  line_count: number;
}

export class AdjustmentLineResponse extends StockLineResponse {
  @ApiProperty({ enum: ADJUSTMENT_REASONS, example: 'damaged' })
  reason_code: AdjustmentReason;
  /** @example Fell off the shelf */
  note: string | null;
  /**
   * Of one base unit of found goods, as it was stated; only with costs:read.
   * @example 6.6
   */
  unit_cost?: number | null;
  /**
   * What the goods cost that were booked, exact, below zero for missing ones; only with costs:read. Null until then.
   * @example -13
   */
  value?: number | null;

  static from(this: void, row: AdjustmentLineRow, canSeeCosts: boolean): AdjustmentLineResponse {
    const { reason_code, note } = row;
    const costs = {
      unit_cost: row.unit_cost === null ? null : Number(row.unit_cost),
      value: row.value === null ? null : Number(row.value),
    };
    return { ...lineOf(row), reason_code, note, ...(canSeeCosts ? costs : {}) };
  }
}

/** An adjustment without its lines. */
export class AdjustmentSummaryResponse extends StockDocumentResponse {
  /** @example 2 */
  line_count: number;
  /**
   * What it moves, found and missing goods alike, at the costs of when it was written: what limits of approval are held
   * against. Only with costs:read.
   * @example 26
   */
  total_amount?: number;

  static summary(this: void, row: AdjustmentRow, canSeeCosts: boolean): AdjustmentSummaryResponse {
    const { line_count, total_amount } = row;
    const costs = canSeeCosts ? { total_amount: Number(total_amount) } : {};
    return { ...headOfRow(row), line_count, ...costs };
  }
}

/** Differences that somebody found, with the reason of each. */
export class AdjustmentResponse extends AdjustmentSummaryResponse {
  lines: AdjustmentLineResponse[];
}
