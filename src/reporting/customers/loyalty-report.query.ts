import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { ReportPeriods } from '../period/report-periods.js';
import { readOnly } from '../read-only.js';
import type { LoyaltyRanking, LoyaltyReportRequest } from './loyalty-report.dto.js';
import {
  LoyaltyReportResponse,
  loyalCustomer,
  tierFigures,
  type LoyalCustomerRow,
  type LoyaltyScope,
  type TierRow,
} from './loyalty-report.response.js';

const DEFAULT_TOP_N = 10;

const ORDER: Readonly<Record<LoyaltyRanking, string>> = {
  points: 'm.points',
  spend: 'coalesce(s.total_amount, 0)',
  redeemed: 'coalesce(e.redeemed, 0)',
};

// A sale that was voided is no visit; what came back was one.
const top = (rank_by: LoyaltyRanking): string => `
  WITH s AS (
    SELECT customer_id, currency, sum(total_amount) AS total_amount,
      count(*) FILTER (WHERE kind = 'sale') - count(*) FILTER (WHERE kind = 'void') AS visits
    FROM rpt_sale_documents
    WHERE customer_id IS NOT NULL AND business_date BETWEEN $1::date AND $2::date
      AND ($3::uuid IS NULL OR location_id = $3)
    GROUP BY customer_id, currency),
  e AS (
    SELECT member_id, sum(points) FILTER (WHERE effect = 'earned') AS earned,
      -sum(points) FILTER (WHERE effect = 'redeemed') AS redeemed,
      -sum(points) FILTER (WHERE effect = 'expired') AS expired
    FROM rpt_loyalty_entries WHERE business_date BETWEEN $1::date AND $2::date GROUP BY member_id)
  SELECT m.customer_id, m.customer_code, m.customer_name, m.member_id, m.program, m.tier, m.points,
    coalesce(e.earned, 0) AS points_earned, coalesce(e.redeemed, 0) AS points_redeemed,
    coalesce(e.expired, 0) AS points_expired, s.currency, coalesce(s.total_amount, 0) AS total_amount,
    coalesce(s.visits, 0) AS visits
  FROM rpt_loyalty_members m LEFT JOIN s USING (customer_id) LEFT JOIN e USING (member_id)
  WHERE $4::uuid IS NULL OR m.program_id = $4
  ORDER BY ${ORDER[rank_by]} DESC, m.customer_name, m.member_id, s.currency LIMIT $5::int`;

const TIERS = `
  SELECT program_id, program, tier, count(*) AS members, sum(points) AS points FROM rpt_loyalty_members
  WHERE $1::uuid IS NULL OR program_id = $1
  GROUP BY program_id, program, tier ORDER BY program, members DESC, tier`;

@Injectable()
export class LoyaltyReportQuery {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly periods: ReportPeriods,
  ) {}

  run(request: LoyaltyReportRequest): Promise<LoyaltyReportResponse> {
    const { location_id, program_id, rank_by = 'points', top_n = DEFAULT_TOP_N } = request;
    return readOnly(this.dataSource, async (tx) => {
      const scope: LoyaltyScope = {
        ...(await this.periods.of(tx, request)),
        location_id,
        program_id,
        rank_by,
      };
      const { start_date, end_date } = scope;
      const values = [start_date, end_date, location_id ?? null, program_id ?? null, top_n];
      const best = await query<LoyalCustomerRow>(tx, top(rank_by), values);
      const tiers = await query<TierRow>(tx, TIERS, [program_id ?? null]);
      return LoyaltyReportResponse.from(scope, best.map(loyalCustomer), tiers.map(tierFigures));
    });
  }
}
