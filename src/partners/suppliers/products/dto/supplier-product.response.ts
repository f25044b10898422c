import { Decimal } from '../../../../common/money/decimal.js';
import type { SupplierProductRow } from '../supplier-product-reads.js';

const COST_DIGITS = 4;

function numberOrNull(value: string | null): number | null {
  return value === null ? null : Number(value);
}

/** Of one base unit, to the digits in which unit costs are kept. */
function unitCost({ cost, pack_factor }: SupplierProductRow): number | null {
  if (cost === null) return null;
  return new Decimal(cost).dividedBy(pack_factor).toDecimalPlaces(COST_DIGITS).toNumber();
}

export class SupplierProductResponse {
  /** @example 01930000-0000-7000-8000-000000000081 */
  id: string;
  /** @example 01930000-0000-7000-8000-000000000043 */
  supplier_id: string;
  /** @example 01930000-0000-7000-8000-000000000051 */
  product_id: string;
  /** @example COFFEE-500 */
  sku: string;
  /** @example Coffee beans 500 g */
  product_name: string;
  /** @example AC-4711 */
  supplier_code: string | null;
  /** @example Coffee beans, 12 x 500 g */
  supplier_name: string | null;
  /**
   * Of one pack. Left out for callers who may not see costs.
   * @example 54
   */
  cost?: number | null;
  /**
   * Of one base unit. Left out for callers who may not see costs.
   * @example 4.5
   */
  unit_cost?: number | null;
  /** @example EUR */
  currency: string | null;
  /** @example 12 */
  pack_factor: number;
  /** @example case */
  pack_unit: string | null;
  /** @example 2 */
  minimum_order_quantity: number | null;
  /** @example 3 */
  lead_time_days: number | null;
  is_preferred: boolean;
  is_active: boolean;
  /** @example Only on Mondays */
  notes: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(this: void, row: SupplierProductRow, canSeeCosts: boolean): SupplierProductResponse {
    const response = new SupplierProductResponse();
    response.id = row.id;
    response.supplier_id = row.supplier_id;
    response.product_id = row.product_id;
    response.sku = row.sku;
    response.product_name = row.product_name;
    response.supplier_code = row.supplier_code;
    response.supplier_name = row.supplier_name;
    if (canSeeCosts) Object.assign(response, { cost: numberOrNull(row.cost), unit_cost: unitCost(row) });
    response.currency = row.currency;
    response.pack_factor = Number(row.pack_factor);
    response.pack_unit = row.pack_unit;
    response.minimum_order_quantity = numberOrNull(row.minimum_order_quantity);
    response.lead_time_days = row.lead_time_days;
    response.is_preferred = row.is_preferred;
    response.is_active = row.is_active;
    response.notes = row.notes;
    response.version = row.version;
    response.created_at = row.created_at;
    response.updated_at = row.updated_at;
    return response;
  }
}
