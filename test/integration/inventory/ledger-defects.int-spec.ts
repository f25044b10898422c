import { newId } from '../../../src/common/database/new-id.js';
import { query, queryOne } from '../../../src/common/database/statement.js';
import {
  InsufficientStock,
  ReceiptAlreadyConsumed,
  ReturnExceedsIssue,
} from '../../../src/inventory/index.js';
import type { LedgerPlace } from '../../../src/inventory/index.js';
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

type Wanted = [product_id: string, quantity: number, line_id?: string];
const asLine = ([product_id, quantity, line_id = newId()]: Wanted) => ({
  line_id,
  product_id,
  quantity: d(quantity),
});

async function received(
  product_id: string,
  quantity: number,
  unit_cost?: number,
  place: LedgerPlace = h.place,
): Promise<string> {
  const line = {
    ...asLine([product_id, quantity]),
    unit_cost: unit_cost === undefined ? undefined : d(unit_cost),
  };
  await h.run((tx) => h.ledger.receive(tx, place, [line], source({ type: 'restock' })));
  return line.line_id;
}

function sell(...wanted: Wanted[]) {
  return h.run((tx) => h.ledger.issue(tx, h.place, wanted.map(asLine), source()));
}

function takeBack(source_line_id: string, quantity: number, place: LedgerPlace = h.place) {
  const line = { source_line_id, line_id: newId(), quantity: d(quantity) };
  return h.run((tx) => h.ledger.reverse(tx, place, [line], source({ type: 'return' })));
}

function adjust(product_id: string, quantity: number, place: LedgerPlace = h.place) {
  const line = asLine([product_id, quantity]);
  return h.run((tx) => h.ledger.adjust(tx, place, [line], source({ type: 'adjustment', reason: 'Count' })));
}

async function reserve(product_id: string, quantity: number): Promise<string> {
  const reservation_id = newId();
  const line = { reservation_id, product_id, quantity: d(quantity), owner_type: 'order', owner_id: newId() };
  await h.run((tx) => h.ledger.reserve(tx, h.place, [line], source()));
  return reservation_id;
}

// The numbers are those of the known faults of such systems, each held here not to come back.

test('1: every receipt makes the layer that sales take from', async () => {
  const product = await h.product();
  await received(product, 3, 4);
  expect(await layersOf(h.dataSource, product)).toEqual(['3 of 3 @ 4']);
  expect((await sell([product, 3])).lines[0]!.cost.toNumber()).toBe(12);
});

test('2, 4: taking back a document of several lines restores every level, layer and cost', async () => {
  const [a, b] = [await h.product(), await h.product()];
  await received(a, 2, 1);
  await received(a, 5, 2);
  await received(b, 4, 3);
  const before = [await levelOf(h.dataSource, h.place, a), await levelOf(h.dataSource, h.place, b)];
  const sold = await sell([a, 3], [b, 4], [a, 1]);
  expect(sold.lines.map(({ cost }) => cost.toNumber())).toEqual([4, 12, 2]);
  const lines = sold.lines.map(({ line_id, quantity }) => ({
    source_line_id: line_id,
    line_id: newId(),
    quantity,
  }));
  const back = await h.run((tx) => h.ledger.reverse(tx, h.place, lines, source({ kind: 'void' })));
  expect(back.lines.map(({ cost }) => cost.toNumber())).toEqual([4, 12, 2]);
  expect([await levelOf(h.dataSource, h.place, a), await levelOf(h.dataSource, h.place, b)]).toEqual(before);
  expect(await layersOf(h.dataSource, a)).toEqual(['2 of 2 @ 1', '5 of 5 @ 2']);
});

test('3: what is recomputed from the movements counts the reversals', async () => {
  const product = await h.product();
  await received(product, 5, 2);
  const sold = await sell([product, 5]);
  await takeBack(sold.lines[0]!.line_id, 2);
  const sum = `SELECT sum(quantity)::float AS quantity, sum(value)::float AS value FROM stock_movements WHERE product_id = $1`;
  expect(await queryOne(h.dataSource, sum, [product])).toEqual({ quantity: 2, value: 4 });
});

test('4: a partial return gives back the last units taken, at their own cost', async () => {
  const product = await h.product();
  await received(product, 2, 1);
  await received(product, 2, 5);
  const sold = await sell([product, 3]);
  expect((await takeBack(sold.lines[0]!.line_id, 1)).lines[0]!.cost.toNumber()).toBe(5);
  expect((await takeBack(sold.lines[0]!.line_id, 2)).lines[0]!.cost.toNumber()).toBe(2);
  expect(await layersOf(h.dataSource, product)).toEqual(['2 of 2 @ 1', '2 of 2 @ 5']);
});

test('5: a correction is a new entry; what was written cannot be changed or removed', async () => {
  const product = await h.product();
  await received(product, 5, 2);
  for (const statement of [
    `UPDATE stock_movements SET quantity = 9, value = 18`,
    `DELETE FROM stock_movements`,
    `TRUNCATE stock_movements`,
  ]) {
    await expect(query(h.dataSource, statement)).rejects.toThrow(/append-only/);
  }
  await adjust(product, -2);
  expect(await movementsOf(h.dataSource, product)).toEqual(['receipt +5 @ 2', 'adjustment -2 @ 2']);
});

test('6: a receipt whose goods were used cannot be taken back, one whose goods are there can', async () => {
  const product = await h.product();
  const first = await received(product, 5, 2);
  const second = await received(product, 5, 3);
  await sell([product, 1]);
  await expect(takeBack(first, 5)).rejects.toThrow(ReceiptAlreadyConsumed);
  await expect(takeBack(first, 5)).rejects.toMatchObject({
    details: { lines: [{ requested: 5, reversible: 4 }] },
  });
  await takeBack(second, 5);
  expect(await layersOf(h.dataSource, product)).toEqual(['4 of 5 @ 2']);
  expect(await movementsOf(h.dataSource, product)).toContain('receipt -5 @ 3');
  await expect(takeBack(second, 1)).rejects.toThrow(ReturnExceedsIssue);
});

test('6: nor one whose goods are promised to somebody', async () => {
  const product = await h.product();
  const line = await received(product, 5, 2);
  await reserve(product, 2);
  await expect(takeBack(line, 5)).rejects.toThrow(ReceiptAlreadyConsumed);
  await takeBack(line, 3);
});

test('7: sales, adjustments and what is found take layers in one order: by the time the goods came', async () => {
  const product = await h.product();
  const late = { ...asLine([product, 2]), unit_cost: d(9) };
  await h.run((tx) =>
    h.ledger.receive(
      tx,
      h.place,
      [late],
      source({ type: 'restock', occurred_at: new Date('2026-11-21T08:00:00Z') }),
    ),
  );
  const early = { ...asLine([product, 2]), unit_cost: d(1) };
  await h.run((tx) =>
    h.ledger.receive(
      tx,
      h.place,
      [early],
      source({ type: 'restock', occurred_at: new Date('2026-11-19T08:00:00Z') }),
    ),
  );
  expect((await sell([product, 1])).lines[0]!.cost.toNumber()).toBe(1);
  expect((await adjust(product, -2)).lines[0]!.cost.toNumber()).toBe(10);
});

test('8: an adjustment takes no more than is there, and moves the layers', async () => {
  const product = await h.product();
  await expect(adjust(product, -1)).rejects.toThrow(InsufficientStock);
  await received(product, 5, 2);
  await expect(adjust(product, -6)).rejects.toMatchObject({
    details: { lines: [{ requested: 6, available: 5 }] },
  });
  await adjust(product, -4);
  await adjust(product, 3);
  expect(await layersOf(h.dataSource, product)).toEqual(['1 of 5 @ 2', '3 of 3 @ 2']);
});

test('9: the average cost keeps four decimals, and is the value of what is left by its quantity', async () => {
  const product = await h.product();
  await received(product, 3, 1);
  await received(product, 4, 1.0001);
  expect((await levelOf(h.dataSource, h.place, product)).avg_cost).toBe(1.0001);
  await received(product, 3, 2.5);
  expect((await levelOf(h.dataSource, h.place, product)).avg_cost).toBe(1.45);
  await sell([product, 7]);
  expect(await levelOf(h.dataSource, h.place, product)).toMatchObject({ avg_cost: 2.5, stock_value: 7.5 });
});

test('10: the cost of a line is that of the whole line, exact to the last digit', async () => {
  const product = await h.product();
  await received(product, 1.125, 0.3333);
  await received(product, 2, 0.0007);
  const [line] = (await sell([product, 1.333])).lines;
  expect(line!.cost.toFixed()).toBe('0.3751081');
});

test('12: one line that cannot be posted posts none, and every short product is named', async () => {
  const [a, b, c] = [
    await h.product({ sku: 'A1' }),
    await h.product({ sku: 'B1' }),
    await h.product({ sku: 'C1' }),
  ];
  await received(a, 5, 2);
  await received(b, 1, 2);
  const refusal = sell([a, 1], [c, 2], [b, 1], [b, 1]);
  await expect(refusal).rejects.toMatchObject({
    code: 'INSUFFICIENT_STOCK',
    details: {
      lines: [
        { product_id: b, sku: 'B1', name: 'Product B1', requested: 2, available: 1 },
        { product_id: c, sku: 'C1', name: 'Product C1', requested: 2, available: 0 },
      ],
    },
  });
  expect(await movementsOf(h.dataSource, a)).toEqual(['receipt +5 @ 2']);
});

test('15: an issue marks the level as moved, and the policy of the place decides on goods that are not there', async () => {
  const place = await h.location(true);
  const product = await h.product({ cost_price: 1.5 });
  await received(product, 1, 2, place);
  const moved = `SELECT updated_at FROM stock_levels WHERE location_id = $1 AND product_id = $2`;
  const key = [place.location_id, product];
  const before = await queryOne<{ updated_at: Date }>(h.dataSource, moved, key);
  const line = asLine([product, 3]);
  const answer = await h.run((tx) => h.ledger.issue(tx, place, [line], source()));
  expect(answer.lines).toMatchObject([{ line_id: line.line_id }]);
  expect([answer.lines[0]!.quantity.toNumber(), answer.lines[0]!.cost.toNumber()]).toEqual([3, 6]);
  expect(
    (await queryOne<{ updated_at: Date }>(h.dataSource, moved, key)).updated_at.getTime(),
  ).toBeGreaterThan(before.updated_at.getTime());
  expect(await levelOf(h.dataSource, place, product)).toMatchObject({ on_hand: -2, stock_value: -4 });
  const strict = { ...place, allow_negative_stock: false };
  await expect(h.run((tx) => h.ledger.issue(tx, strict, [asLine([product, 1])], source()))).rejects.toThrow(
    InsufficientStock,
  );
  await received(product, 1, 2, strict);
  expect((await levelOf(h.dataSource, place, product)).on_hand).toBe(-1);
});

test('16: what is promised to somebody is not available', async () => {
  const product = await h.product();
  await received(product, 5, 2);
  await reserve(product, 4);
  await expect(sell([product, 2])).rejects.toMatchObject({
    details: { lines: [{ requested: 2, available: 1 }] },
  });
  await sell([product, 1]);
});

test('17: a reversal counts against its own line only, and never beyond it', async () => {
  const product = await h.product();
  await received(product, 10, 2);
  const [one, twelve] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000012'];
  await sell([product, 2, one], [product, 3, twelve]);
  await takeBack(twelve, 3);
  await takeBack(one, 1);
  await expect(takeBack(one, 2)).rejects.toMatchObject({
    code: 'RETURN_EXCEEDS_ISSUE',
    details: { lines: [{ source_line_id: one, requested: 2, reversible: 1 }] },
  });
  await expect(takeBack(newId(), 1)).rejects.toMatchObject({ details: { lines: [{ reversible: 0 }] } });
  await takeBack(one, 1);
});

test('19: a movement names the line that moved it by its id', async () => {
  const product = await h.product();
  await received(product, 2, 1);
  await received(product, 2, 2);
  const sold = await sell([product, 3]);
  const rows = await query(
    h.dataSource,
    `SELECT quantity::float FROM stock_movements WHERE source_line_id = $1 ORDER BY id`,
    [sold.lines[0]!.line_id],
  );
  expect(rows).toEqual(expect.arrayContaining([{ quantity: -2 }, { quantity: -1 }]));
  expect(rows).toHaveLength(2);
});
