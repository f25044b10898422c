import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { containing } from '../../common/database/like.js';
import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import type { Discount } from './discount.entity.js';
import type { ListDiscountsQuery } from './dto/list-discounts.query.dto.js';

export type DiscountRow = Omit<Discount, 'value'> & { value: string; applicable_products: string[] };

const COLUMNS = `
  d.id, d.version, d.name, d.code, d.type, d.value, d.start_date::text AS start_date, d.end_date::text AS end_date,
  d.is_active, d.created_at, d.updated_at,
  ARRAY(SELECT p.product_id::text FROM discount_products p WHERE p.discount_id = d.id ORDER BY p.product_id)
    AS applicable_products`;

/** Reads discounts for their own routes. */
@Injectable()
export class DiscountReads {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Throws NotFound. */
  async byId(id: string, db: Queryable = this.dataSource): Promise<DiscountRow> {
    const [row] = await query<DiscountRow>(db, `SELECT ${COLUMNS} FROM discounts d WHERE d.id = $1::uuid`, [
      id,
    ]);
    if (row === undefined) throw new NotFound('discount', id);
    return row;
  }

  list(request: ListDiscountsQuery): Promise<Page<DiscountRow>> {
    const { q, type, is_active, product_id, in_force_on } = request;
    return listRows<DiscountRow>(
      this.dataSource,
      {
        select: COLUMNS,
        from: 'discounts d',
        where: [
          '($1::text IS NULL OR d.name ILIKE $1 OR d.code ILIKE $1)',
          '($2::text IS NULL OR d.type = $2)',
          '($3::boolean IS NULL OR d.is_active = $3)',
          `($4::uuid IS NULL
            OR EXISTS (SELECT FROM discount_products p WHERE p.discount_id = d.id AND p.product_id = $4))`,
          `($5::date IS NULL OR d.is_active
            AND $5 BETWEEN coalesce(d.start_date, '-infinity') AND coalesce(d.end_date, 'infinity'))`,
        ],
        params: [
          q === undefined ? null : containing(q.trim()),
          type ?? null,
          is_active ?? null,
          product_id ?? null,
          in_force_on ?? null,
        ],
        sortable: {
          name: { sql: 'd.name', type: 'text' },
          created_at: { sql: 'd.created_at', type: 'timestamptz' },
        },
        default_sort: '-created_at',
        id: 'd.id',
      },
      request,
    );
  }
}
