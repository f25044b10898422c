import { ApiProperty } from '@nestjs/swagger';
import { SALE_STATUSES } from '../domain/sale-status.js';
import type { Sale } from '../entities/sale.entity.js';

/** The head of a sale, as lists show it. */
export class SaleSummaryResponse {
  /** @example 0198c7a2-7d3e-7c1a-9a51-3f0c5b8a1e77 */
  id: string;
  /** @example ORD-00000042 */
  order_number: string;
  /** @example completed */
  @ApiProperty({ enum: SALE_STATUSES })
  status: string;
  location_id: string;
  register_id: string;
  customer_id: string | null;
  /** The user who sold. */
  cashier_id: string;
  employee_id: string | null;
  /** @example GBP */
  currency: string;
  prices_include_tax: boolean;
  /**
   * Net of all lines, after discounts.
   * @example 139.12
   */
  subtotal: number;
  /** @example 0 */
  discount_amount: number;
  /** @example 0 */
  tax_amount: number;
  /**
   * subtotal + tax_amount.
   * @example 139.12
   */
  total_amount: number;
  /**
   * What cash rounding added to the total.
   * @example 0
   */
  rounding_amount: number;
  /** @example 139.12 */
  paid_amount: number;
  /** @example 0 */
  change_amount: number;
  /** @example 0 */
  refunded_amount: number;
  discount_id: string | null;
  /** @example ["SPRING10"] */
  coupon_codes: string[];
  notes: string | null;
  /** When it happened, by the till. */
  sale_date: Date;
  /**
   * The shop's day it counts for.
   * @example 2010-12-01
   */
  business_date: string;
  /** @example Europe/London */
  time_zone: string;
  completed_at: Date | null;
  cancelled_at: Date | null;
  voided_at: Date | null;
  cancel_reason: string | null;
  /**
   * Number of its receipt once completed.
   * @example MAIN-POS1-00000001
   */
  receipt_number: string | null;
  created_at: Date;
  updated_at: Date;
  /** @example 1 */
  version: number;

  static summary(sale: Sale, receiptNumber: string | null): SaleSummaryResponse {
    return Object.assign(new SaleSummaryResponse(), summaryFields(sale, receiptNumber));
  }
}

/** The fields that lists and single sales share. */
export function summaryFields(sale: Sale, receiptNumber: string | null): SaleSummaryResponse {
  return {
    id: sale.id,
    order_number: sale.order_number,
    status: sale.status,
    location_id: sale.location_id,
    register_id: sale.register_id,
    customer_id: sale.customer_id,
    cashier_id: sale.cashier_id,
    employee_id: sale.employee_id,
    currency: sale.currency,
    prices_include_tax: sale.prices_include_tax,
    subtotal: sale.subtotal.toNumber(),
    discount_amount: sale.discount_amount.toNumber(),
    tax_amount: sale.tax_amount.toNumber(),
    total_amount: sale.total_amount.toNumber(),
    rounding_amount: sale.rounding_amount.toNumber(),
    paid_amount: sale.paid_amount.toNumber(),
    change_amount: sale.change_amount.toNumber(),
    refunded_amount: sale.refunded_amount.toNumber(),
    discount_id: sale.discount_id,
    coupon_codes: sale.coupon_codes,
    notes: sale.notes,
    sale_date: sale.occurred_at,
    business_date: sale.business_date,
    time_zone: sale.time_zone,
    completed_at: sale.completed_at,
    cancelled_at: sale.cancelled_at,
    voided_at: sale.voided_at,
    cancel_reason: sale.cancel_reason,
    receipt_number: receiptNumber,
    created_at: sale.created_at,
    updated_at: sale.updated_at,
    version: sale.version,
  };
}
