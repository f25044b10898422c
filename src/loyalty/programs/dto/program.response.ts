import { type TierDto } from './tier.dto.js';

/** A row of `programSelect`; numerics as text. */
export type ProgramRow = Omit<ProgramResponse, 'points_per_unit' | 'redemption_value' | 'tiers'> & {
  points_per_unit: string;
  redemption_value: string;
  tiers: Required<TierDto>[] | null;
};

export class ProgramResponse {
  /** @example 01900000-0000-7000-8000-000000000501 */
  id: string;
  /** @example Standard */
  name: string;
  is_active: boolean;
  /**
   * Points earned for each 1.00.
   * @example 1
   */
  points_per_unit: number;
  /**
   * Money that one point pays.
   * @example 0.01
   */
  redemption_value: number;
  /** @example 100 */
  min_redemption_points: number;
  /**
   * Null: points never expire.
   * @example 24
   */
  expiry_months: number | null;
  /** @example 365 */
  tier_window_days: number;
  /** The lowest first. */
  tiers: TierDto[];
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(this: void, row: ProgramRow): ProgramResponse {
    return {
      id: row.id,
      name: row.name,
      is_active: row.is_active,
      points_per_unit: Number(row.points_per_unit),
      redemption_value: Number(row.redemption_value),
      min_redemption_points: row.min_redemption_points,
      expiry_months: row.expiry_months,
      tier_window_days: row.tier_window_days,
      tiers: row.tiers ?? [],
      version: row.version,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }
}
