import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { InsufficientStock, ReceiptAlreadyConsumed } from '../../../src/inventory/index.js';
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

const line = (product_id: string, quantity: number, facts: object = {}) => ({
  line_id: newId(),
  product_id,
  quantity: d(quantity),
  ...facts,
});
type Line = ReturnType<typeof line>;

const receive = (...lines: Line[]) =>
  h.run((tx) => h.ledger.receive(tx, h.place, lines, source({ type: 'delivery' })));
const issue = (...lines: Line[]) => h.run((tx) => h.ledger.issue(tx, h.place, lines, source()));
const takeBack = (...lines: Line[]) =>
  h.run((tx) =>
    h.ledger.reverse(
      tx,
      h.place,
      lines.map(({ line_id, quantity }) => ({ source_line_id: line_id, line_id: newId(), quantity })),
      source({ type: 'delivery', kind: 'receipt_reversal' }),
    ),
  );

// The known faults of such systems again, where batches, units, promises and deliveries play a part.

test('1: tracked goods without a batch number get a batch that sales take from, and keep it when they move', async () => {
  const product = await h.product({ sku: 'T1', track_batches: true });
  const store = await h.location(false);
  const { taken } = await receive(line(product, 2));
  expect(taken[0]!.batch_number).toBe('AUTO-T1-261120-MAIN');
  await h.run((tx) =>
    h.ledger.transfer(tx, { from: h.place, to: store }, [line(product, 1)], source({ type: 'transfer' })),
  );
  const sold = await h.run((tx) => h.ledger.issue(tx, store, [line(product, 1)], source()));
  expect(sold.taken[0]).toMatchObject({ batch_id: taken[0]!.batch_id });
});

test('2, 3, 20: cancelling and correcting a delivery of several lines leaves levels and layers as they should be', async () => {
  const [plain, dated] = [await h.product(), await h.product({ track_batches: true })];
  const lines = [
    line(plain, 3, { total_cost: d(10) }),
    line(dated, 2, { batch_number: 'A' }),
    line(dated, 4, { batch_number: 'B' }),
  ];
  await receive(...lines);
  await takeBack(...lines);
  for (const product of [plain, dated])
    expect(await levelOf(h.dataSource, h.place, product)).toMatchObject({ on_hand: 0, stock_value: 0 });
  await receive({ ...lines[0]!, quantity: d(2) }, lines[1]!, lines[2]!);
  expect(await levelOf(h.dataSource, h.place, plain)).toMatchObject({ on_hand: 2, stock_value: 10 });
  expect(await levelOf(h.dataSource, h.place, dated)).toMatchObject({ on_hand: 6 });
  await takeBack({ ...lines[0]!, quantity: d(2) });
  expect(await levelOf(h.dataSource, h.place, plain)).toMatchObject({ on_hand: 0, stock_value: 0 });
});

test('4: a reversal restores what remains of the batch', async () => {
  const product = await h.product({ track_batches: true });
  await receive(line(product, 2, { batch_number: 'A' }), line(product, 2, { batch_number: 'B' }));
  const sold = await issue(line(product, 3));
  await takeBack({ ...line(product, 3), line_id: sold.lines[0]!.line_id });
  const left = `SELECT b.batch_number, sum(c.remaining)::float AS quantity FROM cost_layers c JOIN stock_batches b ON b.id = c.batch_id
    WHERE c.product_id = $1::uuid GROUP BY 1 ORDER BY 1`;
  expect(await query(h.dataSource, left, [product])).toEqual([
    { batch_number: 'A', quantity: 2 },
    { batch_number: 'B', quantity: 2 },
  ]);
});

test('5: a correction adds entries; the first ones stay', async () => {
  const product = await h.product();
  const goods = line(product, 5, { unit_cost: d(2) });
  await receive(goods);
  await takeBack(goods);
  await receive({ ...goods, quantity: d(4) });
  expect(await movementsOf(h.dataSource, product)).toEqual([
    'receipt +5 @ 2',
    'receipt_reversal -5 @ 2',
    'receipt +4 @ 2',
  ]);
});

test('6: a delivery of two layers that was sold from in part is not cancelled, and nothing of it is', async () => {
  const [a, b] = [await h.product(), await h.product()];
  const lines = [line(a, 3, { total_cost: d(10) }), line(b, 2)];
  await receive(...lines);
  await issue(line(a, 1));
  const before = await layersOf(h.dataSource, b);
  const cancelled = takeBack(...lines);
  await expect(cancelled).rejects.toThrow(ReceiptAlreadyConsumed);
  await expect(cancelled).rejects.toMatchObject({
    details: { lines: [{ source_line_id: lines[0]!.line_id, requested: 3, reversible: 2 }] },
  });
  expect(await layersOf(h.dataSource, b)).toEqual(before);
});

test('7: one order everywhere: first to expire where the place says so, and expired goods are not sold', async () => {
  const place = await h.location(false, { issue_order: 'fefo' });
  const product = await h.product({ requires_expiry: true });
  const goods = [
    line(product, 1, { batch_number: 'late', expiry_date: '2027-01-01', unit_cost: d(1) }),
    line(product, 1, { batch_number: 'soon', expiry_date: '2026-12-01', unit_cost: d(2) }),
    line(product, 1, { batch_number: 'over', expiry_date: '2026-11-01', unit_cost: d(3) }),
  ];
  await h.run((tx) => h.ledger.receive(tx, place, goods, source({ type: 'opening', kind: 'opening' })));
  const sell = (quantity: number) =>
    h.run((tx) => h.ledger.issue(tx, place, [line(product, quantity)], source()));
  expect((await sell(1)).lines[0]!.cost.toNumber()).toBe(2);
  await expect(sell(2)).rejects.toThrow(InsufficientStock);
  expect((await sell(1)).lines[0]!.cost.toNumber()).toBe(1);
  const counted = line(product, -1);
  const gone = await h.run((tx) => h.ledger.adjust(tx, place, [counted], source({ kind: 'count' })));
  expect(gone.lines[0]!.cost.toNumber()).toBe(3);
});

test('8: a difference found moves the batch, and takes no more than is there of it', async () => {
  const product = await h.product({ track_batches: true });
  const { taken } = await receive(
    line(product, 2, { batch_number: 'A' }),
    line(product, 2, { batch_number: 'B' }),
  );
  const batch_id = taken[0]!.batch_id!;
  const adjust = (quantity: number) =>
    h.run((tx) =>
      h.ledger.adjust(tx, h.place, [line(product, quantity, { batch_id })], source({ kind: 'count' })),
    );
  await expect(adjust(-3)).rejects.toMatchObject({ details: { lines: [{ requested: 3, available: 2 }] } });
  expect((await adjust(-1)).taken).toMatchObject([{ batch_id }]);
  expect((await adjust(2)).taken).toMatchObject([{ batch_id, batch_number: 'A' }]);
});

test('12: one line that a batch, a unit or a date refuses posts none of the others', async () => {
  const [plain, dated, numbered] = [
    await h.product(),
    await h.product({ requires_expiry: true }),
    await h.product({ track_serials: true }),
  ];
  await expect(receive(line(plain, 1), line(dated, 1))).rejects.toMatchObject({
    code: 'EXPIRY_DATE_REQUIRED',
  });
  await receive(line(plain, 1));
  await expect(issue(line(plain, 1), line(numbered, 1, { serial_numbers: ['1'] }))).rejects.toMatchObject({
    code: 'SERIAL_NUMBER_NOT_HERE',
  });
  expect(await movementsOf(h.dataSource, plain)).toHaveLength(1);
});

test('16: a promise has an owner and an end, and a sale that keeps it ends it', async () => {
  const product = await h.product();
  await receive(line(product, 2));
  const reservation_id = newId();
  const owner_id = newId();
  const promise = { reservation_id, product_id: product, quantity: d(2), owner_type: 'order', owner_id };
  await h.run((tx) => h.ledger.reserve(tx, h.place, [promise], source()));
  await issue(line(product, 2, { reservation_id }));
  const kept = `SELECT status, owner_id, remaining::float FROM stock_reservations WHERE id = $1::uuid`;
  expect(await query(h.dataSource, kept, [reservation_id])).toEqual([
    { status: 'consumed', owner_id, remaining: 0 },
  ]);
});
