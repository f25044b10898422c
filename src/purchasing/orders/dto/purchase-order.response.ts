import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import type { Actor } from '../../../common/auth/actor.js';
import type { ListedHeader } from '../../shared/listed-documents.js';
import {
  acceptedQuantity,
  lineDelivery,
  orderDelivery,
  outstandingQuantity,
  type DeliveryStatus,
} from '../../domain/delivery-progress.js';
import { shownTo } from '../../shared/costs.js';
import { headerFields, PurchasingDocumentResponse } from '../../shared/document.response.js';
import {
  pricedFields,
  PricedLineResponse,
  totalsFields,
  TotalsResponse,
} from '../../shared/priced-line.response.js';
import type { PurchaseOrderLine } from '../purchase-order-line.entity.js';
import type { PurchaseOrder } from '../purchase-order.entity.js';

const DELIVERY = ['pending', 'partial', 'delivered'];

export class PurchaseOrderLineResponse extends PricedLineResponse {
  /** @example 5 */
  quantity: number;
  /**
   * All that came, rejected goods too.
   * @example 3
   */
  received_quantity: number;
  /** @example 2 */
  accepted_quantity: number;
  /** @example 1 */
  rejected_quantity: number;
  /**
   * What is still to come: ordered and not accepted.
   * @example 3
   */
  outstanding_quantity: number;
  @ApiProperty({ enum: DELIVERY, example: 'partial' })
  delivery_status: DeliveryStatus;
  /**
   * How much more than ordered may be accepted.
   * @example 0
   */
  over_delivery_percent: number;
  /** What the supplier calls it. */
  supplier_code: string | null;
  /** The line of the request it was made from. */
  request_line_id: string | null;

  static from(line: PurchaseOrderLine): PurchaseOrderLineResponse {
    return {
      ...pricedFields(line),
      quantity: line.quantity.toNumber(),
      received_quantity: line.received_quantity.toNumber(),
      accepted_quantity: acceptedQuantity(line).toNumber(),
      rejected_quantity: line.rejected_quantity.toNumber(),
      outstanding_quantity: outstandingQuantity(line).toNumber(),
      delivery_status: lineDelivery(line),
      over_delivery_percent: line.over_delivery_percent.toNumber(),
      supplier_code: line.supplier_code,
      request_line_id: line.request_line_id,
    };
  }
}

/** The head of an order. */
export class PurchaseOrderSummaryResponse extends IntersectionType(
  PurchasingDocumentResponse,
  TotalsResponse,
) {
  supplier_id: string;
  /** @example Acme */
  supplier_name: string;
  /** @example USD */
  currency: string;
  /** @example 2030-01-31 */
  expected_delivery_date: string;
  is_urgent: boolean;
  /**
   * The supplier's own number for it.
   * @example AB-7731
   */
  supplier_reference: string | null;
  sent_at: Date | null;
  sent_by: string | null;
  confirmed_at: Date | null;
}

/** What was ordered, in short. */
export class OrderedProductResponse {
  product_id: string;
  /** @example Coffee Mug */
  name: string;
  /** @example 5 */
  quantity: number;
  /** @example 12.5 */
  unit_price?: number;
}

export class PurchaseOrderResponse extends PurchaseOrderSummaryResponse {
  @ApiProperty({ enum: DELIVERY, example: 'partial' })
  delivery_status: DeliveryStatus;
  lines: PurchaseOrderLineResponse[];
  product_list: OrderedProductResponse[];

  static from(stored: StoredOrder & { lines: PurchaseOrderLine[] }, actor: Actor): PurchaseOrderResponse {
    const { lines } = stored;
    return shownTo(actor, {
      ...orderSummary(stored),
      delivery_status: orderDelivery(lines),
      lines: lines.map((line) => shownTo(actor, PurchaseOrderLineResponse.from(line))),
      product_list: lines.map((line) =>
        shownTo(actor, {
          product_id: line.product_id,
          name: line.name,
          quantity: line.quantity.toNumber(),
          unit_price: line.unit_price.toNumber(),
        }),
      ),
    });
  }
}

export interface StoredOrder {
  document: ListedHeader;
  order: PurchaseOrder;
  supplier_name: string;
}

export function orderSummary({ document, order, supplier_name }: StoredOrder): PurchaseOrderSummaryResponse {
  return {
    ...headerFields(document),
    ...totalsFields(order),
    supplier_id: document.partner_id!,
    supplier_name,
    currency: document.currency,
    expected_delivery_date: order.expected_delivery_date,
    is_urgent: order.is_urgent,
    supplier_reference: order.supplier_reference,
    sent_at: order.sent_at,
    sent_by: order.sent_by,
    confirmed_at: order.confirmed_at,
  };
}
