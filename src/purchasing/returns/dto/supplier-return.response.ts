import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import type { Actor } from '../../../common/auth/actor.js';
import type { ListedHeader } from '../../shared/listed-documents.js';
import { STOCK_STATES, type StockState } from '../../../inventory/index.js';
import { QUALITY_ISSUES, type QualityIssue } from '../../domain/quality.js';
import { shownTo } from '../../shared/costs.js';
import { headerFields, PurchasingDocumentResponse } from '../../shared/document.response.js';
import {
  pricedFields,
  PricedLineResponse,
  totalsFields,
  TotalsResponse,
} from '../../shared/priced-line.response.js';
import type { SupplierReturnLine } from '../supplier-return-line.entity.js';
import type { SupplierReturn } from '../supplier-return.entity.js';

export class SupplierReturnLineResponse extends PricedLineResponse {
  /** The line of the delivery that brought the goods. */
  receipt_line_id: string | null;
  /** @example 1 */
  quantity: number;
  /** False for goods that were rejected on arrival: they never entered stock. */
  is_from_stock: boolean;
  @ApiProperty({ enum: QUALITY_ISSUES, nullable: true, example: 'damaged' })
  issue_type: QualityIssue | null;
  batch_id: string | null;
  serial_numbers: string[];
  @ApiProperty({ enum: STOCK_STATES, example: 'sellable' })
  stock_state: StockState;

  static from(line: SupplierReturnLine): SupplierReturnLineResponse {
    return {
      ...pricedFields(line),
      receipt_line_id: line.receipt_line_id,
      quantity: line.quantity.toNumber(),
      is_from_stock: line.is_from_stock,
      issue_type: line.issue_type,
      batch_id: line.batch_id,
      serial_numbers: line.serial_numbers,
      stock_state: line.stock_state,
    };
  }
}

/** The head of a return. */
export class SupplierReturnSummaryResponse extends IntersectionType(
  PurchasingDocumentResponse,
  TotalsResponse,
) {
  supplier_id: string;
  /** @example Acme */
  supplier_name: string;
  /** @example USD */
  currency: string;
  /** The delivery that brought the goods. */
  receipt_id: string | null;
  /** @example Rejected on arrival */
  reason: string | null;
}

export class SupplierReturnResponse extends SupplierReturnSummaryResponse {
  lines: SupplierReturnLineResponse[];

  static from(stored: StoredReturn & { lines: SupplierReturnLine[] }, actor: Actor): SupplierReturnResponse {
    const lines = stored.lines.map((line) => shownTo(actor, SupplierReturnLineResponse.from(line)));
    return shownTo(actor, { ...returnSummary(stored), lines });
  }
}

export interface StoredReturn {
  document: ListedHeader;
  head: SupplierReturn;
  supplier_name: string;
}

export function returnSummary({
  document,
  head,
  supplier_name,
}: StoredReturn): SupplierReturnSummaryResponse {
  return {
    ...headerFields(document),
    ...totalsFields(head),
    supplier_id: document.partner_id!,
    supplier_name,
    currency: document.currency,
    receipt_id: head.receipt_id,
    reason: head.reason,
  };
}
