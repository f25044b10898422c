import { marginOf } from '../../domain/margin.js';
import { winningRule, type WinningRule } from '../../domain/winning-rule.js';
import type { PricedItem } from '../cart-pricing.js';
import { TraceEntryResponse } from './trace-entry.response.js';

/** A line with its price, and every rule that was considered for it. */
export class QuotedLineResponse {
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e11 */
  product_id: string;
  /** @example 85123A */
  sku: string;
  /** @example White hanging heart */
  name: string;
  /** @example 6 */
  quantity: number;
  /** @example pc */
  unit: string;
  /**
   * Price of one unit by the catalog or the scanned code.
   * @example 2.55
   */
  base_price: number;
  /**
   * Price of one unit before discounts: the base price, or the one set by hand.
   * @example 2.55
   */
  unit_price: number;
  /**
   * quantity × unit_price.
   * @example 15.3
   */
  gross_amount: number;
  /**
   * Everything taken off: the line's own discount and its share of the cart's.
   * @example 1.53
   */
  discount_amount: number;
  /** @example 0 */
  cart_discount_amount: number;
  /** The product discount that won. */
  discount_id: string | null;
  /**
   * What one unit comes to after discounts, in terms of the price; up to four decimals.
   * @example 2.295
   */
  effective_price: number;
  /** @example false */
  prices_include_tax: boolean;
  /** @example 13.77 */
  net_amount: number;
  /** @example STANDARD */
  tax_code: string | null;
  /**
   * Percent.
   * @example 20
   */
  tax_rate: number;
  /** @example 2.75 */
  tax_amount: number;
  /**
   * net_amount + tax_amount.
   * @example 16.52
   */
  total_amount: number;
  /** Whether a price, discount or tax by hand changed this line. */
  is_override: boolean;
  /**
   * The rule that made the price what it is.
   * @example product_discount
   */
  rule: WinningRule;
  /** Every rule that was considered. */
  trace: TraceEntryResponse[];
  /**
   * Why the product cannot be sold now, if so.
   * @example null
   */
  sale_refusal: string | null;
  /**
   * Only for callers who may see costs.
   * @example 1.2
   */
  unit_cost?: number | null;
  /** @example 6.57 */
  margin_amount?: number | null;
  /** @example 47.71 */
  margin_percent?: number | null;

  static from(
    { product, quoted, sale_refusal, digits }: PricedItem,
    canSeeCosts: boolean,
  ): QuotedLineResponse {
    const left = quoted.gross_before_discount.minus(quoted.discount_amount);
    return {
      product_id: product.id,
      sku: product.sku,
      name: product.name,
      quantity: quoted.quantity.toNumber(),
      unit: product.unit_code,
      base_price: quoted.base_price.toNumber(),
      unit_price: quoted.unit_price.toNumber(),
      gross_amount: quoted.gross_before_discount.toNumber(),
      discount_amount: quoted.discount_amount.toNumber(),
      cart_discount_amount: quoted.cart_discount_amount.toNumber(),
      discount_id: quoted.discount_id,
      effective_price: left.div(quoted.quantity).toDecimalPlaces(4).toNumber(),
      prices_include_tax: quoted.prices_include_tax,
      net_amount: quoted.net_amount.toNumber(),
      tax_code: quoted.tax_code,
      tax_rate: quoted.tax_rate.toNumber(),
      tax_amount: quoted.tax_amount.toNumber(),
      total_amount: quoted.total_amount.toNumber(),
      is_override: quoted.is_override,
      rule: winningRule(quoted),
      trace: quoted.trace.map(TraceEntryResponse.from),
      sale_refusal: sale_refusal ?? null,
      ...(canSeeCosts ? costsOf(quoted, product.cost_price, digits) : {}),
    };
  }
}

function costsOf(
  quoted: PricedItem['quoted'],
  cost: PricedItem['product']['cost_price'],
  digits: number,
): Pick<QuotedLineResponse, 'unit_cost' | 'margin_amount' | 'margin_percent'> {
  const margin = marginOf(quoted, cost, digits);
  return {
    unit_cost: margin?.unit_cost.toNumber() ?? null,
    margin_amount: margin?.margin_amount.toNumber() ?? null,
    margin_percent: margin?.margin_percent?.toNumber() ?? null,
  };
}
