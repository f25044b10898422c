import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { listRows, type ListPlan } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { nest } from '../domain/category-tree.js';
import { containsPattern } from '../domain/search.js';
import type { ListProductGroupsQuery } from './dto/list-product-groups.query.js';
import { ProductGroupResponse } from './dto/product-group.response.js';
import { GROUP_COLUMNS, type ProductGroupRow } from './product-group.sql.js';

const TREE = `SELECT ${GROUP_COLUMNS} FROM product_groups g ORDER BY g.sort_order, g.name, g.id`;
const BY_ID = `SELECT ${GROUP_COLUMNS} FROM product_groups g WHERE g.id = $1::uuid`;

function listPlan({ q, parent_id, is_active }: ListProductGroupsQuery): ListPlan {
  const where: string[] = [];
  const params: unknown[] = [];
  if (q !== undefined) {
    const param = `$${params.push(containsPattern(q))}`;
    where.push(`(lower(g.name) LIKE lower(${param}::text) OR lower(g.code) LIKE lower(${param}::text))`);
  }
  if (parent_id !== undefined) where.push(`g.parent_id = $${params.push(parent_id)}::uuid`);
  if (is_active !== undefined) where.push(`g.is_active = $${params.push(is_active)}::boolean`);
  return {
    select: GROUP_COLUMNS,
    from: 'product_groups g',
    where,
    params,
    sortable: {
      code: { sql: 'g.code', type: 'text' },
      name: { sql: 'g.name', type: 'text' },
      sort_order: { sql: 'g.sort_order', type: 'integer' },
      created_at: { sql: 'g.created_at', type: 'timestamptz' },
    },
    default_sort: 'sort_order,name',
    id: 'g.id',
  };
}

/** Reads product groups, flat or nested. */
@Injectable()
export class ProductGroupsService {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async list(filter: ListProductGroupsQuery): Promise<Page<ProductGroupResponse> | ProductGroupResponse[]> {
    if (filter.tree === true) {
      const rows = await query<ProductGroupRow>(this.dataSource, TREE);
      return nest(rows.map((row) => ProductGroupResponse.from(row)));
    }
    const page = await listRows<ProductGroupRow>(this.dataSource, listPlan(filter), filter);
    return page.map((row) => ProductGroupResponse.from(row));
  }

  /** Throws PRODUCT_GROUP_NOT_FOUND. */
  async get(id: string, db: Queryable = this.dataSource): Promise<ProductGroupResponse> {
    const [row] = await query<ProductGroupRow>(db, BY_ID, [id]);
    if (row === undefined) throw new NotFound('product group', id);
    return ProductGroupResponse.from(row);
  }
}
