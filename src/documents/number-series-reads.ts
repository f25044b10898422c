import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../common/database/statement.js';
import { NotFound } from '../common/errors/domain-error.js';
import { askedConditions } from '../common/http/list/conditions.js';
import { listRows } from '../common/http/list/list-rows.js';
import type { Page } from '../common/http/list/page.js';
import type { ListNumberSeriesQuery } from './dto/list-number-series.query.js';
import type { NumberSeries } from './entities/number-series.entity.js';

const COLUMNS = `
  s.id, s.key, s.type_code, s.location_id, s.user_id, s.prefix, s.digits, s.last_number, s.max_number, s.is_fiscal,
  s.reset_yearly, s.year, s.is_active, s.version, s.created_at, s.updated_at`;

/** Reads number series for their own routes. */
@Injectable()
export class NumberSeriesReads {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async byId(id: string, db: Queryable = this.dataSource): Promise<NumberSeries> {
    const text = `SELECT ${COLUMNS} FROM number_series s WHERE s.id = $1::uuid`;
    const [row] = await query<NumberSeries | undefined>(db, text, [id]);
    if (row === undefined) throw new NotFound('number series', id);
    return row;
  }

  list(request: ListNumberSeriesQuery): Promise<Page<NumberSeries>> {
    const { where, params } = askedConditions([
      ['s.type_code =', request.type],
      ['s.location_id =', request.location_id],
    ]);
    const { key_prefix } = request;
    return listRows<NumberSeries>(
      this.dataSource,
      {
        select: COLUMNS,
        from: 'number_series s',
        where:
          key_prefix === undefined ? where : [...where, `starts_with(s.key, $${params.length + 1}::text)`],
        params: key_prefix === undefined ? params : [...params, key_prefix],
        sortable: {
          key: { sql: 's.key', type: 'text' },
          created_at: { sql: 's.created_at', type: 'timestamptz' },
        },
        default_sort: 'key',
        id: 's.id',
      },
      request,
    );
  }
}
