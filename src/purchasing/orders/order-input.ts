import { optionalDecimal, Decimal } from '../../common/money/decimal.js';
import type { WantedGoods } from '../shared/resolve-goods.js';
import type {
  PurchaseOrderLineDto,
  SavePurchaseOrderDto,
  UpdatePurchaseOrderDto,
} from './dto/save-purchase-order.dto.js';

export interface OrderLineInput extends WantedGoods {
  id?: string | null;
  unit_price?: Decimal | null;
  discount_percent?: Decimal | null;
  tax_rate?: Decimal | null;
  over_delivery_percent?: Decimal | null;
  request_line_id?: string | null;
}

/** An order as it is asked for. */
export interface OrderInput {
  id: string;
  supplier_id: string;
  location_id?: string | null;
  lines: OrderLineInput[];
  /** How the client calls its lines, to name the wrong ones. */
  path: string;
  expected_delivery_date?: string | null;
  is_urgent?: boolean;
}

export function lineInput(dto: PurchaseOrderLineDto): OrderLineInput {
  return {
    id: dto.id?.toLowerCase(),
    product_id: dto.product_id,
    code: dto.code,
    unit: dto.unit,
    notes: dto.notes,
    quantity: new Decimal(dto.quantity),
    unit_price: optionalDecimal(dto.unit_price ?? dto.price),
    discount_percent: optionalDecimal(dto.discount_percent),
    tax_rate: optionalDecimal(dto.tax_rate),
    over_delivery_percent: optionalDecimal(dto.over_delivery_percent),
  };
}

/** The lines of a request, by whichever of their names they came. */
export function sentLines(dto: SavePurchaseOrderDto | UpdatePurchaseOrderDto): {
  path: string;
  lines?: OrderLineInput[];
} {
  for (const path of ['lines', 'items', 'product_list'] as const) {
    const lines = dto[path];
    if (lines) return { path, lines: lines.map(lineInput) };
  }
  return { path: 'lines' };
}
