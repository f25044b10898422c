import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { containing } from '../common/database/like.js';
import { query, type Queryable } from '../common/database/statement.js';
import { NotFound } from '../common/errors/domain-error.js';
import { listRows } from '../common/http/list/list-rows.js';
import type { Page } from '../common/http/list/page.js';
import type { ListLocationsQuery } from './dto/list-locations.query.js';
import type { Location } from './location.entity.js';

export type LocationRow = Omit<Location, 'default_markup_percent' | 'cash_rounding'> & {
  default_markup_percent: string;
  cash_rounding: string | null;
};

const COLUMNS = `
  l.id, l.code, l.name, l.type, l.time_zone, l.currency, l.sale_prices_include_tax, l.purchase_prices_include_tax,
  l.allow_negative_stock, l.batch_tracking_mode, l.issue_order, l.default_expiry_days, l.default_markup_percent, l.rounding_mode, l.rounding_level,
  l.cash_rounding, l.address, l.phone, l.email, l.tax_number, l.receipt_header, l.receipt_footer, l.is_active,
  l.is_default, l.price_resolution, l.version, l.created_at, l.updated_at`;

/** Reads locations for their own routes, which do not know of the one where goods are on their way. */
@Injectable()
export class LocationReads {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async byId(id: string, db: Queryable = this.dataSource): Promise<LocationRow> {
    const text = `SELECT ${COLUMNS} FROM locations l WHERE l.id = $1::uuid AND l.type <> 'transit'`;
    const [row] = await query<LocationRow | undefined>(db, text, [id]);
    if (row === undefined) throw new NotFound('location', id);
    return row;
  }

  list(request: ListLocationsQuery): Promise<Page<LocationRow>> {
    const { q, type, is_active } = request;
    const pattern = q === undefined ? null : containing(q.trim());
    return listRows<LocationRow>(
      this.dataSource,
      {
        select: COLUMNS,
        from: 'locations l',
        where: [
          `l.type <> 'transit'`,
          '($1::text IS NULL OR l.name ILIKE $1 OR l.code ILIKE $1)',
          '($2::text IS NULL OR l.type = $2)',
          '($3::boolean IS NULL OR l.is_active = $3)',
        ],
        params: [pattern, type ?? null, is_active ?? null],
        sortable: {
          name: { sql: 'l.name', type: 'text' },
          code: { sql: 'l.code', type: 'text' },
          created_at: { sql: 'l.created_at', type: 'timestamptz' },
        },
        default_sort: 'name',
        id: 'l.id',
      },
      request,
    );
  }
}
