import { ApiProperty } from '@nestjs/swagger';
import { Decimal, sum } from '../../../common/money/decimal.js';
import { STOCK_STATES, type StockState } from '../../ledger/stock-ledger.types.js';

interface PlaceRow {
  location_id: string;
  location_code: string;
  on_hand: string;
  unsellable: string;
  stock_value: string;
}

export interface BatchRow {
  id: string;
  product_id: string;
  sku: string;
  name: string;
  batch_number: string;
  expiry_date: string | null;
  is_unknown: boolean;
  is_expired: boolean;
  days_left: number | null;
  created_at: Date;
  places: PlaceRow[] | null;
}

/** What one location holds of a batch. */
export class BatchPlaceResponse {
  location_id: string;
  /** @example LON1 */
  location_code: string;
  /** @example 24 */
  on_hand: number;
  /**
   * Held back or damaged.
   * @example 2
   */
  unsellable: number;
  /**
   * Only with costs:read.
   * @example 60.5
   */
  stock_value?: number;
}

/** Goods of a product that were made together. */
export class BatchResponse {
  id: string;
  product_id: string;
  /** @example YOG001 */
  sku: string;
  /** @example Yoghurt */
  name: string;
  /** @example L2411 */
  batch_number: string;
  /** @example 2027-03-31 */
  expiry_date: string | null;
  /** Was there before batches were tracked. */
  is_unknown: boolean;
  /** Its day is over: it is not sold any more. */
  is_expired: boolean;
  /**
   * Until it expires; below zero once it has.
   * @example 123
   */
  days_left: number | null;
  /**
   * Over all locations, goods in transit left out.
   * @example 24
   */
  on_hand: number;
  created_at: Date;
  locations: BatchPlaceResponse[];

  static from(this: void, row: BatchRow, canSeeCosts: boolean): BatchResponse {
    const { places, ...rest } = row;
    const locations = (places ?? []).map(({ stock_value, on_hand, unsellable, ...place }) => ({
      ...place,
      on_hand: Number(on_hand),
      unsellable: Number(unsellable),
      ...(canSeeCosts ? { stock_value: Number(stock_value) } : {}),
    }));
    const on_hand = sum((places ?? []).map((place) => new Decimal(place.on_hand))).toNumber();
    return { ...rest, on_hand, locations };
  }
}

export interface SerialRow {
  id: string;
  product_id: string;
  sku: string;
  name: string;
  serial_number: string;
  location_id: string | null;
  location_code: string | null;
  state: StockState | null;
  batch_number: string | null;
  expiry_date: string | null;
  movements: SerialMovementResponse[] | null;
  created_at: Date;
}

/** One movement of a piece. */
export class SerialMovementResponse {
  id: string;
  /** @example sale */
  kind: string;
  location_id: string;
  /** @example -1 */
  quantity: number;
  /** @example sale */
  source_type: string;
  source_id: string;
  /** @example 2026-11-28T10:15:00.000Z */
  occurred_at: string;
}

/** A piece with a serial number: where it is, and how it came there. */
export class SerialResponse {
  id: string;
  product_id: string;
  /** @example DRILL1 */
  sku: string;
  /** @example Cordless Drill */
  name: string;
  /** @example SN-1001 */
  serial_number: string;
  /** Null when it is not here any more. */
  location_id: string | null;
  /** @example LON1 */
  location_code: string | null;
  @ApiProperty({ enum: STOCK_STATES, nullable: true, example: 'sellable' })
  state: StockState | null;
  /** @example L2411 */
  batch_number: string | null;
  /** @example 2027-03-31 */
  expiry_date: string | null;
  /** Newest first, at most 100. */
  movements: SerialMovementResponse[];
  created_at: Date;

  static from(this: void, row: SerialRow): SerialResponse {
    return { ...row, movements: row.movements ?? [] };
  }
}

/** What a change of state left behind. */
export class StateChangeResponse {
  product_id: string;
  /** @example MUG001 */
  sku: string;
  location_id: string;
  /**
   * In the product's own unit.
   * @example 2
   */
  quantity: number;
  @ApiProperty({ enum: STOCK_STATES, example: 'sellable' })
  from_state: StockState;
  @ApiProperty({ enum: STOCK_STATES, example: 'quality_hold' })
  to_state: StockState;
  /** @example Seal broken */
  reason: string;
  /** @example 40 */
  on_hand: number;
  /** @example 2 */
  unsellable: number;
  /** @example 38 */
  available: number;
  /** The document under which the movements are logged: `GET /v1/inventory/log?source_id=`. */
  source_id: string;
}
