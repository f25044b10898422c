import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { containing } from '../../common/database/like.js';
import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import type { Coupon } from './coupon.entity.js';
import type { ListCouponsQuery } from './dto/list-coupons.query.dto.js';

export interface CouponRow extends Coupon {
  used_count: number | null;
}

export const COUPON_COLUMNS = `
  c.id, c.promotion_id, c.code, c.usage_limit, c.usage_limit_per_customer, c.customer_id,
  c.expires_on::text AS expires_on, c.is_active, c.version, c.created_at, c.updated_at,
  CASE WHEN num_nonnulls(c.usage_limit, c.usage_limit_per_customer) > 0 THEN (
    SELECT n.used_count FROM coupon_counters n WHERE n.coupon_id = c.id) END AS used_count`;

/** Reads the coupons of promotions. */
@Injectable()
export class CouponReads {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Throws NotFound, also for a coupon of another promotion. */
  async byId(promotionId: string, id: string, db: Queryable = this.dataSource): Promise<CouponRow> {
    const text = `SELECT ${COUPON_COLUMNS} FROM coupons c WHERE c.id = $1::uuid AND c.promotion_id = $2::uuid`;
    const [row] = await query<CouponRow>(db, text, [id, promotionId]);
    if (row === undefined) throw new NotFound('coupon', id);
    return row;
  }

  /** Throws NotFound for the promotion. */
  async list(promotionId: string, request: ListCouponsQuery): Promise<Page<CouponRow>> {
    const known = await query(this.dataSource, `SELECT FROM promotions WHERE id = $1::uuid`, [promotionId]);
    if (known.length === 0) throw new NotFound('promotion', promotionId);
    const { q, customer_id, is_active } = request;
    return listRows<CouponRow>(
      this.dataSource,
      {
        select: COUPON_COLUMNS,
        from: 'coupons c',
        where: [
          'c.promotion_id = $1::uuid',
          '($2::text IS NULL OR c.code LIKE upper($2))',
          '($3::uuid IS NULL OR c.customer_id = $3)',
          '($4::boolean IS NULL OR c.is_active = $4)',
        ],
        params: [promotionId, containing(q?.trim()) ?? null, customer_id ?? null, is_active ?? null],
        sortable: {
          created_at: { sql: 'c.created_at', type: 'timestamptz' },
          code: { sql: 'c.code', type: 'text' },
        },
        default_sort: '-created_at',
        id: 'c.id',
      },
      request,
    );
  }
}
