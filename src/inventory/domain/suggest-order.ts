import { Decimal, ZERO } from '../../common/money/decimal.js';

/** What an order of one product at one location depends on, in base units. */
export interface ReorderFacts {
  /** Sold a day, less what came back. */
  daily_sales: Decimal;
  lead_time_days: number;
  /** How many days an order should last beyond its way. */
  cover_days: number;
  min_stock_level: Decimal;
  max_stock_level: Decimal | null;
  safety_stock: Decimal;
  reorder_quantity: Decimal | null;
  on_hand: Decimal;
  reserved: Decimal;
  /** Held back, damaged or expired. */
  unsellable: Decimal;
  /** In transit to the location, and ordered. */
  incoming: Decimal;
  /** Base units in a pack of the supplier. */
  pack_factor: Decimal;
  /** In packs. */
  minimum_order_quantity: Decimal | null;
  unit_decimals: number;
}

export interface OrderSuggestion {
  /** At or below it something is to be ordered. */
  reorder_point: Decimal;
  /** What can be counted on: sellable, not promised, and on its way. */
  projected: Decimal;
  suggested_quantity: Decimal;
  packs: Decimal;
}

function upTo(value: Decimal, decimals: number): Decimal {
  return value.toDecimalPlaces(decimals, Decimal.ROUND_CEIL);
}

/** Whole packs, and no fewer than the supplier sends. */
function packsOf(missing: Decimal, { pack_factor, minimum_order_quantity }: ReorderFacts): Decimal {
  const needed = missing.dividedBy(pack_factor).ceil();
  return Decimal.max(needed, minimum_order_quantity?.ceil() ?? ZERO);
}

/**
 * How much to order. The reorder point is what sells while an order is on its way and the safety stock, at least the
 * minimum. Once no more than that can be counted on, the order fills up to the maximum or, without one, to what sells
 * in `cover_days` beyond the reorder point; never less than the reorder quantity. Rounded up to the supplier's packs. Pure.
 */
export function suggestOrder(facts: ReorderFacts): OrderSuggestion {
  const { daily_sales, lead_time_days, cover_days, safety_stock, unit_decimals } = facts;
  const demand = Decimal.max(daily_sales, ZERO);
  const on_the_way = upTo(demand.times(lead_time_days), unit_decimals);
  const reorder_point = Decimal.max(on_the_way.plus(safety_stock), facts.min_stock_level);
  const projected = facts.on_hand.minus(facts.reserved).minus(facts.unsellable).plus(facts.incoming);
  const nothing = { reorder_point, projected, suggested_quantity: ZERO, packs: ZERO };
  if (projected.greaterThan(reorder_point)) return nothing;

  const cover = reorder_point.plus(upTo(demand.times(cover_days), unit_decimals));
  const target = Decimal.max(facts.max_stock_level ?? cover, reorder_point);
  const missing = Decimal.max(target.minus(projected), facts.reorder_quantity ?? ZERO);
  if (missing.lessThanOrEqualTo(0)) return nothing;
  const packs = packsOf(missing, facts);
  return { reorder_point, projected, suggested_quantity: packs.times(facts.pack_factor), packs };
}
