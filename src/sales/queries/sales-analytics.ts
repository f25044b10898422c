import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { can, type Actor } from '../../common/auth/actor.js';
import { query, queryOne } from '../../common/database/statement.js';
import { Decimal } from '../../common/money/decimal.js';
import { SoldCosts } from '../../inventory/index.js';
import { LocationDirectory } from '../../locations/index.js';
import type { PeriodQuery, TopProductsQuery } from '../dto/analytics.dto.js';
import { DailySummaryResponse, RevenueResponse, TopProductResponse } from '../dto/analytics.response.js';

/** Sales that count: completed ones, whether or not something came back since. Voided ones never happened. */
const REVENUE = `
  WITH sold AS (
    SELECT count(*)::int AS sales, coalesce(sum(total_amount), 0) AS gross, coalesce(sum(tax_amount), 0) AS tax,
      coalesce(sum(discount_amount), 0) AS discount
    FROM sales
    WHERE business_date BETWEEN $1::date AND $2::date AND status IN ('completed', 'refunded', 'partially_refunded')
      AND ($3::uuid IS NULL OR location_id = $3::uuid) AND currency = $4::text
  ), back AS (
    SELECT count(*)::int AS returns, coalesce(sum(total_amount), 0) AS returned, coalesce(sum(tax_amount), 0) AS tax
    FROM sale_returns
    WHERE business_date BETWEEN $1::date AND $2::date
      AND ($3::uuid IS NULL OR location_id = $3::uuid) AND currency = $4::text
  )
  SELECT sold.sales, sold.gross, back.returns, back.returned, sold.tax - back.tax AS tax, sold.discount FROM sold, back`;

const TOP_PRODUCTS = `
  SELECT i.product_id, max(i.sku) AS sku, max(i.name) AS name, sum(i.quantity * i.unit_factor) AS quantity,
    sum(i.total_amount) AS revenue, count(DISTINCT i.sale_id)::int AS sales
  FROM sales s JOIN sale_items i ON i.sale_id = s.id
  WHERE s.business_date BETWEEN $1::date AND $2::date AND s.status IN ('completed', 'refunded', 'partially_refunded')
    AND ($3::uuid IS NULL OR s.location_id = $3::uuid) AND s.currency = $4::text
  GROUP BY i.product_id ORDER BY revenue DESC, i.product_id LIMIT $5`;

interface RevenueRow {
  sales: number;
  gross: string;
  returns: number;
  returned: string;
  tax: string;
  discount: string;
}

interface TopProductRow {
  product_id: string;
  sku: string;
  name: string;
  quantity: string;
  revenue: string;
  sales: number;
}

interface Scope {
  start_date: string;
  end_date: string;
  location_id?: string;
}

/** Figures of sales over business days, in the currency of the location asked for (or of the default one). */
@Injectable()
export class SalesAnalytics {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly locations: LocationDirectory,
    private readonly costs: SoldCosts,
  ) {}

  async revenue(scope: Scope & PeriodQuery): Promise<RevenueResponse> {
    const currency = await this.currency(scope);
    const row = await queryOne<RevenueRow>(this.dataSource, REVENUE, this.values(scope, currency));
    const gross = new Decimal(row.gross);
    const returns = new Decimal(row.returned);
    return {
      start_date: scope.start_date,
      end_date: scope.end_date,
      currency,
      gross_revenue: gross.toNumber(),
      returns: returns.toNumber(),
      net_revenue: gross.minus(returns).toNumber(),
      tax_amount: Number(row.tax),
      discount_amount: Number(row.discount),
      sales_count: row.sales,
      returns_count: row.returns,
      average_sale: row.sales === 0 ? 0 : gross.div(row.sales).toDecimalPlaces(2).toNumber(),
    };
  }

  async topProducts(scope: Scope & TopProductsQuery): Promise<TopProductResponse[]> {
    const values = [...this.values(scope, await this.currency(scope)), scope.limit];
    const rows = await query<TopProductRow>(this.dataSource, TOP_PRODUCTS, values);
    return rows.map((row) => ({
      product_id: row.product_id,
      sku: row.sku,
      name: row.name,
      quantity: Number(row.quantity),
      revenue: Number(row.revenue),
      sales_count: row.sales,
    }));
  }

  /** One business day; cost and profit (net of tax) from the cost layers for callers with costs:read. */
  async day(date: string, locationId: string | undefined, actor: Actor): Promise<DailySummaryResponse> {
    const scope = { start_date: date, end_date: date, location_id: locationId };
    const { start_date: _start, end_date: _end, ...figures } = await this.revenue(scope);
    if (!can(actor, 'costs:read')) return { date, ...figures };
    const cost = await this.costs.ofDay(this.dataSource, date, locationId);
    const net = new Decimal(figures.net_revenue).minus(figures.tax_amount);
    return { date, ...figures, cost_amount: cost.toNumber(), profit_amount: net.minus(cost).toNumber() };
  }

  private values(scope: Scope, currency: string): unknown[] {
    return [scope.start_date, scope.end_date, scope.location_id ?? null, currency];
  }

  private async currency(scope: Scope): Promise<string> {
    return (await this.locations.location(this.dataSource, scope.location_id)).currency;
  }
}
