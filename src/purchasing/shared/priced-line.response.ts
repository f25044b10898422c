import { ApiProperty } from '@nestjs/swagger';
import { PRICE_SOURCES, type PriceSource } from '../domain/price-source.js';
import type { GoodsLine, PricedHead, PricedLine } from './goods-line.js';

type StoredGoods = GoodsLine & { id: string; product_id: string; packaging_id: string | null };

export class GoodsLineResponse {
  id: string;
  /** @example 1 */
  line_number: number;
  product_id: string;
  /** @example MUG001 */
  sku: string;
  /** @example Coffee Mug */
  name: string;
  /**
   * What quantities and prices are of.
   * @example box
   */
  unit: string;
  /**
   * Base units in one such unit.
   * @example 12
   */
  unit_factor: number;
  packaging_id: string | null;
  /** @example The blue ones */
  notes: string | null;
}

/** Prices and amounts need costs:read. */
export class PricedLineResponse extends GoodsLineResponse {
  /** @example 12.5 */
  unit_price?: number;
  /** Where the price comes from. */
  @ApiProperty({ enum: PRICE_SOURCES, example: 'given', required: false })
  price_source?: PriceSource;
  /** @example 0 */
  discount_percent?: number;
  /** @example 0 */
  discount_amount?: number;
  /** @example 62.5 */
  net_amount?: number;
  /** @example S */
  tax_code: string | null;
  /**
   * Percent.
   * @example 20
   */
  tax_rate: number;
  /** @example 12.5 */
  tax_amount?: number;
  /** @example 75 */
  total_amount?: number;
}

export function goodsFields(line: StoredGoods): GoodsLineResponse {
  return {
    id: line.id,
    line_number: line.line_number,
    product_id: line.product_id,
    sku: line.sku,
    name: line.name,
    unit: line.unit_code,
    unit_factor: line.unit_factor.toNumber(),
    packaging_id: line.packaging_id,
    notes: line.notes,
  };
}

export function pricedFields(line: StoredGoods & PricedLine): PricedLineResponse {
  return {
    ...goodsFields(line),
    unit_price: line.unit_price.toNumber(),
    price_source: line.price_source,
    discount_percent: line.discount_percent.toNumber(),
    discount_amount: line.discount_amount.toNumber(),
    net_amount: line.net_amount.toNumber(),
    tax_code: line.tax_code,
    tax_rate: line.tax_rate.toNumber(),
    tax_amount: line.tax_amount.toNumber(),
    total_amount: line.total_amount.toNumber(),
  };
}

/** Amounts need costs:read. */
export class TotalsResponse {
  /** Whether unit prices are with tax. */
  prices_include_tax: boolean;
  /**
   * After discounts, without tax.
   * @example 62.5
   */
  subtotal?: number;
  /** @example 0 */
  discount_total?: number;
  /** @example 12.5 */
  tax_total?: number;
  /** @example 75 */
  total?: number;
}

export function totalsFields(head: PricedHead): TotalsResponse {
  return {
    prices_include_tax: head.prices_include_tax,
    subtotal: head.subtotal.toNumber(),
    discount_total: head.discount_total.toNumber(),
    tax_total: head.tax_total.toNumber(),
    total: head.total.toNumber(),
  };
}
