import fc from 'fast-check';
import type { Decimal } from '../../../src/common/money/decimal.js';
import { d } from './ledger-harness.js';

const quantity = fc.integer({ min: 1, max: 3 });
const state = fc.constantFrom(undefined, undefined, undefined, 'quality_hold' as const, 'damaged' as const);
const lot = { product: fc.nat(2), quantity, batch: fc.option(fc.nat(2)), units: fc.nat(6), state };
const place = { at: fc.constantFrom('shop' as const, 'shop' as const, 'store' as const) };
const which = { line: fc.nat(), share: fc.integer({ min: 1, max: 4 }) };

/** One thing that can happen to stock; who plays it reads the parts that fit the product. */
export const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('receive' as const),
      ...lot,
      ...place,
      cost: fc.nat(99_999).map((n) => d(n).div(10_000)),
      isTotal: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('issue' as const),
      ...lot,
      ...place,
      promise: fc.option(fc.nat(), { freq: 2 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('adjust' as const), ...lot, ...place, isDown: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ship' as const), ...lot, ...place }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('arrive' as const), ...which, ...place, isLost: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('restate' as const),
      ...lot,
      ...place,
      to: fc.constantFrom('sellable' as const, 'quality_hold' as const, 'damaged' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reserve' as const), ...lot, ...place }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('release' as const), ...which }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('reverse' as const),
      ...which,
      ...place,
      disposition: fc.constantFrom('restock' as const, 'restock' as const, 'damaged' as const),
      isNamed: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('unreceive' as const), ...which, isNamed: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('correct' as const), ...which, quantity }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('cost' as const),
      ...which,
      amount: fc.integer({ min: -5_000, max: 50_000 }).map((n) => d(n).div(10_000)),
    }),
  },
);
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
export type StepOf<Does extends Step['do']> = Extract<Step, { do: Does }>;

/** A quarter and up of what a line moved. */
export function partOf<Goods extends { quantity: Decimal; serial_numbers?: string[] }>(
  goods: Goods,
  share: number,
): Goods {
  const quantity = goods.quantity
    .times(share)
    .div(4)
    .toDecimalPlaces(goods.serial_numbers ? 0 : 3, 0);
  const serial_numbers = goods.serial_numbers?.slice(0, quantity.toNumber());
  return { ...goods, quantity, ...(serial_numbers === undefined ? {} : { serial_numbers }) };
}
