import { ApiProperty } from '@nestjs/swagger';
import { MOVEMENT_KINDS, type MovementKind } from '../ledger/stock-ledger.types.js';

/** A movement as the list's statement answers it; numeric as text. */
export interface MovementRow {
  id: string;
  product_id: string;
  sku: string;
  name: string;
  location_id: string;
  kind: MovementKind;
  quantity: string;
  unit_cost: string;
  value: string;
  layer_id: string;
  source_type: string;
  source_id: string;
  source_line_id: string;
  reverses_id: string | null;
  reason: string | null;
  actor_id: string;
  occurred_at: Date;
  business_date: string;
  created_at: Date;
}

export interface HistoryRow extends MovementRow {
  balance: string;
}

/** One movement of stock: what came in or went out, why, and what it cost. Never changes. */
export class MovementResponse {
  id: string;
  product_id: string;
  /** @example MUG001 */
  sku: string;
  /** @example Coffee Mug */
  name: string;
  location_id: string;
  @ApiProperty({ enum: MOVEMENT_KINDS, example: 'sale' })
  kind: MovementKind;
  /**
   * Above zero came in, below went out.
   * @example -2
   */
  quantity: number;
  /**
   * Cost of a unit in the layer that moved; only with costs:read.
   * @example 6.5
   */
  unit_cost?: number;
  /**
   * quantity × unit_cost, exact; only with costs:read.
   * @example -13
   */
  value?: number;
  /** The goods that moved: those that came in together at one cost. */
  layer_id: string;
  /**
   * What moved the stock.
   * @example sale
   */
  source_type: string;
  source_id: string;
  source_line_id: string;
  /** The movement that this one takes back. */
  reverses_id: string | null;
  /** @example Broken in the window */
  reason: string | null;
  actor_id: string;
  /** When it happened. */
  occurred_at: Date;
  /**
   * The business day in the location's zone.
   * @example 2026-11-20
   */
  business_date: string;
  /** When it was recorded. */
  created_at: Date;

  static from(row: MovementRow, canSeeCosts: boolean): MovementResponse {
    const { unit_cost, value, quantity, ...rest } = row;
    const costs = canSeeCosts ? { unit_cost: Number(unit_cost), value: Number(value) } : {};
    return { ...rest, quantity: Number(quantity), ...costs };
  }
}

/** A movement with what was on hand after it. */
export class HistoryEntryResponse extends MovementResponse {
  /**
   * On hand after this movement: at the location asked for, else over all.
   * @example 40
   */
  balance: number;

  static override from(row: HistoryRow, canSeeCosts: boolean): HistoryEntryResponse {
    return { ...MovementResponse.from(row, canSeeCosts), balance: Number(row.balance) };
  }
}
