import { Decimal } from '../../common/money/decimal.js';
import { suggestOrder, type OrderSuggestion } from '../domain/suggest-order.js';

/** What a supplier needs who has not said how long they take. */
export const DEFAULT_LEAD_TIME_DAYS = 7;

/**
 * Everything that an order depends on, for products that are kept at a location and may be bought. Parameters:
 * location, today there, days of sales, days to cover. Late sales are recorded later than their day, so the ids of the
 * days that count begin where the first of them did.
 */
export const REORDER_FACTS = `
  WITH sold AS (
    SELECT m.product_id, -sum(m.quantity) AS quantity FROM stock_movements m
    WHERE m.location_id = $1::uuid AND m.kind IN ('sale', 'sale_return', 'void')
      AND m.business_date > $2::date - $3::int AND m.business_date <= $2::date
      AND m.id > stock_id_floor(($2::date - $3::int - 1)::timestamptz)
    GROUP BY m.product_id),
  expired AS (
    SELECT c.product_id, sum(c.remaining) AS quantity FROM cost_layers c
    WHERE c.location_id = $1::uuid AND c.is_open AND c.state = 'sellable' AND c.expiry_date < $2::date
    GROUP BY c.product_id),
  transit AS (
    SELECT l.product_id, sum(l.quantity - l.received_quantity - l.lost_quantity) AS quantity
    FROM stock_transfers t JOIN document_headers h ON h.id = t.id AND h.is_posted AND NOT h.is_final
      JOIN stock_transfer_lines l ON l.document_id = t.id
    WHERE t.to_location_id = $1::uuid GROUP BY l.product_id),
  ordered AS (
    SELECT o.product_id, sum(o.quantity) AS quantity FROM open_purchase_lines o
    WHERE o.location_id = $1::uuid GROUP BY o.product_id),
  fact AS (
    SELECT p.id AS product_id, p.sku, p.name, u.decimal_places AS unit_decimals, $1::uuid AS location_id,
      greatest(round(coalesce(sold.quantity, 0) / $3::int, 6), 0) AS daily_sales,
      coalesce(s.lead_time_days, o.lead_time_days, ${DEFAULT_LEAD_TIME_DAYS}) AS lead_time_days,
      coalesce(s.min_stock_level, p.min_stock_level) AS min_stock_level, s.max_stock_level,
      coalesce(s.safety_stock, 0) AS safety_stock, s.reorder_quantity,
      coalesce(l.on_hand, 0) AS on_hand, coalesce(l.reserved, 0) AS reserved,
      coalesce(l.unsellable, 0) + coalesce(expired.quantity, 0) AS unsellable,
      coalesce(transit.quantity, 0) AS in_transit, coalesce(ordered.quantity, 0) AS ordered,
      o.supplier_id, o.supplier_name, coalesce(o.pack_factor, 1) AS pack_factor, o.minimum_order_quantity,
      o.cost AS pack_cost, o.currency AS cost_currency
    FROM products p JOIN units u ON u.id = p.unit_id
      LEFT JOIN stock_levels l ON l.product_id = p.id AND l.location_id = $1::uuid
      LEFT JOIN product_location_settings s ON s.product_id = p.id AND s.location_id = $1::uuid
      LEFT JOIN preferred_offers o ON o.product_id = p.id
      LEFT JOIN sold ON sold.product_id = p.id LEFT JOIN expired ON expired.product_id = p.id
      LEFT JOIN transit ON transit.product_id = p.id LEFT JOIN ordered ON ordered.product_id = p.id
    WHERE p.is_stocked AND p.lifecycle_status IN ('new', 'active') AND NOT p.purchase_blocked
      AND (l.product_id IS NOT NULL OR s.id IS NOT NULL)),
  point AS (
    SELECT fact.*, on_hand - reserved - unsellable + in_transit + ordered AS projected,
      greatest(ceil(daily_sales * lead_time_days * 10::numeric ^ unit_decimals) / 10::numeric ^ unit_decimals + safety_stock,
        min_stock_level) AS reorder_point
    FROM fact)
  SELECT * FROM point
  WHERE projected <= reorder_point AND (projected < reorder_point OR max_stock_level > projected
    OR reorder_quantity IS NOT NULL OR (max_stock_level IS NULL AND daily_sales * $4::int > 0))`;

/** A row of the statement; numeric as text. */
export interface ReorderRow {
  product_id: string;
  sku: string;
  name: string;
  unit_decimals: number;
  location_id: string;
  daily_sales: string;
  lead_time_days: number;
  min_stock_level: string;
  max_stock_level: string | null;
  safety_stock: string;
  reorder_quantity: string | null;
  on_hand: string;
  reserved: string;
  unsellable: string;
  in_transit: string;
  ordered: string;
  supplier_id: string | null;
  supplier_name: string | null;
  pack_factor: string;
  minimum_order_quantity: string | null;
  pack_cost: string | null;
  cost_currency: string | null;
}

function decimalOrNull(value: string | null): Decimal | null {
  return value === null ? null : new Decimal(value);
}

export function suggestionOf(row: ReorderRow, cover_days: number): OrderSuggestion {
  return suggestOrder({
    daily_sales: new Decimal(row.daily_sales),
    lead_time_days: row.lead_time_days,
    cover_days,
    min_stock_level: new Decimal(row.min_stock_level),
    max_stock_level: decimalOrNull(row.max_stock_level),
    safety_stock: new Decimal(row.safety_stock),
    reorder_quantity: decimalOrNull(row.reorder_quantity),
    on_hand: new Decimal(row.on_hand),
    reserved: new Decimal(row.reserved),
    unsellable: new Decimal(row.unsellable),
    incoming: new Decimal(row.in_transit).plus(row.ordered),
    pack_factor: new Decimal(row.pack_factor),
    minimum_order_quantity: decimalOrNull(row.minimum_order_quantity),
    unit_decimals: row.unit_decimals,
  });
}
