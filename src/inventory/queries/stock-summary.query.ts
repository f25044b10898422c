import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { queryOne } from '../../common/database/statement.js';
import { TRANSIT_LOCATION_ID } from '../../locations/index.js';
import type { StockSummaryQuery as Filter } from '../dto/stock-summary.query.js';
import type { StockSummaryRow } from '../dto/stock-summary.response.js';

// Low or out is a matter of a product as a whole: over all locations, or at the one asked for.
const SUMMARY = `
  WITH stock AS (
    SELECT coalesce(kept.min_stock_level, p.min_stock_level) AS min_stock_level, coalesce(s.on_hand, 0) AS on_hand
    FROM products p LEFT JOIN (
      SELECT product_id, sum(on_hand) AS on_hand FROM stock_levels
      WHERE location_id <> '${TRANSIT_LOCATION_ID}' AND ($1::uuid IS NULL OR location_id = $1::uuid)
      GROUP BY product_id) s ON s.product_id = p.id
      LEFT JOIN product_location_settings kept ON kept.product_id = p.id AND kept.location_id = $1::uuid
    WHERE p.is_stocked AND p.lifecycle_status <> 'archived'),
  worth AS (
    SELECT l.currency, sum(s.stock_value) AS value
    FROM stock_levels s JOIN locations l ON l.id = s.location_id
    WHERE l.type <> 'transit' AND ($1::uuid IS NULL OR s.location_id = $1::uuid) GROUP BY l.currency)
  SELECT count(*)::int AS product_count,
    count(*) FILTER (WHERE on_hand > 0)::int AS in_stock_count,
    count(*) FILTER (WHERE min_stock_level > 0 AND on_hand <= min_stock_level)::int AS low_stock_count,
    count(*) FILTER (WHERE on_hand = 0)::int AS out_of_stock_count,
    count(*) FILTER (WHERE on_hand < 0)::int AS negative_stock_count,
    coalesce(sum(on_hand), 0) AS total_quantity,
    (SELECT coalesce(json_agg(json_build_object('currency', currency, 'value', value::text) ORDER BY currency), '[]')
     FROM worth) AS values
  FROM stock`;

/** Counts and sums over the whole stock, in one statement. */
@Injectable()
export class StockSummary {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  run({ location_id }: Filter): Promise<StockSummaryRow> {
    return queryOne<StockSummaryRow>(this.dataSource, SUMMARY, [location_id ?? null]);
  }
}
