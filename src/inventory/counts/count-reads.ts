import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { can, type Actor } from '../../common/auth/actor.js';
import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { documentListPlan } from '../lines/document-list.js';
import type { ListStockDocumentsQuery } from '../lines/list-stock-documents.query.js';
import { HEADER_COLUMNS } from '../lines/stock-document.response.js';
import { COUNT_LINES } from './count.sql.js';
import type { ListCountEntriesQuery, ListCountLinesQuery } from './dto/count.dto.js';
import {
  CountEntryResponse,
  CountLineResponse,
  CountResponse,
  type CountEntryRow,
  type CountLineRow,
  type CountRow,
} from './dto/count.response.js';

export const STOCK_COUNT = 'stock_count';

const COLUMNS = `
  ${HEADER_COLUMNS}, c.scope, c.category_id, c.is_blind, c.uncounted,
  (SELECT count(*)::int FROM stock_count_entries e WHERE e.count_id = h.id) AS entry_count,
  (SELECT count(DISTINCT e.product_id)::int FROM stock_count_entries e WHERE e.count_id = h.id) AS counted_products`;
const FROM = `document_headers h JOIN stock_counts c ON c.id = h.id`;
const ONE = `SELECT ${COLUMNS} FROM ${FROM} WHERE h.id = $1::uuid`;

const ENTRY = `
  e.id, e.product_id, p.sku, p.name, e.counted_quantity, e.batch_number, e.expiry_date::text AS expiry_date,
  e.serial_numbers, e.area, e.counted_at, e.counted_by, e.created_at, NOT EXISTS (
    SELECT FROM stock_count_entries again
    WHERE again.count_id = e.count_id AND again.product_id = e.product_id AND again.area = e.area AND again.id > e.id
      AND again.batch_number IS NOT DISTINCT FROM e.batch_number
      AND again.expiry_date IS NOT DISTINCT FROM e.expiry_date) AS is_current`;

/** Reads stock counts for their routes. */
@Injectable()
export class CountReads {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async list(filter: ListStockDocumentsQuery): Promise<Page<CountResponse>> {
    const lines = '(SELECT count_id AS document_id, product_id FROM stock_count_entries)';
    const plan = documentListPlan(STOCK_COUNT, lines, filter);
    const page = await listRows<CountRow>(this.dataSource, { select: COLUMNS, from: FROM, ...plan }, filter);
    return page.map(CountResponse.from);
  }

  async one(id: string, db: Queryable = this.dataSource): Promise<CountResponse> {
    const [row] = await query<CountRow | undefined>(db, ONE, [id]);
    if (row === undefined) throw new NotFound('stock count', id);
    return CountResponse.from(row);
  }

  async entries(id: string, filter: ListCountEntriesQuery): Promise<Page<CountEntryResponse>> {
    await this.one(id);
    const { where, params } = askedConditions([
      ['e.count_id =', id],
      ['e.product_id =', filter.product_id],
      ['e.area =', filter.area],
      ['e.counted_by =', filter.counted_by],
    ]);
    const plan = {
      select: ENTRY,
      from: 'stock_count_entries e JOIN products p ON p.id = e.product_id',
      where,
      params,
      sortable: { created_at: { sql: 'e.id', type: 'uuid' as const } },
      default_sort: '-created_at',
      id: 'e.id',
    };
    const page = await listRows<CountEntryRow>(this.dataSource, plan, filter);
    return page.map(CountEntryResponse.from);
  }

  /** What those who count blind may see is what they counted. */
  async lines(id: string, filter: ListCountLinesQuery, actor: Actor): Promise<Page<CountLineResponse>> {
    const count = await this.one(id);
    const sees = {
      expected: !count.is_blind || (count.status_meaning !== 'in_progress' && can(actor, 'inventory:write')),
      costs: can(actor, 'costs:read'),
    };
    const params: unknown[] = [id, count.location_id];
    const where: string[] = [];
    if (filter.product_id !== undefined)
      where.push(`d.product_id = $${params.push(filter.product_id)}::uuid`);
    if (filter.only_differences === true && sees.expected) where.push('d.difference <> 0');
    const plan = {
      select: 'd.*',
      from: `(${COUNT_LINES}) AS d`,
      where,
      params,
      sortable: {
        sku: { sql: 'd.sku', type: 'text' as const },
        name: { sql: 'd.name', type: 'text' as const },
        ...(sees.expected ? { difference: { sql: 'd.difference', type: 'numeric' as const } } : {}),
      },
      default_sort: 'sku',
      id: 'd.id',
    };
    const page = await listRows<CountLineRow>(this.dataSource, plan, filter);
    return page.map((row) => CountLineResponse.from(row, sees));
  }
}
