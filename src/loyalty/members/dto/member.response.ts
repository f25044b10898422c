import { Decimal } from '../../../common/money/decimal.js';
import { ApiProperty } from '@nestjs/swagger';
import { MEMBER_STATUSES, type MemberStatus } from '../../entities/loyalty-member.entity.js';

/** A row of the list of members; bigint and numeric as text. */
export type MemberRow = Omit<
  MemberResponse,
  'points' | 'worth' | 'tier_points' | 'next_tier' | 'points_to_next_tier'
> & {
  points: string;
  tier_points: string;
  redemption_value: string;
  next_tier: { code: string; threshold_points: number } | null;
};

/** A customer in a program. */
export class MemberResponse {
  /** @example 01930000-0000-7000-8000-000000000711 */
  id: string;
  program_id: string;
  /** @example Standard */
  program: string;
  customer_id: string;
  /** @example C000042 */
  customer_code: string;
  /** @example Ada Lovelace */
  customer_name: string;
  /** @example 2900000000423 */
  card_number: string | null;
  /** @example active */
  @ApiProperty({ enum: MEMBER_STATUSES })
  status: MemberStatus;
  /**
   * What they have; below zero when points were spent whose sale was undone later.
   * @example 340
   */
  points: number;
  /**
   * Money that these points pay.
   * @example 3.4
   */
  worth: number;
  /** @example silver */
  tier: string | null;
  /** @example Silver */
  tier_name: string | null;
  /**
   * Earned within the program's window: what makes the tier.
   * @example 1200
   */
  tier_points: number;
  /** @example gold */
  next_tier: string | null;
  /** @example 3800 */
  points_to_next_tier: number | null;
  enrolled_at: Date;
  left_at: Date | null;
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(this: void, row: MemberRow): MemberResponse {
    const points = Number(row.points);
    const tier_points = Number(row.tier_points);
    return {
      id: row.id,
      program_id: row.program_id,
      program: row.program,
      customer_id: row.customer_id,
      customer_code: row.customer_code,
      customer_name: row.customer_name,
      card_number: row.card_number,
      status: row.status,
      points,
      worth: new Decimal(row.redemption_value).times(Math.max(0, points)).toNumber(),
      tier: row.tier,
      tier_name: row.tier_name,
      tier_points,
      next_tier: row.next_tier?.code ?? null,
      points_to_next_tier: row.next_tier === null ? null : row.next_tier.threshold_points - tier_points,
      enrolled_at: row.enrolled_at,
      left_at: row.left_at,
      version: row.version,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }
}
