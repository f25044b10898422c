import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { listRows, type ListPlan } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { TRANSIT_LOCATION_ID } from '../../locations/index.js';
import type { ListStockLevelsQuery } from '../dto/list-stock-levels.query.js';
import type { StockLevelRow } from '../dto/stock-level.response.js';

const COLUMNS = `
  p.id AS product_id, p.sku, p.name, loc.id AS location_id, loc.code AS location_code, loc.currency,
  coalesce(s.on_hand, 0) AS on_hand, coalesce(s.reserved, 0) AS reserved, coalesce(s.unsellable, 0) AS unsellable,
  s.has_lots, loc.time_zone, coalesce(kept.min_stock_level, p.min_stock_level) AS min_stock_level, kept.max_stock_level,
  coalesce(kept.min_stock_level, p.min_stock_level) > 0
    AND coalesce(s.on_hand, 0) <= coalesce(kept.min_stock_level, p.min_stock_level) AS is_low,
  s.avg_cost, s.last_cost, coalesce(s.stock_value, 0) AS stock_value, s.updated_at`;

const IS_LOW = `
  coalesce(kept.min_stock_level, p.min_stock_level) > 0
    AND coalesce(s.on_hand, 0) <= coalesce(kept.min_stock_level, p.min_stock_level)`;

const SETTINGS = `
  LEFT JOIN product_location_settings kept ON kept.product_id = p.id AND kept.location_id = loc.id`;

// Looked for only where goods have lots at all. A batch may be sold on its last day.
const EXPIRED = `
  LEFT JOIN LATERAL (
    SELECT sum(c.remaining) AS quantity FROM cost_layers c
    WHERE page.has_lots AND c.product_id = page.product_id AND c.location_id = page.location_id AND c.is_open
      AND c.state = 'sellable' AND c.expiry_date < (now() AT TIME ZONE page.time_zone)::date) AS past ON true`;

/** A product of the category that `id` (a parameter) names, or of one below it. */
function inCategory(id: string): string {
  return `p.category_id = ANY (ARRAY (
    WITH RECURSIVE tree AS (
      SELECT c.id FROM categories c WHERE c.id = ${id}
      UNION SELECT c.id FROM categories c JOIN tree ON c.parent_id = tree.id
    ) SELECT id FROM tree))`;
}

function planOf(filter: ListStockLevelsQuery): ListPlan {
  const params: unknown[] = [];
  const uuid = (value: string): string => `$${params.push(value)}::uuid`;
  const { location_id, product_id, category_id, low_stock_only } = filter;

  // At one location every product has a row, with 0 where it never was; over all, one for each place it ever was at.
  const from =
    location_id === undefined
      ? `products p LEFT JOIN stock_levels s ON s.product_id = p.id AND s.location_id <> '${TRANSIT_LOCATION_ID}'
         LEFT JOIN locations loc ON loc.id = s.location_id ${SETTINGS}`
      : `products p JOIN locations loc ON loc.id = ${uuid(location_id)}
         LEFT JOIN stock_levels s ON s.product_id = p.id AND s.location_id = loc.id ${SETTINGS}`;
  const where = ['p.is_stocked'];
  if (product_id !== undefined) where.push(`p.id = ${uuid(product_id)}`);
  // In the words of the partial indexes behind each order. What an archived product left is there when asked for by id.
  else where.push(`p.lifecycle_status <> 'archived'`);
  if (category_id !== undefined) where.push(inCategory(uuid(category_id)));
  if (low_stock_only === true) where.push(IS_LOW);
  return {
    select: COLUMNS,
    page: { select: 'coalesce(past.quantity, 0) AS expired', joins: EXPIRED },
    from,
    where,
    params,
    sortable: {
      sku: { sql: 'p.sku', type: 'text' },
      name: { sql: 'p.name', type: 'text' },
      on_hand: { sql: 'coalesce(s.on_hand, 0)', type: 'numeric' },
      location_code: { sql: `coalesce(loc.code, '')`, type: 'text' },
    },
    default_sort: 'sku',
    id: 'p.id',
  };
}

/** What each location holds of each stocked product. */
@Injectable()
export class StockLevelsQuery {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** One statement, two with `count=true`. */
  run(filter: ListStockLevelsQuery): Promise<Page<StockLevelRow>> {
    // A product has a row per location, so the location is always part of the order: rows are never equal.
    const sort = `${filter.sort ?? 'sku'},location_code`;
    return listRows<StockLevelRow>(this.dataSource, planOf(filter), { ...filter, sort });
  }
}
