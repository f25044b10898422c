import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { containing } from '../../common/database/like.js';
import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { listRows, type ListPlan } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { Clock } from '../../common/time/clock.js';
import { TRANSIT_LOCATION_ID } from '../../locations/index.js';
import type { ListBatchesQuery } from './dto/batch.dto.js';
import { BatchResponse, type BatchRow } from './dto/batch.response.js';

/** The day it is where the default location is; a batch may be sold on its last day. Parameter: now. */
const TODAY = `($1::timestamptz AT TIME ZONE (SELECT time_zone FROM locations WHERE is_default))::date`;

const COLUMNS = `
  b.id, b.product_id, p.sku, p.name, b.batch_number, b.expiry_date::text AS expiry_date, b.is_unknown,
  coalesce(b.expiry_date < ${TODAY}, false) AS is_expired, b.expiry_date - ${TODAY} AS days_left, b.created_at`;
const FROM = 'stock_batches b JOIN products p ON p.id = b.product_id';

const OPEN_LAYERS = `
  SELECT FROM cost_layers c
  WHERE c.batch_id = b.id AND c.is_open AND c.location_id <> '${TRANSIT_LOCATION_ID}'`;

/** What each location holds of a batch; `place` is a parameter, null for all. */
function places(batch: string, place: string): string {
  return `
    SELECT json_agg(json_build_object('location_id', location_id, 'location_code', code, 'on_hand', on_hand::text,
      'unsellable', unsellable::text, 'stock_value', stock_value::text) ORDER BY code) AS places
    FROM (
      SELECT c.location_id, l.code, sum(c.remaining) AS on_hand,
        coalesce(sum(c.remaining) FILTER (WHERE c.state <> 'sellable'), 0) AS unsellable,
        sum(c.remaining * c.unit_cost) AS stock_value
      FROM cost_layers c JOIN locations l ON l.id = c.location_id AND l.type <> 'transit'
      WHERE c.batch_id = ${batch} AND c.is_open AND (${place} IS NULL OR c.location_id = ${place})
      GROUP BY c.location_id, l.code) AS held`;
}

const ONE = `
  SELECT ${COLUMNS}, held.places FROM ${FROM} LEFT JOIN LATERAL (${places('b.id', 'NULL::uuid')}) AS held ON true
  WHERE b.id = $2::uuid`;

function planOf(filter: ListBatchesQuery, now: Date): ListPlan {
  const params: unknown[] = [now, filter.location_id ?? null];
  const where: string[] = [];
  const param = (value: unknown): string => `$${params.push(value)}`;
  const { product_id, location_id, expired, expiring_within_days, is_unknown, include_empty, q } = filter;
  if (product_id !== undefined) where.push(`b.product_id = ${param(product_id)}::uuid`);
  if (expired !== undefined)
    where.push(`coalesce(b.expiry_date < ${TODAY}, false) = ${param(expired)}::boolean`);
  if (expiring_within_days !== undefined)
    where.push(`b.expiry_date <= ${TODAY} + ${param(expiring_within_days)}::int`);
  if (is_unknown !== undefined) where.push(`b.is_unknown = ${param(is_unknown)}::boolean`);
  const pattern = containing(q?.trim());
  if (pattern !== undefined) {
    const text = param(pattern);
    where.push(`(b.batch_number ILIKE ${text} OR p.name ILIKE ${text} OR p.sku ILIKE ${text})`);
  }
  if (include_empty !== true || location_id !== undefined)
    where.push(`EXISTS (${OPEN_LAYERS} AND ($2::uuid IS NULL OR c.location_id = $2::uuid))`);
  return {
    select: COLUMNS,
    page: {
      select: 'held.places',
      joins: `LEFT JOIN LATERAL (${places('page.id', '$2::uuid')}) AS held ON true`,
    },
    from: FROM,
    where,
    params,
    sortable: {
      expiry_date: { sql: `coalesce(b.expiry_date, 'infinity'::date)`, type: 'date' },
      batch_number: { sql: 'b.batch_number', type: 'text' },
      created_at: { sql: 'b.created_at', type: 'timestamptz' },
    },
    default_sort: 'expiry_date',
    id: 'b.id',
  };
}

/** Reads batches and what is left of them. */
@Injectable()
export class BatchReads {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async list(filter: ListBatchesQuery, canSeeCosts: boolean): Promise<Page<BatchResponse>> {
    const page = await listRows<BatchRow>(this.dataSource, planOf(filter, this.clock.now()), filter);
    return page.map((row) => BatchResponse.from(row, canSeeCosts));
  }

  /** Throws NotFound. */
  async one(id: string, canSeeCosts: boolean, db: Queryable = this.dataSource): Promise<BatchResponse> {
    const [row] = await query<BatchRow | undefined>(db, ONE, [this.clock.now(), id]);
    if (row === undefined) throw new NotFound('batch', id);
    return BatchResponse.from(row, canSeeCosts);
  }
}
