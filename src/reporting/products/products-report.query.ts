import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../../common/database/statement.js';
import { ReportPeriods } from '../period/report-periods.js';
import { readOnly } from '../read-only.js';
import type { ProductsReportRequest, Ranking } from './products-report.dto.js';
import {
  ProductsReportResponse,
  slowProduct,
  topProduct,
  type ProductsScope,
  type SlowSqlRow,
  type TopSqlRow,
} from './products-report.response.js';

const DEFAULT_TOP_N = 10;

const IN_SCOPE = `business_date BETWEEN $1::date AND $2::date AND ($3::uuid IS NULL OR location_id = $3)`;

const ORDER: Readonly<Record<Ranking, string>> = { revenue: 'net_amount', quantity: 'quantity' };

// What goods cost is looked up for the best few alone.
const top = (rank_by: Ranking): string => `
  WITH best AS (
    SELECT product_id, currency, sum(quantity) AS quantity, sum(net_amount) AS net_amount,
      sum(total_amount) AS total_amount
    FROM rpt_sale_lines JOIN rpt_products p USING (product_id)
    WHERE ${IN_SCOPE} AND ($4::uuid IS NULL OR p.category_id = $4)
    GROUP BY product_id, currency ORDER BY ${ORDER[rank_by]} DESC, product_id LIMIT $5::int),
  cost AS (
    SELECT product_id, currency, sum(amount) AS amount
    FROM rpt_sale_costs JOIN best USING (product_id, currency)
    WHERE ${IN_SCOPE} GROUP BY product_id, currency)
  SELECT product_id, p.sku, p.name, p.category, currency, best.quantity, best.net_amount, best.total_amount,
    coalesce(cost.amount, 0) AS cost_amount
  FROM best JOIN rpt_products p USING (product_id) LEFT JOIN cost USING (product_id, currency)
  ORDER BY ${ORDER[rank_by]} DESC, product_id`;

const SLOW = `
  WITH sold AS (
    SELECT product_id, sum(quantity) AS quantity FROM rpt_sale_lines WHERE ${IN_SCOPE} GROUP BY product_id),
  stocked AS (
    SELECT product_id, sku, name, category, sum(on_hand) AS on_hand FROM rpt_stock_levels
    WHERE ($3::uuid IS NULL OR location_id = $3) AND ($4::uuid IS NULL OR category_id = $4)
    GROUP BY product_id, sku, name, category HAVING sum(on_hand) > 0)
  SELECT product_id, sku, name, category, coalesce(sold.quantity, 0) AS quantity, on_hand
  FROM stocked LEFT JOIN sold USING (product_id)
  ORDER BY 5, on_hand DESC, sku LIMIT $5::int`;

@Injectable()
export class ProductsReportQuery {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly periods: ReportPeriods,
  ) {}

  /** `canSeeCosts`: whether the caller may know what goods cost. */
  run(request: ProductsReportRequest, canSeeCosts: boolean): Promise<ProductsReportResponse> {
    const { location_id, category_id, rank_by = 'revenue', top_n = DEFAULT_TOP_N } = request;
    return readOnly(this.dataSource, async (tx) => {
      const scope = { ...(await this.periods.of(tx, request)), location_id, category_id, rank_by };
      const best = await this.read<TopSqlRow>(tx, top(rank_by), scope, top_n);
      const worst = await this.read<SlowSqlRow>(tx, SLOW, scope, top_n);
      const shown = best.map((row) => topProduct(row, canSeeCosts));
      return ProductsReportResponse.from(scope, shown, worst.map(slowProduct));
    });
  }

  private read<Row>(db: Queryable, text: string, scope: ProductsScope, top_n: number): Promise<Row[]> {
    const { start_date, end_date, location_id = null, category_id = null } = scope;
    return query<Row>(db, text, [start_date, end_date, location_id, category_id, top_n]);
  }
}
