import { Decimal } from '../../common/money/decimal.js';
import { money } from '../amounts.js';

/** Sales in one currency. Always: gross − voided − returned = net + tax = total. */
export class SalesFigures {
  /** @example USD */
  currency: string;

  /**
   * Completed sales, those voided later included.
   * @example 42
   */
  sales_count: number;

  /** @example 1 */
  voids_count: number;

  /** @example 2 */
  returns_count: number;

  /**
   * What customers were charged, tax included.
   * @example 1210.5
   */
  gross_amount: number;

  /**
   * Taken off prices; tax included where prices include it.
   * @example 35
   */
  discount_amount: number;

  /**
   * Voided sales, tax included.
   * @example 20
   */
  voided_amount: number;

  /**
   * Returned goods, tax included.
   * @example 15.5
   */
  returned_amount: number;

  /**
   * Revenue without tax, after voids and returns.
   * @example 1000
   */
  net_amount: number;

  /** @example 175 */
  tax_amount: number;

  /** @example 1175 */
  total_amount: number;

  /**
   * An average sale that was not voided, tax included; null when there was none.
   * @example 29.04
   */
  average_basket: number | null;
}

export const SALES_COLUMNS = [
  'currency',
  'sales_count',
  'voids_count',
  'returns_count',
  'gross_amount',
  'discount_amount',
  'voided_amount',
  'returned_amount',
  'net_amount',
  'tax_amount',
  'total_amount',
  'average_basket',
] as const;

type Counts = 'sales_count' | 'voids_count' | 'returns_count';
type Amounts = Exclude<(typeof SALES_COLUMNS)[number], 'currency' | 'average_basket' | Counts>;

/** What SALES_FIGURES selects. */
export type SalesFiguresRow = { currency: string } & Record<Counts, number> & Record<Amounts, string>;

/** Aggregates of rows of rpt_sale_documents. */
export const SALES_FIGURES = `currency,
  count(*) FILTER (WHERE kind = 'sale')::int AS sales_count,
  count(*) FILTER (WHERE kind = 'void')::int AS voids_count,
  count(*) FILTER (WHERE kind = 'return')::int AS returns_count,
  coalesce(sum(total_amount) FILTER (WHERE kind = 'sale'), 0) AS gross_amount,
  coalesce(-sum(total_amount) FILTER (WHERE kind = 'void'), 0) AS voided_amount,
  coalesce(-sum(total_amount) FILTER (WHERE kind = 'return'), 0) AS returned_amount,
  sum(discount_amount) AS discount_amount, sum(net_amount) AS net_amount, sum(tax_amount) AS tax_amount,
  sum(total_amount) AS total_amount`;

export function salesFigures(row: SalesFiguresRow): SalesFigures {
  const { currency, sales_count, voids_count, returns_count } = row;
  const kept = sales_count - voids_count;
  const taken = new Decimal(row.gross_amount).minus(row.voided_amount);
  return {
    currency,
    sales_count,
    voids_count,
    returns_count,
    gross_amount: money(row.gross_amount, currency),
    discount_amount: money(row.discount_amount, currency),
    voided_amount: money(row.voided_amount, currency),
    returned_amount: money(row.returned_amount, currency),
    net_amount: money(row.net_amount, currency),
    tax_amount: money(row.tax_amount, currency),
    total_amount: money(row.total_amount, currency),
    average_basket: kept > 0 ? money(taken.div(kept), currency) : null,
  };
}
