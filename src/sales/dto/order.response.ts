import { ApiProperty } from '@nestjs/swagger';
import { SALE_STATUSES } from '../domain/sale-status.js';
import { LotResponse } from './lot.response.js';
import type { SaleItemResponse } from './sale-item.response.js';
import type { SaleSummaryResponse } from './sale-summary.response.js';
import type { SaleResponse } from './sale.response.js';

export class OrderItemResponse {
  id: string;
  product_id: string;
  /** @example 2 */
  quantity: number;
  /**
   * What quantity counts: the product's own unit or a pack.
   * @example pc
   */
  unit: string;
  /** @example 999.99 */
  unit_price: number;
  /** Line discount and share of the order's. */
  discount: number;
  /** What the line costs with tax. */
  subtotal: number;
  /** Batches and serial numbers that were sold. */
  lots: LotResponse[];

  static from(item: SaleItemResponse): OrderItemResponse {
    const { id, product_id, quantity, unit, unit_price, discount_amount, total_amount, lots } = item;
    const money = { unit_price, discount: discount_amount, subtotal: total_amount };
    return { id, product_id, quantity, unit, ...money, lots };
  }
}

/** The head of an order: a sale in the words of the POS Backend. */
export class OrderSummaryResponse {
  /** @example 0198c7a2-7d3e-7c1a-9a51-3f0c5b8a1e77 */
  id: string;
  /** @example ORD-00000042 */
  order_number: string;
  customer_id: string | null;
  user_id: string;
  @ApiProperty({ enum: SALE_STATUSES })
  status: string;
  /** @example 1989.98 */
  subtotal: number;
  /** @example 15.5 */
  tax: number;
  /** @example 15 */
  discount: number;
  /** @example 2000.48 */
  total: number;
  /** @example 0 */
  paid: number;
  notes: string | null;
  created_at: Date;
  updated_at: Date;
  completed_at: Date | null;
  /** @example 1 */
  version: number;

  static summary(sale: SaleSummaryResponse): OrderSummaryResponse {
    return {
      id: sale.id,
      order_number: sale.order_number,
      customer_id: sale.customer_id,
      user_id: sale.cashier_id,
      status: sale.status,
      subtotal: sale.subtotal,
      tax: sale.tax_amount,
      discount: sale.discount_amount,
      total: sale.total_amount,
      paid: sale.paid_amount,
      notes: sale.notes,
      created_at: sale.created_at,
      updated_at: sale.updated_at,
      completed_at: sale.completed_at,
      version: sale.version,
    };
  }
}

export class OrderResponse extends OrderSummaryResponse {
  order_items: OrderItemResponse[];

  static from(sale: SaleResponse): OrderResponse {
    return {
      ...OrderSummaryResponse.summary(sale),
      order_items: sale.items.map((item) => OrderItemResponse.from(item)),
    };
  }
}

/** Where an order stands. */
export class OrderTrackingResponse {
  id: string;
  order_number: string;
  @ApiProperty({ enum: SALE_STATUSES })
  status: string;
  /** @example 1500 */
  paid: number;
  /** @example 500.48 */
  due: number;
  created_at: Date;
  completed_at: Date | null;
  cancelled_at: Date | null;

  static from(sale: SaleResponse): OrderTrackingResponse {
    const due = sale.status === 'pending' ? sale.total_amount - sale.paid_amount : 0;
    return {
      id: sale.id,
      order_number: sale.order_number,
      status: sale.status,
      paid: sale.paid_amount,
      due: Number(due.toFixed(4)),
      created_at: sale.created_at,
      completed_at: sale.completed_at,
      cancelled_at: sale.cancelled_at,
    };
  }
}
