import { sentFields } from '../../common/database/update-versioned.js';
import { Decimal, optionalDecimal } from '../../common/money/decimal.js';
import type { DecisionRequest } from '../domain/quality.js';
import type { WantedGoods } from '../shared/resolve-goods.js';
import type { DeliveryReceiptLine } from './delivery-receipt-line.entity.js';
import type { DeliveryReceiptLineDto, QualityDto, ReceiveLineDto } from './dto/save-delivery-receipt.dto.js';

export interface ReceiptLineInput extends WantedGoods {
  id?: string | null;
  order_line_id?: string | null;
  unit_price?: Decimal | null;
  discount_percent?: Decimal | null;
  tax_rate?: Decimal | null;
  batch_number?: string | null;
  expiry_date?: string | null;
  serial_numbers?: string[];
  unit_weight_kg?: Decimal | null;
  quality?: Partial<DecisionRequest> & { quality_notes?: string | null };
  /** Who decided, when that was before. */
  checked?: { by: string | null; at: Date | null };
}

export interface ReceiptFacts {
  delivery_date?: string | null;
  supplier_reference?: string | null;
  driver_name?: string | null;
  vehicle_number?: string | null;
}

export interface ReceiptInput extends ReceiptFacts {
  id: string;
  supplier_id?: string | null;
  location_id?: string | null;
  order_ids: readonly string[];
  /** Left out: all that is outstanding of the orders. */
  lines?: ReceiptLineInput[];
}

function qualityInput(dto: QualityDto | undefined): ReceiptLineInput['quality'] {
  return (
    dto && {
      decision: dto.decision,
      accepted_quantity: optionalDecimal(dto.accepted_quantity) ?? undefined,
      issue_type: dto.issue_type ?? undefined,
      quality_notes: dto.quality_notes,
    }
  );
}

type LineDto = Omit<Partial<DeliveryReceiptLineDto>, 'quantity'> & { quantity: number };

export function receiptLineInput(dto: LineDto): ReceiptLineInput {
  return {
    id: dto.id?.toLowerCase(),
    order_line_id: dto.order_line_id?.toLowerCase(),
    product_id: dto.product_id,
    code: dto.code,
    unit: dto.unit,
    notes: dto.notes,
    quantity: new Decimal(dto.quantity),
    unit_price: optionalDecimal(dto.unit_price),
    discount_percent: optionalDecimal(dto.discount_percent),
    tax_rate: optionalDecimal(dto.tax_rate),
    batch_number: dto.batch_number,
    expiry_date: dto.expiry_date,
    serial_numbers: dto.serial_numbers,
    unit_weight_kg: optionalDecimal(dto.unit_weight_kg),
    quality: qualityInput(dto.quality),
  };
}

export function receivedLineInput({ line_id, ...dto }: ReceiveLineDto): ReceiptLineInput {
  return receiptLineInput({ ...dto, order_line_id: line_id });
}

/** A line as it stands. */
export function storedReceiptLine(line: DeliveryReceiptLine): ReceiptLineInput {
  const { quality_decision: decision } = line;
  return {
    id: line.id,
    order_line_id: line.order_line_id,
    product_id: line.product_id,
    unit: line.unit_code,
    notes: line.notes,
    quantity: line.received_quantity,
    unit_price: line.unit_price,
    discount_percent: line.discount_percent,
    tax_rate: line.tax_rate,
    batch_number: line.batch_number,
    expiry_date: line.expiry_date,
    serial_numbers: line.serial_numbers,
    unit_weight_kg: line.unit_weight_kg,
    quality: {
      decision: decision === 'pending' ? undefined : decision,
      accepted_quantity: decision === 'partial' ? line.accepted_quantity : undefined,
      issue_type: line.quality_issue_type ?? undefined,
      quality_notes: line.quality_notes,
    },
    checked: { by: line.quality_checked_by, at: line.quality_checked_at },
  };
}

/** What is not sent of a line that is there stays; another product starts anew. */
export function overStoredLine(
  sent: ReceiptLineInput,
  stored: DeliveryReceiptLine | undefined,
): ReceiptLineInput {
  if (stored === undefined) return sent;
  const isSame = !sent.code && (!sent.product_id || sent.product_id === stored.product_id);
  if (!isSame) return sent;
  const kept = storedReceiptLine(stored);
  return {
    ...kept,
    ...sentFields(sent),
    ...(sent.quality?.decision === undefined ? {} : { checked: undefined }),
  };
}
