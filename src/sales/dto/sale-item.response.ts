import { ApiProperty } from '@nestjs/swagger';
import type { Decimal } from '../../common/money/decimal.js';
import { PRICE_RULES } from '../../pricing/index.js';
import { LotResponse } from './lot.response.js';
import { ComponentResponse, LineTaxResponse } from './line-part.response.js';
import type { SaleItem } from '../entities/sale-item.entity.js';

/** One line of a sale as it was priced. */
export class SaleItemResponse {
  id: string;
  sale_id: string;
  /** @example 1 */
  line_number: number;
  product_id: string;
  /** @example 85123A */
  sku: string;
  /** @example WHITE HANGING HEART T-LIGHT HOLDER */
  name: string;
  /**
   * What quantity and prices are of: the product's own unit or a pack.
   * @example pc
   */
  unit: string;
  /**
   * Base units in one such unit; stock moves quantity × unit_factor.
   * @example 1
   */
  unit_factor: number;
  packaging_id: string | null;
  /** @example 6 */
  quantity: number;
  /** @example 0 */
  returned_quantity: number;
  /**
   * The catalog's price then.
   * @example 2.55
   */
  base_price: number;
  /** The rule that set the price. */
  @ApiProperty({ enum: PRICE_RULES, example: 'base' })
  price_rule: string;
  /**
   * What one unit was charged at, before discounts.
   * @example 2.55
   */
  unit_price: number;
  /**
   * Line discount and share of the cart's.
   * @example 0
   */
  discount_amount: number;
  /** @example 15.3 */
  net_amount: number;
  tax_code: string | null;
  /**
   * Percent.
   * @example 20
   */
  tax_rate: number;
  /** @example 3.06 */
  tax_amount: number;
  /** The tax by component. */
  taxes: LineTaxResponse[];
  /** Whether, and why not, tax was charged. */
  @ApiProperty({ enum: ['standard', 'exempt', 'reverse_charge'], example: 'standard' })
  tax_treatment: string;
  /**
   * net_amount + tax_amount.
   * @example 18.36
   */
  total_amount: number;
  /**
   * Same as `total_amount`, as the Pandac API calls it.
   * @example 18.36
   */
  subtotal: number;
  /** Whether somebody overrode price, discount or tax. */
  is_override: boolean;
  /** The product discount that won, if one did. */
  discount_id: string | null;
  note: string | null;
  /** What a bundle took from the shelf. */
  components: ComponentResponse[];
  /** Batches and serial numbers that were sold; none of goods that have neither. */
  lots: LotResponse[];
  /** The reservation that the line kept. */
  reservation_id: string | null;
  /** Every rule considered for this price, and why it won or lost. */
  price_trace: unknown;
  /**
   * From the cost layers; only with costs:read.
   * @example 9.6
   */
  cost_amount?: number;

  static from(item: SaleItem, costs?: ReadonlyMap<string, Decimal>): SaleItemResponse {
    const answer: SaleItemResponse = {
      id: item.id,
      sale_id: item.sale_id,
      line_number: item.line_number,
      product_id: item.product_id,
      sku: item.sku,
      name: item.name,
      unit: item.unit_code,
      unit_factor: item.unit_factor.toNumber(),
      packaging_id: item.packaging_id,
      quantity: item.quantity.toNumber(),
      returned_quantity: item.returned_quantity.toNumber(),
      base_price: item.base_price.toNumber(),
      price_rule: item.price_rule,
      unit_price: item.unit_price.toNumber(),
      discount_amount: item.discount_amount.toNumber(),
      net_amount: item.net_amount.toNumber(),
      tax_code: item.tax_code,
      tax_rate: item.tax_rate.toNumber(),
      tax_amount: item.tax_amount.toNumber(),
      taxes: item.taxes.map((tax) => LineTaxResponse.from(tax)),
      tax_treatment: item.tax_treatment,
      total_amount: item.total_amount.toNumber(),
      subtotal: item.total_amount.toNumber(),
      is_override: item.is_override,
      discount_id: item.discount_id,
      note: item.note,
      components: item.components.map((component) => ComponentResponse.from(component)),
      lots: item.lots.map((lot) => LotResponse.from(lot)),
      reservation_id: item.reservation_id,
      price_trace: item.price_trace,
    };
    const cost = costs?.get(item.id);
    return cost === undefined ? answer : { ...answer, cost_amount: cost.toNumber() };
  }
}
