import { suggestionOf, type ReorderRow } from '../reorder.sql.js';

/** A product that should be ordered, how much of it, and why. Quantities are in the product's own unit. */
export class ReorderSuggestionResponse {
  product_id: string;
  /** @example MUG001 */
  sku: string;
  /** @example Coffee Mug */
  name: string;
  location_id: string;
  /** @example 10 */
  on_hand: number;
  /** @example 2 */
  reserved: number;
  /**
   * Held back, damaged or expired.
   * @example 1
   */
  unsellable: number;
  /**
   * On its way here from other locations.
   * @example 0
   */
  in_transit: number;
  /**
   * Ordered from suppliers and not come.
   * @example 0
   */
  ordered: number;
  /**
   * What can be counted on.
   * @example 7
   */
  projected: number;
  /**
   * Sold a day, less what came back.
   * @example 1.2
   */
  daily_sales: number;
  /** @example 5 */
  lead_time_days: number;
  /** @example 10 */
  min_stock_level: number;
  /** @example 40 */
  max_stock_level: number | null;
  /**
   * At or below it something is to be ordered.
   * @example 10
   */
  reorder_point: number;
  /** @example 36 */
  suggested_quantity: number;
  supplier_id: string | null;
  /** @example Northwind Ceramics */
  supplier_name: string | null;
  /**
   * Base units in a pack of the supplier.
   * @example 12
   */
  pack_factor: number;
  /** @example 3 */
  packs: number;
  /**
   * What the supplier asks for a pack; only with costs:read.
   * @example 70.5
   */
  pack_cost?: number | null;

  static from(
    this: void,
    row: ReorderRow,
    { cover_days, canSeeCosts }: { cover_days: number; canSeeCosts: boolean },
  ): ReorderSuggestionResponse {
    const suggestion = suggestionOf(row, cover_days);
    const pack_cost = row.pack_cost === null ? null : Number(row.pack_cost);
    return {
      product_id: row.product_id,
      sku: row.sku,
      name: row.name,
      location_id: row.location_id,
      on_hand: Number(row.on_hand),
      reserved: Number(row.reserved),
      unsellable: Number(row.unsellable),
      in_transit: Number(row.in_transit),
      ordered: Number(row.ordered),
      projected: suggestion.projected.toNumber(),
      daily_sales: Number(row.daily_sales),
      lead_time_days: row.lead_time_days,
      min_stock_level: Number(row.min_stock_level),
      max_stock_level: row.max_stock_level === null ? null : Number(row.max_stock_level),
      reorder_point: suggestion.reorder_point.toNumber(),
      suggested_quantity: suggestion.suggested_quantity.toNumber(),
      supplier_id: row.supplier_id,
      supplier_name: row.supplier_name,
      pack_factor: Number(row.pack_factor),
      packs: suggestion.packs.toNumber(),
      ...(canSeeCosts ? { pack_cost } : {}),
    };
  }
}
