import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { containing } from '../../common/database/like.js';
import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import type { ListPriceGroupsQuery } from './dto/list-price-groups.query.dto.js';
import type { PriceGroup } from './price-group.entity.js';

export type PriceGroupRow = Omit<PriceGroup, 'default_discount_percent'> & {
  default_discount_percent: string;
};

const COLUMNS = `g.id, g.code, g.name, g.description, g.default_discount_percent, g.priority, g.is_active, g.version,
  g.created_at, g.updated_at`;

/** Reads price groups for their own routes. */
@Injectable()
export class PriceGroupReads {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Throws NotFound. */
  async byId(id: string, db: Queryable = this.dataSource): Promise<PriceGroupRow> {
    const text = `SELECT ${COLUMNS} FROM price_groups g WHERE g.id = $1::uuid`;
    const [row] = await query<PriceGroupRow>(db, text, [id]);
    if (row === undefined) throw new NotFound('price group', id);
    return row;
  }

  list(request: ListPriceGroupsQuery): Promise<Page<PriceGroupRow>> {
    const { q, is_active } = request;
    return listRows<PriceGroupRow>(
      this.dataSource,
      {
        select: COLUMNS,
        from: 'price_groups g',
        where: [
          '($1::text IS NULL OR g.name ILIKE $1 OR g.code ILIKE $1)',
          '($2::boolean IS NULL OR g.is_active = $2)',
        ],
        params: [containing(q?.trim()) ?? null, is_active ?? null],
        sortable: {
          name: { sql: 'g.name', type: 'text' },
          code: { sql: 'g.code', type: 'text' },
          priority: { sql: 'g.priority', type: 'integer' },
        },
        default_sort: 'name',
        id: 'g.id',
      },
      request,
    );
  }
}
