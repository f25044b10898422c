import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';

export interface PerformanceRow {
  promotion_id: string;
  used: number;
  released: number;
  uses: number;
  amount: string;
  released_amount: string;
  customers: number;
  coupons: number;
  first_used_at: Date | null;
  last_used_at: Date | null;
  usage_limit: number | null;
  /** Null without a budget. */
  budget_left: string | null;
}

// From the ledger and not from the counters, which are kept for promotions with a limit only.
const PERFORMANCE = `
  SELECT p.id AS promotion_id, p.usage_limit,
    CASE WHEN p.budget IS NOT NULL THEN greatest(p.budget - r.amount, 0) END AS budget_left, r.*
  FROM promotions p CROSS JOIN LATERAL (
    SELECT coalesce(sum(uses) FILTER (WHERE kind = 'redeem'), 0)::int AS used,
      coalesce(-sum(uses) FILTER (WHERE kind = 'release'), 0)::int AS released,
      coalesce(sum(uses), 0)::int AS uses, coalesce(sum(amount), 0) AS amount,
      coalesce(-sum(amount) FILTER (WHERE kind = 'release'), 0) AS released_amount,
      (count(DISTINCT customer_id) FILTER (WHERE kind = 'redeem'))::int AS customers,
      (count(DISTINCT coupon_id))::int AS coupons,
      min(occurred_at) FILTER (WHERE kind = 'redeem') AS first_used_at,
      max(occurred_at) FILTER (WHERE kind = 'redeem') AS last_used_at
    FROM promotion_redemptions WHERE promotion_id = p.id) r
  WHERE p.id = $1::uuid`;

/** Reads what a promotion did. */
@Injectable()
export class PromotionPerformance {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Throws NotFound. One statement over the promotion's redemptions. */
  async of(id: string): Promise<PerformanceRow> {
    const [row] = await query<PerformanceRow>(this.dataSource, PERFORMANCE, [id]);
    if (row === undefined) throw new NotFound('promotion', id);
    return row;
  }
}
