import { ApiProperty } from '@nestjs/swagger';
import { money } from '../amounts.js';
import type { Table } from '../csv/csv.js';
import { Report } from '../csv/report.js';
import type { ReportPeriod } from '../period/report-period.js';
import { LOYALTY_RANKINGS, type LoyaltyRanking } from './loyalty-report.dto.js';

/** A member, with what they spent in one currency. */
export class LoyalCustomer {
  customer_id: string;

  /** @example C000042 */
  customer_code: string;

  /** @example Ada Lovelace */
  customer_name: string;

  member_id: string;

  /** @example Standard */
  program: string;

  /** @example gold */
  tier: string | null;

  /**
   * What they have now.
   * @example 5340
   */
  points: number;

  /**
   * In the period, less what was taken back.
   * @example 820
   */
  points_earned: number;

  /**
   * In the period, less what was given back.
   * @example 500
   */
  points_redeemed: number;

  /** @example 0 */
  points_expired: number;

  /**
   * Null for who bought nothing in the period.
   * @example USD
   */
  currency: string | null;

  /**
   * In the period, after returns and voids, tax included.
   * @example 820.4
   */
  total_amount: number;

  /**
   * Sales in the period that were not voided.
   * @example 12
   */
  visits: number;
}

/** The members of one tier. */
export class TierFigures {
  program_id: string;

  /** @example Standard */
  program: string;

  /** @example gold */
  tier: string | null;

  /** @example 25 */
  members: number;

  /**
   * What they have together.
   * @example 61250
   */
  points: number;
}

type Counts = 'points' | 'points_earned' | 'points_redeemed' | 'points_expired';
export type LoyalCustomerRow = Omit<LoyalCustomer, Counts | 'total_amount' | 'visits'> &
  Record<Counts | 'total_amount' | 'visits', string>;
export type TierRow = Omit<TierFigures, 'members' | 'points'> & Record<'members' | 'points', string>;

export interface LoyaltyScope extends ReportPeriod {
  location_id?: string;
  program_id?: string;
  rank_by: LoyaltyRanking;
}

export function loyalCustomer(row: LoyalCustomerRow): LoyalCustomer {
  return {
    ...row,
    points: Number(row.points),
    points_earned: Number(row.points_earned),
    points_redeemed: Number(row.points_redeemed),
    points_expired: Number(row.points_expired),
    total_amount: row.currency === null ? 0 : money(row.total_amount, row.currency),
    visits: Number(row.visits),
  };
}

export function tierFigures({ members, points, ...row }: TierRow): TierFigures {
  return { ...row, members: Number(members), points: Number(points) };
}

const COLUMNS = [
  'customer_id',
  'customer_code',
  'customer_name',
  'program',
  'tier',
  'points',
  'points_earned',
  'points_redeemed',
  'points_expired',
  'currency',
  'total_amount',
  'visits',
];

/** The members who come first, and how many there are in each tier. */
export class LoyaltyReportResponse extends Report {
  /** @example 2026-11-01 */
  start_date: string;

  /** @example 2026-11-30 */
  end_date: string;

  location_id: string | null;
  program_id: string | null;

  /** @example points */
  @ApiProperty({ enum: LOYALTY_RANKINGS })
  rank_by: LoyaltyRanking;

  /**
   * Members of active standing.
   * @example 140
   */
  members: number;

  /**
   * What all of them have.
   * @example 98450
   */
  points: number;

  tiers: TierFigures[];
  top: LoyalCustomer[];

  static from(scope: LoyaltyScope, top: LoyalCustomer[], tiers: TierFigures[]): LoyaltyReportResponse {
    const { location_id = null, program_id = null, ...period } = scope;
    const total = (field: 'members' | 'points'): number => tiers.reduce((sum, tier) => sum + tier[field], 0);
    return Object.assign(new LoyaltyReportResponse(), {
      ...period,
      location_id,
      program_id,
      members: total('members'),
      points: total('points'),
      tiers,
      top,
    });
  }

  fileName(): string {
    return `loyalty-${this.start_date}-${this.end_date}`;
  }

  table(): Table {
    return { columns: COLUMNS, rows: this.top };
  }
}
