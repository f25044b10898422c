import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { Clock } from '../../common/time/clock.js';
import { LocationDirectory } from '../../locations/index.js';
import type { CheckCouponQuery } from './dto/list-coupons.query.dto.js';

export type CouponObstacle =
  | 'COUPON_INACTIVE'
  | 'COUPON_EXPIRED'
  | 'COUPON_USED_UP'
  | 'COUPON_OF_ANOTHER_CUSTOMER'
  | 'CUSTOMER_REQUIRED'
  | 'PROMOTION_INACTIVE'
  | 'PROMOTION_NOT_YET'
  | 'PROMOTION_OVER'
  | 'PROMOTION_ELSEWHERE'
  | 'PROMOTION_USED_UP';

export interface CouponCheck {
  code: string;
  promotion_id: string;
  promotion_name: string;
  obstacles: CouponObstacle[];
  uses_left: number | null;
  expires_on: string | null;
}

const USED_BY = `
  SELECT coalesce(sum(r.uses), 0) FROM promotion_redemptions r
  WHERE r.customer_id = $2::uuid AND r.promotion_id = p.id`;

// Hours and days of the week are left to the till: a coupon for the evening is a good one in the morning.
const CHECK = `
  SELECT c.code, p.id AS promotion_id, p.name AS promotion_name, c.expires_on::text AS expires_on,
    CASE WHEN c.usage_limit IS NOT NULL THEN greatest(c.usage_limit - n.used_count, 0) END AS uses_left,
    ARRAY(SELECT o.code FROM (VALUES
      (1, 'COUPON_INACTIVE', NOT c.is_active),
      (2, 'COUPON_EXPIRED', c.expires_on < here.local_time::date),
      (3, 'COUPON_USED_UP', n.used_count >= c.usage_limit OR ($2::uuid IS NOT NULL
        AND c.usage_limit_per_customer <= (${USED_BY} AND r.coupon_id = c.id))),
      (4, 'COUPON_OF_ANOTHER_CUSTOMER', c.customer_id <> $2::uuid),
      (5, 'CUSTOMER_REQUIRED', $2::uuid IS NULL
        AND num_nonnulls(c.customer_id, c.usage_limit_per_customer, p.usage_limit_per_customer) > 0),
      (6, 'PROMOTION_INACTIVE', NOT p.is_active),
      (7, 'PROMOTION_NOT_YET', p.starts_at > here.local_time),
      (8, 'PROMOTION_OVER', p.ends_at < here.local_time),
      (9, 'PROMOTION_ELSEWHERE', EXISTS (SELECT FROM promotion_locations l WHERE l.promotion_id = p.id)
        AND NOT EXISTS (SELECT FROM promotion_locations l WHERE l.promotion_id = p.id AND l.location_id = $3::uuid)),
      (10, 'PROMOTION_USED_UP', m.used_count >= p.usage_limit OR m.used_amount >= p.budget OR ($2::uuid IS NOT NULL
        AND p.usage_limit_per_customer <= (${USED_BY})))
    ) AS o(ord, code, is_so) WHERE o.is_so ORDER BY o.ord) AS obstacles
  FROM coupons c
    JOIN promotions p ON p.id = c.promotion_id
    JOIN coupon_counters n ON n.coupon_id = c.id
    JOIN promotion_counters m ON m.promotion_id = p.id
    CROSS JOIN (SELECT $4::timestamptz AT TIME ZONE $5::text AS local_time) here
  WHERE c.code = upper($1::text)`;

/** Tells whether a coupon can be used. */
@Injectable()
export class CouponChecks {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly locations: LocationDirectory,
    private readonly clock: Clock,
  ) {}

  /** Throws NotFound for the code and a field error on `location_id`. Reads only; a sale may still come first. */
  async check(code: string, { customer_id, location_id }: CheckCouponQuery): Promise<CouponCheck> {
    const place = await this.locations.location(this.dataSource, location_id);
    const params = [code.trim(), customer_id ?? null, place.location_id, this.clock.now(), place.time_zone];
    const [found] = await query<CouponCheck>(this.dataSource, CHECK, params);
    if (found === undefined) throw new NotFound('coupon', code);
    return found;
  }
}
