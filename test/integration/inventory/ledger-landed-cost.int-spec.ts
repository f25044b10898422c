import fc from 'fast-check';
import { newId } from '../../../src/common/database/new-id.js';
import { query, queryOne } from '../../../src/common/database/statement.js';
import type { Decimal } from '../../../src/common/money/decimal.js';
import { CostBelowZero, NothingToCost } from '../../../src/inventory/index.js';
import {
  d,
  layersOf,
  levelOf,
  openLedger,
  source,
  stockFaults,
  type LedgerHarness,
} from './ledger-harness.js';

let h: LedgerHarness;
beforeAll(async () => {
  h = await openLedger();
});
afterEach(async () => expect(await stockFaults(h.dataSource)).toEqual([]));
afterAll(() => h.close());

const line = (product_id: string, quantity: Decimal) => ({ line_id: newId(), product_id, quantity });

async function receive(product_id: string, quantity: Decimal, unit_cost: Decimal): Promise<string> {
  const goods = { ...line(product_id, quantity), unit_cost };
  await h.run((tx) => h.ledger.receive(tx, h.place, [goods], source({ type: 'restock' })));
  return goods.line_id;
}

async function sell(product_id: string, quantity: Decimal): Promise<string> {
  const sold = line(product_id, quantity);
  await h.run((tx) => h.ledger.issue(tx, h.place, [sold], source()));
  return sold.line_id;
}

function add(source_line_id: string, amount: Decimal | number) {
  const added = { source_line_id, line_id: newId(), amount: d(Number(amount)) };
  return h.run((tx) =>
    h.ledger.addCost(tx, [added], source({ type: 'landed_cost', business_date: '2026-11-24' })),
  );
}

async function costOf(source_line_id: string): Promise<number> {
  const sql = `SELECT -sum(value)::float AS cost FROM stock_movements WHERE source_line_id = $1::uuid`;
  return (await queryOne<{ cost: number }>(h.dataSource, sql, [source_line_id])).cost;
}

it('is shared by what is left and what was sold, posted on the day it became known', async () => {
  const product = await h.product();
  const receipt = await receive(product, d(4), d(2));
  const sold = await sell(product, d(3));
  await add(receipt, 1);
  expect(await layersOf(h.dataSource, product)).toEqual(['1 of 4 @ 2.25']);
  expect(await levelOf(h.dataSource, h.place, product)).toMatchObject({ stock_value: 2.25, avg_cost: 2.25 });
  expect(await costOf(sold)).toBe(6.75);
  const days = `SELECT DISTINCT business_date::text AS day FROM stock_movements
    WHERE product_id = $1::uuid AND kind IN ('true_up', 'revaluation')`;
  expect(await query(h.dataSource, days, [product])).toEqual([{ day: '2026-11-24' }]);
});

it('follows goods to another place, into another state, and back', async () => {
  const product = await h.product();
  const store = await h.location(false);
  const receipt = await receive(product, d(4), d(2));
  const sent = line(product, d(2));
  await h.run((tx) =>
    h.ledger.transfer(tx, { from: h.place, to: store }, [sent], source({ type: 'transfer' })),
  );
  const held = { ...line(product, d(1)), to_state: 'quality_hold' as const };
  await h.run((tx) => h.ledger.restate(tx, store, [held], source({ type: 'hold' })));
  await add(receipt, 2);
  expect(await levelOf(h.dataSource, h.place, product)).toMatchObject({ on_hand: 2, stock_value: 5 });
  expect(await levelOf(h.dataSource, store, product)).toMatchObject({ on_hand: 2, stock_value: 5 });
});

it('stays with goods that come back after it', async () => {
  const product = await h.product();
  const receipt = await receive(product, d(2), d(2));
  const sold = await sell(product, d(2));
  await add(receipt, 1);
  const back = { source_line_id: sold, line_id: newId(), quantity: d(1) };
  const { lines } = await h.run((tx) => h.ledger.reverse(tx, h.place, [back], source()));
  expect(lines[0]!.cost.toNumber()).toBe(2.5);
  expect(await levelOf(h.dataSource, h.place, product)).toMatchObject({ on_hand: 1, stock_value: 2.5 });
});

it('is refused where nothing is left of the line, and below a cost of nothing', async () => {
  const product = await h.product();
  const receipt = await receive(product, d(2), d(1));
  await expect(add(receipt, -2.0001)).rejects.toThrow(CostBelowZero);
  await add(receipt, -2);
  expect(await levelOf(h.dataSource, h.place, product)).toMatchObject({ on_hand: 2, stock_value: 0 });
  const back = { source_line_id: receipt, line_id: newId(), quantity: d(2) };
  await h.run((tx) => h.ledger.reverse(tx, h.place, [back], source()));
  await expect(add(receipt, 1)).rejects.toThrow(NothingToCost);
  await expect(add(newId(), 1)).rejects.toThrow(NothingToCost);
});

it('law: what came in and was added is what is left and what the sales cost; taken off again, all is as it was', async () => {
  const quantity = fc.integer({ min: 1, max: 9_999 }).map((n) => d(n).div(1000));
  const amount = fc.integer({ min: 1, max: 999_999 }).map((n) => d(n).div(10_000));
  const game = async (
    units: Decimal,
    unit_cost: Decimal,
    shares: number[],
    added: Decimal,
  ): Promise<void> => {
    const product = await h.product();
    const receipt = await receive(product, units, unit_cost);
    const sold: string[] = [];
    let left = units;
    for (const share of shares) {
      const part = left.times(share).div(10).toDecimalPlaces(3, 0);
      if (part.isZero()) continue;
      sold.push(await sell(product, part));
      left = left.minus(part);
    }
    const costs = async () => [
      (await levelOf(h.dataSource, h.place, product)).stock_value,
      ...(await Promise.all(sold.map(costOf))),
    ];
    const exact = (values: number[]): string =>
      values.reduce((total, value) => total.plus(value), d(0)).toFixed();
    const before = await costs();
    await add(receipt, added);
    expect(exact(await costs())).toBe(units.times(unit_cost).plus(added).toFixed());
    await add(receipt, added.negated());
    expect(await costs()).toEqual(before);
  };
  await fc.assert(
    fc.asyncProperty(
      quantity,
      amount,
      fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
      amount,
      game,
    ),
    { numRuns: 60 },
  );
});
