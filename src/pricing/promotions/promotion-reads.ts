import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { containing } from '../../common/database/like.js';
import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { Clock } from '../../common/time/clock.js';
import { PromotionResponse } from './dto/promotion.response.js';
import type { ListPromotionsQuery } from './dto/list-promotions.query.dto.js';
import { warningsOf } from './promotion-warnings.js';
import { PROMOTION_COLUMNS, type PromotionRow } from './promotion.row.js';
import { firstMoment, lastMoment } from './wall-time.js';

// $4 product: everything that can name it, or nothing names anything.
const ON_PRODUCT = `($4::uuid IS NULL
  OR NOT EXISTS (SELECT FROM promotion_targets t WHERE t.promotion_id = p.id)
  OR EXISTS (SELECT FROM promotion_targets t WHERE t.promotion_id = p.id AND t.target_id = ANY (ARRAY(
    SELECT unnest(ARRAY[e.id, e.parent_id, e.brand_id] || coalesce(c.path, '{}') || coalesce(g.path, '{}'))
    FROM products e LEFT JOIN categories c ON c.id = e.category_id LEFT JOIN product_groups g ON g.id = e.product_group_id
    WHERE e.id = $4))))`;

const AT_LOCATION = `($5::uuid IS NULL
  OR NOT EXISTS (SELECT FROM promotion_locations l WHERE l.promotion_id = p.id)
  OR EXISTS (SELECT FROM promotion_locations l WHERE l.promotion_id = p.id AND l.location_id = $5))`;

// $6 and $7: the first and last moment, the same second for a time. A window over midnight is of the day it began.
const ACTIVE_AT = `($6::timestamp IS NULL OR p.is_active
  AND (p.starts_at IS NULL OR p.starts_at <= $7::timestamp) AND (p.ends_at IS NULL OR p.ends_at >= $6::timestamp)
  AND ($7::timestamp - $6::timestamp > interval '1 second' OR CASE
    WHEN p.time_from > p.time_to THEN $6::time >= p.time_from OR $6::time <= p.time_to
    ELSE $6::time BETWEEN coalesce(p.time_from, '00:00') AND coalesce(p.time_to, '24:00') END)
  AND (p.days_of_week IS NULL OR extract(isodow FROM $6::timestamp - CASE
    WHEN $7::timestamp - $6::timestamp <= interval '1 second' AND p.time_from > p.time_to AND $6::time <= p.time_to
    THEN interval '1 day' ELSE interval '0' END)::integer = ANY (p.days_of_week)))`;

// From now on, by the clock of the default location.
const NOW = `($8::timestamptz AT TIME ZONE (SELECT time_zone FROM locations WHERE is_default))`;
function within(column: string, days: string): string {
  return `(${days}::integer IS NULL
    OR p.is_active AND ${column} BETWEEN ${NOW} AND ${NOW} + make_interval(days => ${days}))`;
}

/** Reads promotions for their own routes. */
@Injectable()
export class PromotionReads {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Throws NotFound. */
  async byId(id: string, db: Queryable = this.dataSource): Promise<PromotionRow> {
    const text = `SELECT ${PROMOTION_COLUMNS} FROM promotions p WHERE p.id = $1::uuid`;
    const [row] = await query<PromotionRow>(db, text, [id]);
    if (row === undefined) throw new NotFound('promotion', id);
    return row;
  }

  /** The answer for one promotion: with what may not be meant. */
  async withWarnings(row: PromotionRow): Promise<PromotionResponse> {
    return PromotionResponse.from(row, await warningsOf(this.dataSource, row));
  }

  list(request: ListPromotionsQuery): Promise<Page<PromotionRow>> {
    const { q, kind, is_active, product_id, location_id, active_at } = request;
    return listRows<PromotionRow>(
      this.dataSource,
      {
        select: PROMOTION_COLUMNS,
        from: 'promotions p',
        where: [
          '($1::text IS NULL OR p.name ILIKE $1 OR p.code ILIKE $1)',
          '($2::text IS NULL OR p.kind = $2)',
          '($3::boolean IS NULL OR p.is_active = $3)',
          ON_PRODUCT,
          AT_LOCATION,
          ACTIVE_AT,
          within('p.starts_at', '$9'),
          within('p.ends_at', '$10'),
        ],
        params: [
          containing(q?.trim()) ?? null,
          kind ?? null,
          is_active ?? null,
          product_id ?? null,
          location_id ?? null,
          active_at === undefined ? null : firstMoment(active_at),
          active_at === undefined ? null : lastMoment(active_at),
          this.clock.now(),
          request.starts_within_days ?? null,
          request.ends_within_days ?? null,
        ],
        sortable: {
          name: { sql: 'p.name', type: 'text' },
          priority: { sql: 'p.priority', type: 'integer' },
          created_at: { sql: 'p.created_at', type: 'timestamptz' },
        },
        default_sort: '-created_at',
        id: 'p.id',
      },
      request,
    );
  }
}
