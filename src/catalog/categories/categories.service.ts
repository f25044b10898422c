import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query as run } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { listRows, type ListPlan } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { nest } from '../domain/category-tree.js';
import { containsPattern } from '../domain/search.js';
import { Category } from './category.entity.js';
import { CategoryResponse } from './dto/category.response.js';
import type { ListCategoriesQuery } from './dto/list-categories.query.js';

const COLUMNS =
  'c.id, c.name, c.description, c.parent_id, c.sort_order, c.version, c.created_at, c.updated_at';
const TREE = `SELECT ${COLUMNS} FROM categories c ORDER BY c.sort_order, c.name, c.id`;

function listPlan(filter: ListCategoriesQuery): ListPlan {
  const params = [filter.q && containsPattern(filter.q), filter.parent_id].filter(
    (value) => value !== undefined,
  );
  const where = filter.q === undefined ? [] : ['lower(c.name) LIKE lower($1::text)'];
  if (filter.parent_id !== undefined) where.push(`c.parent_id = $${params.length}::uuid`);
  return {
    select: COLUMNS,
    from: 'categories c',
    where,
    params,
    sortable: {
      name: { sql: 'c.name', type: 'text' },
      sort_order: { sql: 'c.sort_order', type: 'integer' },
      created_at: { sql: 'c.created_at', type: 'timestamptz' },
    },
    default_sort: 'sort_order,name',
    id: 'c.id',
  };
}

/** Reads categories, flat or nested. */
@Injectable()
export class CategoriesService {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async list(filter: ListCategoriesQuery): Promise<Page<CategoryResponse> | CategoryResponse[]> {
    if (filter.tree === true) {
      return nest((await run<Category>(this.dataSource, TREE)).map((row) => CategoryResponse.from(row)));
    }
    const page = await listRows<Category>(this.dataSource, listPlan(filter), filter);
    return page.map((row) => CategoryResponse.from(row));
  }

  async get(id: string): Promise<CategoryResponse> {
    const category = await this.dataSource.manager.findOneBy(Category, { id });
    if (category === null) throw new NotFound('category', id);
    return CategoryResponse.from(category);
  }
}
