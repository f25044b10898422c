class RevenueFigures {
  /** @example GBP */
  currency: string;
  /**
   * Completed sales, with tax.
   * @example 24702.88
   */
  gross_revenue: number;
  /**
   * What came back, with tax.
   * @example 199.13
   */
  returns: number;
  /**
   * gross_revenue − returns.
   * @example 24503.75
   */
  net_revenue: number;
  /**
   * Tax of sales less tax of returns.
   * @example 0
   */
  tax_amount: number;
  /** @example 0 */
  discount_amount: number;
  /** @example 62 */
  sales_count: number;
  /** @example 4 */
  returns_count: number;
  /** @example 398.43 */
  average_sale: number;
}

export class RevenueResponse extends RevenueFigures {
  /** @example 2010-12-01 */
  start_date: string;
  /** @example 2010-12-31 */
  end_date: string;
}

export class DailySummaryResponse extends RevenueFigures {
  /** @example 2010-12-01 */
  date: string;
  /**
   * From the cost layers; only with costs:read.
   * @example 14702.25
   */
  cost_amount?: number;
  /**
   * Net revenue without tax, less cost; only with costs:read.
   * @example 9801.5
   */
  profit_amount?: number;
}

export class TopProductResponse {
  product_id: string;
  /** @example 85123A */
  sku: string;
  name: string;
  /** @example 454 */
  quantity: number;
  /** @example 1158.7 */
  revenue: number;
  /** @example 12 */
  sales_count: number;
}
