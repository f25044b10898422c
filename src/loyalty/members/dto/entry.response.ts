import { ApiProperty } from '@nestjs/swagger';
import { ENTRY_KINDS, type EntryKind } from '../../entities/loyalty-entry.entity.js';

/** A row of the list of entries; bigint and numeric as text. */
export type EntryRow = Omit<PointsEntryResponse, 'points' | 'balance_after' | 'amount'> & {
  points: string;
  balance_after: string;
  amount: string | null;
};

/** One movement of points. */
export class PointsEntryResponse {
  /** @example 01930000-0000-7000-8000-000000000811 */
  id: string;
  member_id: string;
  /** @example earn */
  @ApiProperty({ enum: ENTRY_KINDS })
  kind: EntryKind;
  /**
   * Above zero: came in. Below: went out.
   * @example 12
   */
  points: number;
  /** @example 340 */
  balance_after: number;
  sale_id: string | null;
  /** The line that earned. */
  sale_item_id: string | null;
  /** The return, void or refund that caused it. */
  document_id: string | null;
  /** The entry that it takes back. */
  reverses_id: string | null;
  /**
   * The money that earned, was paid with points, or went back as points.
   * @example 12.6
   */
  amount: number | null;
  /**
   * Last day of the points that came in.
   * @example 2027-11-20
   */
  expires_on: string | null;
  /** @example Goodwill */
  reason: string | null;
  actor_id: string | null;
  occurred_at: Date;
  /** @example 2026-11-20 */
  business_date: string;
  created_at: Date;

  static from(this: void, row: EntryRow): PointsEntryResponse {
    return {
      id: row.id,
      member_id: row.member_id,
      kind: row.kind,
      points: Number(row.points),
      balance_after: Number(row.balance_after),
      sale_id: row.sale_id,
      sale_item_id: row.sale_item_id,
      document_id: row.document_id,
      reverses_id: row.reverses_id,
      amount: row.amount === null ? null : Number(row.amount),
      expires_on: row.expires_on,
      reason: row.reason,
      actor_id: row.actor_id,
      occurred_at: row.occurred_at,
      business_date: row.business_date,
      created_at: row.created_at,
    };
  }
}
