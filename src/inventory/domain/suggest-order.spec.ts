import fc from 'fast-check';
import { Decimal, ZERO } from '../../common/money/decimal.js';
import { suggestOrder, type ReorderFacts } from './suggest-order.js';

const d = (value: number): Decimal => new Decimal(value);

function facts(changes: Partial<ReorderFacts> = {}): ReorderFacts {
  return {
    daily_sales: d(2),
    lead_time_days: 5,
    cover_days: 14,
    min_stock_level: ZERO,
    max_stock_level: null,
    safety_stock: ZERO,
    reorder_quantity: null,
    on_hand: d(10),
    reserved: ZERO,
    unsellable: ZERO,
    incoming: ZERO,
    pack_factor: d(1),
    minimum_order_quantity: null,
    unit_decimals: 0,
    ...changes,
  };
}

function suggested(changes: Partial<ReorderFacts> = {}): number {
  return suggestOrder(facts(changes)).suggested_quantity.toNumber();
}

it('orders what sells in the days to cover once stock is down to what sells on the way', () => {
  expect(suggestOrder(facts())).toMatchObject({ reorder_point: d(10), projected: d(10) });
  expect(suggested()).toBe(28);
  expect(suggested({ on_hand: d(11) })).toBe(0);
  expect(suggested({ on_hand: d(4) })).toBe(34);
});

it('counts on what is sellable, not promised, and on its way', () => {
  expect(suggested({ on_hand: d(30), reserved: d(12), unsellable: d(8) })).toBe(28);
  expect(suggested({ on_hand: d(4), incoming: d(7) })).toBe(0);
  expect(suggested({ on_hand: d(-3), incoming: d(3) })).toBe(38);
});

it('keeps the minimum and the safety stock, and fills up to the maximum', () => {
  expect(suggested({ on_hand: d(15), safety_stock: d(5) })).toBe(28);
  expect(suggested({ on_hand: d(20), min_stock_level: d(20), max_stock_level: d(50) })).toBe(30);
  expect(suggested({ daily_sales: ZERO, on_hand: d(3), min_stock_level: d(5) })).toBe(2);
  expect(suggested({ daily_sales: ZERO, on_hand: ZERO })).toBe(0);
  expect(suggested({ daily_sales: d(-1), on_hand: ZERO })).toBe(0);
});

it('rounds up to packs, the minimum order and the reorder quantity', () => {
  expect(suggested({ pack_factor: d(12) })).toBe(36);
  expect(suggested({ pack_factor: d(12), minimum_order_quantity: d(5) })).toBe(60);
  expect(suggested({ reorder_quantity: d(100) })).toBe(100);
});

it('never leaves less than the reorder point, nor orders part of a pack', () => {
  const quantity = fc.integer({ min: 0, max: 500 }).map(d);
  const pack = fc.integer({ min: 1, max: 24 }).map(d);
  fc.assert(
    fc.property(quantity, quantity, quantity, pack, (on_hand, incoming, min_stock_level, pack_factor) => {
      const given = facts({ on_hand, incoming, min_stock_level, pack_factor });
      const { reorder_point, projected, suggested_quantity } = suggestOrder(given);
      expect(suggested_quantity.modulo(pack_factor).isZero()).toBe(true);
      expect(projected.plus(suggested_quantity).greaterThanOrEqualTo(reorder_point)).toBe(true);
    }),
  );
});
