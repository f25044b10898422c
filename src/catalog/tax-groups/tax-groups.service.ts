import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import type { ListQuery } from '../../common/http/list/list-query.dto.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { TaxGroupResponse } from './dto/tax-group.response.js';
import { GROUP_COLUMNS, type TaxGroupRow } from './tax-group.sql.js';

const BY_ID = `SELECT ${GROUP_COLUMNS} FROM tax_groups t WHERE t.id = $1::uuid`;
const LIST = {
  select: GROUP_COLUMNS,
  from: 'tax_groups t',
  where: [],
  params: [],
  sortable: {
    code: { sql: 't.code', type: 'text' as const },
    name: { sql: 't.name', type: 'text' as const },
    rate: { sql: 't.rate', type: 'numeric' as const },
  },
  default_sort: 'code',
  id: 't.id',
};

/** Reads tax groups with their taxes. */
@Injectable()
export class TaxGroupsService {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async list(request: ListQuery): Promise<Page<TaxGroupResponse>> {
    const page = await listRows<TaxGroupRow>(this.dataSource, LIST, request);
    return page.map((row) => TaxGroupResponse.from(row));
  }

  /** Throws TAX_GROUP_NOT_FOUND. */
  async get(id: string, db: Queryable = this.dataSource): Promise<TaxGroupResponse> {
    const [row] = await query<TaxGroupRow>(db, BY_ID, [id]);
    if (row === undefined) throw new NotFound('tax group', id);
    return TaxGroupResponse.from(row);
  }
}
