import { ApiProperty } from '@nestjs/swagger';
import { TAX_TREATMENTS, type TaxTreatment } from '../../domain/cart.types.js';
import { marginOf } from '../../domain/margin.js';
import { PRICE_RULES, type PriceRule } from '../../domain/quote.types.js';
import { winningRule, type WinningRule } from '../../domain/winning-rule.js';
import type { PricedItem } from '../cart-pricing.js';
import { LineTaxResponse } from './line-tax.response.js';
import { TraceEntryResponse } from './trace-entry.response.js';

/** A line with its price, and every rule that was considered for it. */
export class QuotedLineResponse {
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e11 */
  product_id: string;
  /** @example 85123A */
  sku: string;
  /** @example White hanging heart */
  name: string;
  /**
   * In the unit.
   * @example 6
   */
  quantity: number;
  /**
   * Code of the unit it is sold in.
   * @example pc
   */
  unit: string;
  /**
   * The product's own units in one of that unit.
   * @example 1
   */
  unit_factor: number;
  /** The pack that is sold. */
  packaging_id: string | null;
  /**
   * quantity × unit_factor.
   * @example 6
   */
  base_quantity: number;
  /**
   * Price of one unit by the catalog, the place, the pack or the scanned code.
   * @example 2.55
   */
  base_price: number;
  /**
   * Price of one unit before discounts.
   * @example 2.55
   */
  unit_price: number;
  /**
   * Where that price comes from.
   * @example base
   */
  @ApiProperty({ enum: PRICE_RULES })
  price_rule: PriceRule;
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
   * The promotions that changed what the line costs.
   * @example []
   */
  promotion_ids: string[];
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
   * Percent, all taxes together.
   * @example 20
   */
  tax_rate: number;
  /** By component; none where nothing is due. */
  taxes: LineTaxResponse[];
  /**
   * Whether the customer owes the tax.
   * @example standard
   */
  @ApiProperty({ enum: TAX_TREATMENTS })
  tax_treatment: TaxTreatment;
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
   * What people took off it by hand, in percent of its base price.
   * @example 0
   */
  hand_discount_percent: number;
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
   * Of one of the product's own units, at this place; only for callers who may see costs.
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
      unit: quoted.unit_code,
      unit_factor: quoted.unit_factor.toNumber(),
      packaging_id: quoted.packaging_id,
      base_quantity: quoted.base_quantity.toNumber(),
      base_price: quoted.base_price.toNumber(),
      unit_price: quoted.unit_price.toNumber(),
      price_rule: quoted.price_rule,
      gross_amount: quoted.gross_before_discount.toNumber(),
      discount_amount: quoted.discount_amount.toNumber(),
      cart_discount_amount: quoted.cart_discount_amount.toNumber(),
      discount_id: quoted.discount_id,
      promotion_ids: quoted.promotion_ids,
      effective_price: left.div(quoted.quantity).toDecimalPlaces(4).toNumber(),
      prices_include_tax: quoted.prices_include_tax,
      net_amount: quoted.net_amount.toNumber(),
      tax_code: quoted.tax_code,
      tax_rate: quoted.tax_rate.toNumber(),
      taxes: quoted.taxes.map(LineTaxResponse.from),
      tax_treatment: quoted.tax_treatment,
      tax_amount: quoted.tax_amount.toNumber(),
      total_amount: quoted.total_amount.toNumber(),
      is_override: quoted.is_override,
      hand_discount_percent: quoted.hand_discount_percent.toNumber(),
      rule: winningRule(quoted),
      trace: quoted.trace.map(TraceEntryResponse.from),
      sale_refusal: sale_refusal ?? null,
      ...(canSeeCosts ? costsOf(quoted, digits) : {}),
    };
  }
}

function costsOf(
  quoted: PricedItem['quoted'],
  digits: number,
): Pick<QuotedLineResponse, 'unit_cost' | 'margin_amount' | 'margin_percent'> {
  const margin = marginOf(quoted, digits);
  return {
    unit_cost: margin?.unit_cost.toNumber() ?? null,
    margin_amount: margin?.margin_amount.toNumber() ?? null,
    margin_percent: margin?.margin_percent?.toNumber() ?? null,
  };
}
