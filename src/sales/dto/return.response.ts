import { ApiProperty } from '@nestjs/swagger';
import { DISPOSITIONS } from '../../inventory/index.js';
import type { RefundEntry } from '../../payments/index.js';
import { LotResponse } from './lot.response.js';
import { LineTaxResponse } from './line-part.response.js';
import type { SaleReturnItem } from '../entities/sale-return-item.entity.js';
import type { SaleReturn } from '../entities/sale-return.entity.js';

export class ReturnItemResponse {
  id: string;
  sale_item_id: string | null;
  product_id: string;
  /** @example 85123A */
  sku: string;
  name: string;
  /**
   * What quantity counts.
   * @example pc
   */
  unit: string;
  /** @example 1 */
  unit_factor: number;
  /** @example 1 */
  quantity: number;
  @ApiProperty({ enum: DISPOSITIONS })
  disposition: string;
  /** @example 2.55 */
  unit_price: number;
  /** @example 2.55 */
  net_amount: number;
  /** @example 0 */
  tax_rate: number;
  /** @example 0 */
  tax_amount: number;
  /** The tax by component. */
  taxes: LineTaxResponse[];
  /** @example 2.55 */
  total_amount: number;
  /** Batches and serial numbers that came back. */
  lots: LotResponse[];

  static from(item: SaleReturnItem): ReturnItemResponse {
    return {
      id: item.id,
      sale_item_id: item.sale_item_id,
      product_id: item.product_id,
      sku: item.sku,
      name: item.name,
      unit: item.unit_code,
      unit_factor: item.unit_factor.toNumber(),
      quantity: item.quantity.toNumber(),
      disposition: item.disposition,
      unit_price: item.unit_price.toNumber(),
      net_amount: item.net_amount.toNumber(),
      tax_rate: item.tax_rate.toNumber(),
      tax_amount: item.tax_amount.toNumber(),
      taxes: item.taxes.map((tax) => LineTaxResponse.from(tax)),
      total_amount: item.total_amount.toNumber(),
      lots: item.lots.map((lot) => LotResponse.from(lot)),
    };
  }
}

/** Money that went back. */
export class RefundResponse {
  id: string;
  payment_id: string | null;
  /** @example cash */
  payment_method: string;
  /** @example 2.55 */
  amount: number;
  reference_number: string | null;

  static from(refund: RefundEntry): RefundResponse {
    const { id, payment_id, payment_method, reference_number } = refund;
    return { id, payment_id, payment_method, reference_number, amount: refund.amount.toNumber() };
  }
}

/** Goods taken back and what was refunded for them. */
export class ReturnResponse {
  id: string;
  /** The sale; null for a blind return. */
  sale_id: string | null;
  location_id: string;
  register_id: string;
  customer_id: string | null;
  /** @example GBP */
  currency: string;
  /** @example 2.55 */
  subtotal: number;
  /** @example 0 */
  tax_amount: number;
  /** @example 2.55 */
  total_amount: number;
  /**
   * What cash rounding added to the refund.
   * @example 0
   */
  rounding_amount: number;
  /** @example 2.55 */
  refunded_amount: number;
  reason: string | null;
  return_date: Date;
  /** @example 2010-12-01 */
  business_date: string;
  /** @example MAIN-POS1-00000063 */
  receipt_number: string | null;
  items: ReturnItemResponse[];
  refunds: RefundResponse[];
  created_at: Date;

  static from(
    document: SaleReturn,
    items: readonly SaleReturnItem[],
    refunds: readonly RefundEntry[],
    receiptNumber: string | null,
  ): ReturnResponse {
    return {
      id: document.id,
      sale_id: document.sale_id,
      location_id: document.location_id,
      register_id: document.register_id,
      customer_id: document.customer_id,
      currency: document.currency,
      subtotal: document.subtotal.toNumber(),
      tax_amount: document.tax_amount.toNumber(),
      total_amount: document.total_amount.toNumber(),
      rounding_amount: document.rounding_amount.toNumber(),
      refunded_amount: document.refunded_amount.toNumber(),
      reason: document.reason,
      return_date: document.occurred_at,
      business_date: document.business_date,
      receipt_number: receiptNumber,
      items: items.map((item) => ReturnItemResponse.from(item)),
      refunds: refunds.map((refund) => RefundResponse.from(refund)),
      created_at: document.created_at,
    };
  }
}
