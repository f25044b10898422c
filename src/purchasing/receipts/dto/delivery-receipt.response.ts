import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import type { Actor } from '../../../common/auth/actor.js';
import type { ListedHeader } from '../../shared/listed-documents.js';
import { ALLOCATIONS, type Allocation } from '../../domain/landed-costs.js';
import {
  QUALITY_DECISIONS,
  QUALITY_ISSUES,
  QUALITY_STATUSES,
  type QualityDecision,
  type QualityIssue,
  type QualityStatus,
} from '../../domain/quality.js';
import { shownTo } from '../../shared/costs.js';
import { headerFields, PurchasingDocumentResponse } from '../../shared/document.response.js';
import {
  pricedFields,
  PricedLineResponse,
  totalsFields,
  TotalsResponse,
} from '../../shared/priced-line.response.js';
import type { DeliveryReceiptLine } from '../delivery-receipt-line.entity.js';
import type { DeliveryReceipt } from '../delivery-receipt.entity.js';
import type { StoredLandedCost } from '../landed-costs/landed-cost-rows.js';

/** A line; its amounts are those of what was accepted. */
export class DeliveryReceiptLineResponse extends PricedLineResponse {
  order_id: string | null;
  order_line_id: string | null;
  /** @example 5 */
  ordered_quantity: number | null;
  /** @example 5 */
  received_quantity: number;
  /** @example 4 */
  accepted_quantity: number;
  /** @example 1 */
  rejected_quantity: number;
  /**
   * Accepted, in base units: what goes into stock.
   * @example 48
   */
  base_quantity: number;
  @ApiProperty({ enum: QUALITY_DECISIONS, example: 'partial' })
  quality_decision: QualityDecision;
  @ApiProperty({ enum: QUALITY_ISSUES, nullable: true, example: 'damaged' })
  quality_issue_type: QualityIssue | null;
  /** @example Two boxes are wet */
  quality_notes: string | null;
  quality_checked_by: string | null;
  quality_checked_at: Date | null;
  /** @example L-2311 */
  batch_number: string | null;
  /** @example 2031-03-31 */
  expiry_date: string | null;
  serial_numbers: string[];
  /** @example 0.35 */
  unit_weight_kg: number | null;
  /**
   * Its share of freight, duty and the like. Needs costs:read.
   * @example 6.67
   */
  landed_amount?: number;
  /**
   * What one base unit cost, landed. Needs costs:read.
   * @example 1.1806
   */
  unit_cost?: number | null;

  static from(line: DeliveryReceiptLine): DeliveryReceiptLineResponse {
    const base = line.accepted_quantity.times(line.unit_factor);
    const cost = line.net_amount.plus(line.landed_amount);
    return {
      ...pricedFields(line),
      order_id: line.order_id,
      order_line_id: line.order_line_id,
      ordered_quantity: line.ordered_quantity?.toNumber() ?? null,
      received_quantity: line.received_quantity.toNumber(),
      accepted_quantity: line.accepted_quantity.toNumber(),
      rejected_quantity: line.rejected_quantity.toNumber(),
      base_quantity: base.toNumber(),
      quality_decision: line.quality_decision,
      quality_issue_type: line.quality_issue_type,
      quality_notes: line.quality_notes,
      quality_checked_by: line.quality_checked_by,
      quality_checked_at: line.quality_checked_at,
      batch_number: line.batch_number,
      expiry_date: line.expiry_date,
      serial_numbers: line.serial_numbers,
      unit_weight_kg: line.unit_weight_kg?.toNumber() ?? null,
      landed_amount: line.landed_amount.toNumber(),
      unit_cost: base.isZero() ? null : cost.div(base).toDecimalPlaces(4).toNumber(),
    };
  }
}

export class LandedShareResponse {
  receipt_line_id: string;
  /** @example 6.67 */
  amount: number;
}

export class LandedCostResponse {
  id: string;
  /** @example Freight */
  description: string;
  /** @example 10 */
  amount: number;
  @ApiProperty({ enum: ALLOCATIONS, example: 'quantity' })
  allocation: Allocation;
  /** Who charges it; null when it is the supplier of the goods. */
  supplier_id: string | null;
  /** Known only after the goods were in stock. */
  is_late: boolean;
  created_at: Date;
  shares: LandedShareResponse[];

  static from(cost: StoredLandedCost): LandedCostResponse {
    return {
      id: cost.id,
      description: cost.description,
      amount: cost.amount.toNumber(),
      allocation: cost.allocation,
      supplier_id: cost.supplier_id,
      is_late: cost.is_late,
      created_at: cost.created_at,
      shares: cost.shares.map(({ receipt_line_id, amount }) => ({
        receipt_line_id,
        amount: amount.toNumber(),
      })),
    };
  }
}

/** The head of a delivery. */
export class DeliveryReceiptSummaryResponse extends IntersectionType(
  PurchasingDocumentResponse,
  TotalsResponse,
) {
  supplier_id: string;
  /** @example Acme */
  supplier_name: string;
  /** @example USD */
  currency: string;
  /** @example 2026-11-27 */
  delivery_date: string;
  /** @example LS-4711 */
  supplier_reference: string | null;
  driver_name: string | null;
  vehicle_number: string | null;
  @ApiProperty({ enum: QUALITY_STATUSES, example: 'partial' })
  quality_status: QualityStatus;
  /** Whether its goods are in stock. */
  is_posted: boolean;
  received_by: string | null;
  received_at: Date | null;
  /**
   * Freight, duty and the like. Needs costs:read.
   * @example 10
   */
  landed_total?: number;
}

export class DeliveryReceiptResponse extends DeliveryReceiptSummaryResponse {
  lines: DeliveryReceiptLineResponse[];
  /** Needs costs:read. */
  landed_costs?: LandedCostResponse[];

  static from(stored: WholeReceipt, actor: Actor): DeliveryReceiptResponse {
    const lines = stored.lines.map((line) => shownTo(actor, DeliveryReceiptLineResponse.from(line)));
    const landed_costs = stored.costs.map(LandedCostResponse.from);
    return shownTo(actor, { ...receiptSummary(stored), lines, landed_costs });
  }
}

export interface StoredReceipt {
  document: ListedHeader;
  receipt: DeliveryReceipt;
  supplier_name: string;
}

export interface WholeReceipt extends StoredReceipt {
  lines: DeliveryReceiptLine[];
  costs: StoredLandedCost[];
}

export function receiptSummary(stored: StoredReceipt): DeliveryReceiptSummaryResponse {
  const { document, receipt, supplier_name } = stored;
  return {
    ...headerFields(document),
    ...totalsFields(receipt),
    supplier_id: document.partner_id!,
    supplier_name,
    currency: document.currency,
    delivery_date: receipt.delivery_date,
    supplier_reference: receipt.supplier_reference,
    driver_name: receipt.driver_name,
    vehicle_number: receipt.vehicle_number,
    quality_status: receipt.quality_status,
    is_posted: document.is_posted,
    received_by: receipt.received_by,
    received_at: receipt.received_at,
    landed_total: receipt.landed_total.toNumber(),
  };
}
