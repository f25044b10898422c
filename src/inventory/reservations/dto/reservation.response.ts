import { ApiProperty } from '@nestjs/swagger';
import { RESERVATION_STATUSES, type ReservationStatus } from '../../entities/stock-reservation.entity.js';

export interface ReservationRow {
  id: string;
  product_id: string;
  sku: string;
  name: string;
  location_id: string;
  batch_id: string | null;
  batch_number: string | null;
  quantity: string;
  remaining: string;
  owner_type: string;
  owner_id: string;
  expires_at: Date | null;
  status: ReservationStatus;
  created_by: string;
  created_at: Date;
  ended_at: Date | null;
  end_reason: string | null;
}

/** Goods that are promised to somebody. */
export class ReservationResponse {
  id: string;
  product_id: string;
  /** @example MUG001 */
  sku: string;
  /** @example Coffee Mug */
  name: string;
  location_id: string;
  batch_id: string | null;
  /** @example L2411 */
  batch_number: string | null;
  /**
   * In the product's own unit.
   * @example 2
   */
  quantity: number;
  /**
   * What it still holds.
   * @example 2
   */
  remaining: number;
  /** @example order */
  owner_type: string;
  owner_id: string;
  expires_at: Date | null;
  @ApiProperty({ enum: RESERVATION_STATUSES, example: 'active' })
  status: ReservationStatus;
  created_by: string;
  created_at: Date;
  ended_at: Date | null;
  /** @example Customer changed their mind */
  end_reason: string | null;

  static from(this: void, row: ReservationRow): ReservationResponse {
    return { ...row, quantity: Number(row.quantity), remaining: Number(row.remaining) };
  }
}
