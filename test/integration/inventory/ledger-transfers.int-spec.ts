import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import type { Tx } from '../../../src/common/database/tx.js';
import { InsufficientStock, ReturnExceedsIssue, type LedgerPlace } from '../../../src/inventory/index.js';
import { TRANSIT_LOCATION_ID } from '../../../src/locations/default-ids.js';
import { d, levelOf, openLedger, source, stockFaults, type LedgerHarness } from './ledger-harness.js';

const TRANSIT: LedgerPlace = { location_id: TRANSIT_LOCATION_ID, allow_negative_stock: false };

let h: LedgerHarness;
let store: LedgerPlace;
beforeAll(async () => {
  h = await openLedger(20);
  store = await h.location(false);
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
  unit_cost: number,
  facts: object = {},
): Promise<string> {
  const goods = { ...line(product_id, quantity), unit_cost: d(unit_cost), ...facts };
  await h.run((tx) => h.ledger.receive(tx, h.place, [goods], source({ type: 'restock' })));
  return goods.line_id;
}

function move(from: LedgerPlace, to: LedgerPlace, product_id: string, quantity: number, picks: object = {}) {
  const sent = { ...line(product_id, quantity), ...picks };
  return h.run((tx) => h.ledger.transfer(tx, { from, to }, [sent], source({ type: 'transfer' })));
}

async function layersAt(place: LedgerPlace, product_id: string): Promise<string[]> {
  const rows = await query<{ text: string }>(
    h.dataSource,
    `SELECT concat_ws(' ', trim_scale(c.remaining), '@', trim_scale(c.unit_cost), b.batch_number,
       to_char(c.received_at AT TIME ZONE 'UTC', 'HH24:MI')) AS text
     FROM cost_layers c LEFT JOIN stock_batches b ON b.id = c.batch_id
     WHERE c.location_id = $1::uuid AND c.product_id = $2::uuid AND c.is_open ORDER BY c.received_at, c.id`,
    [place.location_id, product_id],
  );
  return rows.map(({ text }) => text);
}

it('goods arrive as what they were: cost, batch and age, by way of what is in transit', async () => {
  const product = await h.product({ track_batches: true });
  await receive(product, 2, 1, { batch_number: 'A' });
  await receive(product, 3, 2, { batch_number: 'B' });
  const before = await layersAt(h.place, product);
  const sent = await move(h.place, TRANSIT, product, 4);
  expect(sent.lines[0]!.cost.toNumber()).toBe(6);
  const origin_line_id = sent.lines[0]!.line_id;
  await move(TRANSIT, store, product, 3, { origin_line_id });
  expect(await layersAt(store, product)).toEqual([before[0], before[1]!.replace('3', '1')]);
  await expect(move(TRANSIT, store, product, 2, { origin_line_id })).rejects.toThrow(InsufficientStock);
  await move(TRANSIT, h.place, product, 1, { origin_line_id });
  expect(await levelOf(h.dataSource, h.place, product)).toMatchObject({ on_hand: 2, stock_value: 4 });
  expect(await levelOf(h.dataSource, TRANSIT, product)).toMatchObject({ on_hand: 0, stock_value: 0 });
});

it('takes what the shipment brought and nothing else, expired meanwhile or not', async () => {
  const product = await h.product({ track_batches: true });
  await receive(product, 1, 1, { batch_number: 'A', expiry_date: '2026-11-20' });
  const first = await move(h.place, TRANSIT, product, 1);
  await receive(product, 1, 9);
  await move(h.place, TRANSIT, product, 1);
  const arrived = { ...line(product, 1), origin_line_id: first.lines[0]!.line_id };
  const later = source({ type: 'transfer', business_date: '2026-11-25' });
  const { taken } = await h.run((tx) =>
    h.ledger.transfer(tx, { from: TRANSIT, to: store }, [arrived], later),
  );
  expect(taken).toMatchObject([{ batch_number: 'A', expiry_date: '2026-11-20' }]);
  const again = { ...line(product, 1), line_id: newId() };
  await expect(
    h.run((tx) => h.ledger.transfer(tx, { from: store, to: h.place }, [again], later)),
  ).rejects.toMatchObject({ details: { lines: [{ expired: 1 }] } });
});

it('what is lost on the way is written off under its own kind', async () => {
  const product = await h.product();
  await receive(product, 2, 3);
  const sent = await move(h.place, TRANSIT, product, 2);
  const lost = { ...line(product, 1), origin_line_id: sent.lines[0]!.line_id };
  const { lines } = await h.run((tx) =>
    h.ledger.issue(tx, TRANSIT, [lost], source({ kind: 'transfer_loss' })),
  );
  expect(lines[0]!.cost.toNumber()).toBe(3);
});

it('settles what the place they come to sold before', async () => {
  const owing = await h.location(true);
  const product = await h.product({ cost_price: 1 });
  const sold = line(product, 2);
  await h.run((tx) => h.ledger.issue(tx, owing, [sold], source()));
  await receive(product, 3, 4);
  await move(h.place, owing, product, 3);
  expect(await levelOf(h.dataSource, owing, product)).toMatchObject({
    on_hand: 1,
    stock_value: 4,
    avg_cost: 4,
  });
  const cost = `SELECT -sum(value)::float AS cost FROM stock_movements WHERE source_line_id = $1::uuid`;
  expect(await query(h.dataSource, cost, [sold.line_id])).toEqual([{ cost: 8 }]);
});

it('is undone by its opposite, not by a reversal', async () => {
  const product = await h.product();
  await receive(product, 2, 3);
  const sent = await move(h.place, store, product, 2);
  const back = { source_line_id: sent.lines[0]!.line_id, line_id: newId(), quantity: d(1) };
  await expect(h.run((tx) => h.ledger.reverse(tx, store, [back], source()))).rejects.toThrow(
    ReturnExceedsIssue,
  );
});

it('tells once that the place it leaves is low on stock, and not that the way is', async () => {
  const product = await h.product({ min_stock_level: 2 });
  await receive(product, 4, 1);
  const seen = h.lowStock();
  const sent = await move(h.place, TRANSIT, product, 2);
  await move(h.place, TRANSIT, product, 1);
  await move(TRANSIT, store, product, 2, { origin_line_id: sent.lines[0]!.line_id });
  expect(seen()).toEqual([{ location_id: h.place.location_id, on_hand: '2.000', min_stock_level: '2.000' }]);
});

it('neither deadlocks with sales nor with transfers the other way, and loses nothing', async () => {
  const products = [await h.product(), await h.product()];
  for (const product of products) await receive(product, 60, 2);
  for (const product of products) await move(h.place, store, product, 30);
  // Once, without the retry that production has: a deadlock would show.
  const once = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => h.dataSource.transaction(work);
  const carry = (from: LedgerPlace, to: LedgerPlace, order: string[]) =>
    once((tx) =>
      h.ledger.transfer(
        tx,
        { from, to },
        order.map((each) => line(each, 1)),
        source({ type: 'transfer' }),
      ),
    );
  const sell = (place: LedgerPlace, order: string[]) =>
    once((tx) =>
      h.ledger.issue(
        tx,
        place,
        order.map((each) => line(each, 1)),
        source(),
      ),
    );
  const turned = [...products].reverse();
  for (let round = 0; round < 10; round++) {
    await Promise.all([
      carry(h.place, store, products),
      carry(store, h.place, turned),
      sell(h.place, turned),
      sell(store, products),
    ]);
  }
  for (const place of [h.place, store])
    for (const product of products)
      expect(await levelOf(h.dataSource, place, product)).toMatchObject({ on_hand: 20, stock_value: 40 });
});
