import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import type { Disposition } from '../../../src/inventory/index.js';
import {
  d,
  layersOf,
  levelOf,
  movementsOf,
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

const line = (product_id: string, quantity: number) => ({
  line_id: newId(),
  product_id,
  quantity: d(quantity),
});

async function receive(
  product_id: string,
  quantity: number,
  unit_cost?: number,
  place = h.place,
): Promise<void> {
  const goods = {
    ...line(product_id, quantity),
    unit_cost: unit_cost === undefined ? undefined : d(unit_cost),
  };
  await h.run((tx) => h.ledger.receive(tx, place, [goods], source({ type: 'restock' })));
}

async function sell(product_id: string, quantity: number, place = h.place): Promise<string> {
  const sold = line(product_id, quantity);
  await h.run((tx) => h.ledger.issue(tx, place, [sold], source()));
  return sold.line_id;
}

function back(source_line_id: string, quantity: number, disposition?: Disposition, place = h.place) {
  const lines = [{ source_line_id, line_id: newId(), quantity: d(quantity), disposition }];
  return h.run((tx) => h.ledger.reverse(tx, place, lines, source({ type: 'return' })));
}

describe('goods that come back damaged', () => {
  it('are received and written off at the same cost: the stock stays, the ledger shows it', async () => {
    const product = await h.product();
    await receive(product, 5, 2);
    const sold = await sell(product, 3);
    await back(sold, 1, 'damaged');
    await back(sold, 1, 'discard');
    expect(await movementsOf(h.dataSource, product)).toEqual([
      'receipt +5 @ 2',
      'sale -3 @ 2',
      'sale_return +1 @ 2',
      'damaged -1 @ 2',
      'sale_return +1 @ 2',
      'discarded -1 @ 2',
    ]);
    expect(await levelOf(h.dataSource, h.place, product)).toMatchObject({ on_hand: 2, stock_value: 4 });
  });

  it('without a known sale too', async () => {
    const product = await h.product();
    await receive(product, 1, 2);
    const goods = { ...line(product, 2), disposition: 'damaged' as const };
    await h.run((tx) =>
      h.ledger.receive(tx, h.place, [goods], source({ type: 'return', kind: 'sale_return' })),
    );
    expect(await movementsOf(h.dataSource, product)).toEqual([
      'receipt +1 @ 2',
      'sale_return +2 @ 2',
      'damaged -2 @ 2',
    ]);
    expect(await levelOf(h.dataSource, h.place, product)).toMatchObject({ on_hand: 1, stock_value: 2 });
  });

  it('may be split line by line from goods that are fine', async () => {
    const product = await h.product();
    await receive(product, 2, 1);
    await receive(product, 2, 5);
    const sold = await sell(product, 4);
    const lines = [
      { source_line_id: sold, line_id: newId(), quantity: d(1) },
      { source_line_id: sold, line_id: newId(), quantity: d(2), disposition: 'damaged' as const },
    ];
    const { lines: posted } = await h.run((tx) =>
      h.ledger.reverse(tx, h.place, lines, source({ type: 'return' })),
    );
    expect(posted.map(({ line_id, cost }) => [line_id, cost.toNumber()])).toEqual([
      [lines[0]!.line_id, 5],
      [lines[1]!.line_id, 6],
    ]);
    expect(await layersOf(h.dataSource, product)).toEqual(['1 of 2 @ 5']);
  });
});

describe('goods that come back elsewhere', () => {
  it('are new there, at the cost they left with, and count against the line', async () => {
    const product = await h.product();
    const elsewhere = await h.location(false);
    await receive(product, 2, 1);
    await receive(product, 2, 5);
    const sold = await sell(product, 3);
    await back(sold, 2, 'restock', elsewhere);
    expect(await levelOf(h.dataSource, elsewhere, product)).toMatchObject({
      on_hand: 2,
      stock_value: 6,
      avg_cost: 3,
    });
    expect(await levelOf(h.dataSource, h.place, product)).toMatchObject({ on_hand: 1, stock_value: 5 });
    await expect(back(sold, 2)).rejects.toMatchObject({ details: { lines: [{ reversible: 1 }] } });
  });
});

describe('goods sold before they came', () => {
  it('leave at the average, else the last, else the list cost, else nothing', async () => {
    const place = await h.location(true);
    const [known, listed, unknown] = [
      await h.product({ cost_price: 9 }),
      await h.product({ cost_price: 9 }),
      await h.product(),
    ];
    await receive(known, 1, 2, place);
    await receive(known, 1, 4, place);
    await sell(known, 3, place);
    await sell(listed, 1, place);
    await sell(unknown, 1, place);
    expect((await movementsOf(h.dataSource, known)).sort()).toEqual(
      ['receipt +1 @ 2', 'receipt +1 @ 4', 'sale -1 @ 3', 'sale -1 @ 2', 'sale -1 @ 4'].sort(),
    );
    expect(await movementsOf(h.dataSource, listed)).toEqual(['sale -1 @ 9']);
    expect(await movementsOf(h.dataSource, unknown)).toEqual(['sale -1 @ 0']);
  });

  it('are settled by the next receipt, which posts the difference forward to the line that was short', async () => {
    const place = await h.location(true);
    const product = await h.product({ cost_price: 1 });
    const sold = await sell(product, 3, place);
    await receive(product, 2, 1.5, place);
    await receive(product, 4, 2, place);
    expect(await levelOf(h.dataSource, place, product)).toMatchObject({
      on_hand: 3,
      stock_value: 6,
      avg_cost: 2,
    });
    const entries = `SELECT business_date::text AS day, quantity::float, value::float FROM stock_movements
      WHERE source_line_id = $1 AND kind = 'true_up' ORDER BY id, quantity DESC`;
    const trueUps = await query<{ quantity: number; value: number }>(h.dataSource, entries, [sold]);
    expect(trueUps.reduce((total, { quantity }) => total + quantity, 0)).toBe(0);
    expect(trueUps.reduce((total, { value }) => total + value, 0)).toBe(3 - 5);
  });

  it('come back into the goods that covered them', async () => {
    const place = await h.location(true);
    const product = await h.product({ cost_price: 1 });
    const sold = await sell(product, 3, place);
    await receive(product, 5, 2, place);
    const { lines } = await back(sold, 3, 'restock', place);
    expect(lines[0]!.cost.toNumber()).toBe(6);
    expect(await layersOf(h.dataSource, product)).toEqual(['5 of 5 @ 2']);
  });

  it('are owed by the write-off when they come back damaged before the others came', async () => {
    const place = await h.location(true);
    const product = await h.product({ cost_price: 1 });
    const sold = await sell(product, 2, place);
    await back(sold, 2, 'damaged', place);
    expect(await levelOf(h.dataSource, place, product)).toMatchObject({ on_hand: -2, stock_value: -2 });
    await receive(product, 2, 3, place);
    expect(await levelOf(h.dataSource, place, product)).toMatchObject({ on_hand: 0, stock_value: 0 });
    const cost = `SELECT coalesce(-sum(value), 0)::float AS cost FROM stock_movements WHERE source_line_id = $1`;
    expect(await query(h.dataSource, cost, [sold])).toEqual([{ cost: 2 }]);
  });
});

describe('the cost of goods that come in', () => {
  it('is the last that was stated, when none is', async () => {
    const product = await h.product({ cost_price: 9 });
    await receive(product, 1);
    await receive(product, 1, 2);
    await receive(product, 1);
    expect(await layersOf(h.dataSource, product)).toEqual(['1 of 1 @ 9', '1 of 1 @ 2', '1 of 1 @ 2']);
    expect(await levelOf(h.dataSource, h.place, product)).toMatchObject({ last_cost: 2, avg_cost: 4.3333 });
  });
});

describe('the database, as the last line', () => {
  const refuse = async (statement: string, values: unknown[], constraint: string): Promise<void> =>
    expect(query(h.dataSource, statement, values)).rejects.toMatchObject({ constraint });

  it('refuses levels below zero, and promises below zero', async () => {
    const product = await h.product();
    await receive(product, 1, 1);
    await refuse(
      `UPDATE stock_levels SET on_hand = -1 WHERE product_id = $1`,
      [product],
      'ck_stock_levels_on_hand',
    );
    await refuse(
      `UPDATE stock_levels SET reserved = -1 WHERE product_id = $1`,
      [product],
      'ck_stock_levels_reserved',
    );
  });

  it('refuses layers beyond what came, below nothing, or with a wrong flag', async () => {
    const product = await h.product();
    await receive(product, 1, 1);
    for (const remaining of [2, -1]) {
      const change = `UPDATE cost_layers SET remaining = $2, is_open = true WHERE product_id = $1`;
      await refuse(change, [product, remaining], 'ck_cost_layers_remaining');
    }
    await refuse(
      `UPDATE cost_layers SET is_open = false WHERE product_id = $1`,
      [product],
      'ck_cost_layers_is_open',
    );
  });

  it('refuses movements of nothing, or whose value is not their quantity at their cost', async () => {
    const product = await h.product();
    await receive(product, 1, 1);
    const copy = (quantity: number, value: number): string =>
      `INSERT INTO stock_movements SELECT uuidv7(), product_id, location_id, kind, ${quantity}, unit_cost, ${value}, layer_id,
         source_type, source_id, source_line_id, NULL, NULL, actor_id, occurred_at, business_date
       FROM stock_movements WHERE product_id = $1`;
    await refuse(copy(0, 0), [product], 'ck_stock_movements_quantity');
    await refuse(copy(2, 1), [product], 'ck_stock_movements_value');
  });

  it('keeps products and locations that hold stock', async () => {
    const product = await h.product();
    await receive(product, 1, 1);
    await refuse(`DELETE FROM products WHERE id = $1`, [product], 'fk_stock_levels_product');
  });
});
