import { ApiProperty } from '@nestjs/swagger';
import type { Actor } from '../../../common/auth/actor.js';
import { can } from '../../../common/auth/actor.js';
import type { ListedHeader } from '../../shared/listed-documents.js';
import { shownTo } from '../../shared/costs.js';
import { headerFields, PurchasingDocumentResponse } from '../../shared/document.response.js';
import { goodsFields, GoodsLineResponse } from '../../shared/priced-line.response.js';
import type { PurchaseRequestLine } from '../purchase-request-line.entity.js';
import { PRIORITIES, type Priority, type PurchaseRequest } from '../purchase-request.entity.js';
import type { StoredConversion } from '../request-rows.js';

export class PurchaseRequestLineResponse extends GoodsLineResponse {
  /** @example 100 */
  quantity: number;
  /**
   * What was ordered of it.
   * @example 60
   */
  converted_quantity: number;
  /** @example 40 */
  open_quantity: number;
  /**
   * Needs costs:read.
   * @example 12.5
   */
  estimated_price?: number | null;
  supplier_id: string | null;

  static from(line: PurchaseRequestLine): PurchaseRequestLineResponse {
    return {
      ...goodsFields(line),
      quantity: line.quantity.toNumber(),
      converted_quantity: line.converted_quantity.toNumber(),
      open_quantity: line.quantity.minus(line.converted_quantity).toNumber(),
      estimated_price: line.estimated_price?.toNumber() ?? null,
      supplier_id: line.supplier_id,
    };
  }
}

/** What was ordered of a request. */
export class RequestConversionResponse {
  request_line_id: string;
  order_id: string;
  /** @example PO-000042 */
  order_number: string | null;
  /** @example 60 */
  quantity: number;
  created_at: Date;
}

/** The head of a request. */
export class PurchaseRequestSummaryResponse extends PurchasingDocumentResponse {
  @ApiProperty({ enum: PRIORITIES, example: 'high' })
  priority: Priority;
  /** @example 2030-01-31 */
  required_by_date: string | null;
  /** @example USD */
  currency: string;
  /**
   * Roughly what it will cost. Needs costs:read.
   * @example 1250
   */
  estimated_total?: number;
}

export interface StoredRequest {
  document: ListedHeader;
  request: PurchaseRequest;
}

export interface WholeRequest extends StoredRequest {
  lines: PurchaseRequestLine[];
  conversions: StoredConversion[];
}

export class PurchaseRequestResponse extends PurchaseRequestSummaryResponse {
  lines: PurchaseRequestLineResponse[];
  conversions: RequestConversionResponse[];

  static from(stored: WholeRequest, actor: Actor): PurchaseRequestResponse {
    return {
      ...requestSummary(stored, actor),
      lines: stored.lines.map((line) => shownTo(actor, PurchaseRequestLineResponse.from(line))),
      conversions: stored.conversions.map((each) => ({
        request_line_id: each.request_line_id,
        order_id: each.order_id,
        order_number: each.order_number,
        quantity: each.quantity.toNumber(),
        created_at: each.created_at,
      })),
    };
  }
}

export function requestSummary(
  { document, request }: StoredRequest,
  actor: Actor,
): PurchaseRequestSummaryResponse {
  return {
    ...headerFields(document),
    priority: request.priority,
    required_by_date: request.required_by_date,
    currency: document.currency,
    ...(can(actor, 'costs:read') ? { estimated_total: document.total_amount.toNumber() } : {}),
  };
}
