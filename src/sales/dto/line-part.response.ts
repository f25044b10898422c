import type { LineTax } from '../../pricing/index.js';
import type { SaleItemComponent } from '../entities/sale-item-component.entity.js';

/** One of the taxes that a line bears. */
export class LineTaxResponse {
  /** @example VAT20 */
  code: string;
  /** @example Value added tax */
  name: string;
  /**
   * Percent.
   * @example 20
   */
  rate: number;
  /** @example 3.06 */
  amount: number;

  static from({ code, name, rate, amount }: LineTax): LineTaxResponse {
    return { code, name, rate: rate.toNumber(), amount: amount.toNumber() };
  }
}

/** A part of a bundle. */
export class ComponentResponse {
  product_id: string;
  /** @example TEA-ASSAM */
  sku: string;
  /** @example Assam tea, 250 g */
  name: string;
  /**
   * Of the whole line, in the part's own unit.
   * @example 2
   */
  quantity: number;

  static from({ product_id, sku, name, quantity }: SaleItemComponent): ComponentResponse {
    return { product_id, sku, name, quantity: quantity.toNumber() };
  }
}
