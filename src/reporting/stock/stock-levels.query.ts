import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import { listRows, type ListPlan } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { readOnly } from '../read-only.js';
import { StockLevelReportResponse, StockLevelsReport, type StockLevelRow } from './stock-level.response.js';
import type { StockLevelsRequest } from './stock-levels.dto.js';

const MAX_CSV_ROWS = 50_000;

const SELECT = `product_id, sku, name, category_id, category, unit, location_id, location_code, location_name, on_hand,
  reserved, on_hand - reserved AS available, min_stock_level, is_low, lifecycle_status, avg_cost,
  round(stock_value, 4) AS stock_value`;

function planOf({ location_id, category_id, low_stock }: StockLevelsRequest): ListPlan {
  const where: string[] = [];
  const params: unknown[] = [];
  const add = (value: unknown, condition: (param: string) => string): void => {
    if (value !== undefined) where.push(condition(`$${params.push(value)}`));
  };
  add(location_id, (param) => `location_id = ${param}`);
  add(category_id, (param) => `category_id = ${param}`);
  add(low_stock, (param) => `is_low = ${param}`);
  return {
    select: SELECT,
    from: 'rpt_stock_levels',
    where,
    params,
    sortable: {
      sku: { sql: 'sku', type: 'text' },
      name: { sql: 'name', type: 'text' },
      on_hand: { sql: 'on_hand', type: 'numeric' },
    },
    default_sort: 'sku',
    // A product has a row for each location: only the pair is unique.
    id: `md5(product_id::text || coalesce(location_id::text, ''))::uuid`,
  };
}

@Injectable()
export class StockLevelsQuery {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** One page. `canSeeCosts`: whether the caller may know what goods cost. */
  page(request: StockLevelsRequest, canSeeCosts: boolean): Promise<Page<StockLevelReportResponse>> {
    return readOnly(this.dataSource, async (tx) => {
      const page = await listRows<StockLevelRow>(tx, planOf(request), request);
      return page.map((row) => StockLevelReportResponse.from(row, canSeeCosts));
    });
  }

  /** Every row in the order of SKUs. Throws TOO_MANY_ROWS (422) above 50,000. */
  all(request: StockLevelsRequest, canSeeCosts: boolean): Promise<StockLevelsReport> {
    const { select, from, where, params, id } = planOf(request);
    const filter = where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`;
    const text = `SELECT ${select} FROM ${from} ${filter} ORDER BY sku, ${id} LIMIT ${MAX_CSV_ROWS + 1}`;
    return readOnly(this.dataSource, async (tx) => {
      const rows = await query<StockLevelRow>(tx, text, params);
      if (rows.length > MAX_CSV_ROWS) {
        throw new InvalidField(
          'format',
          'TOO_MANY_ROWS',
          `More than ${MAX_CSV_ROWS} rows: filter, or read pages as JSON.`,
        );
      }
      return new StockLevelsReport(
        rows.map((row) => StockLevelReportResponse.from(row, canSeeCosts)),
        canSeeCosts,
      );
    });
  }
}
