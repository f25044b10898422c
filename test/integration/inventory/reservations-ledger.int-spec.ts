import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { InsufficientStock, StockAvailability } from '../../../src/inventory/index.js';
import { d, openLedger, source, stockFaults, type LedgerHarness } from './ledger-harness.js';

let h: LedgerHarness;
beforeAll(async () => {
  h = await openLedger();
});
afterEach(async () => expect(await stockFaults(h.dataSource)).toEqual([]));
afterAll(() => h.close());

async function inStock(quantity: number, ...batches: string[]): Promise<string> {
  const product_id = await h.product({ track_batches: batches.length > 0 });
  const names = batches.length === 0 ? [undefined] : batches;
  const lines = names.map((batch_number) => ({
    line_id: newId(),
    product_id,
    quantity: d(quantity),
    batch_number,
  }));
  await h.run((tx) => h.ledger.receive(tx, h.place, lines, source({ type: 'restock' })));
  return product_id;
}

async function reserve(product_id: string, quantity: number, facts: object = {}): Promise<string> {
  const reservation_id = newId();
  const owner = { owner_type: 'order', owner_id: newId() };
  const line = { reservation_id, product_id, quantity: d(quantity), ...owner, ...facts };
  await h.run((tx) => h.ledger.reserve(tx, h.place, [line], source()));
  return reservation_id;
}

function sell(product_id: string, quantity: number, picks: object = {}) {
  const line = { line_id: newId(), product_id, quantity: d(quantity), ...picks };
  return h.run((tx) => h.ledger.issue(tx, h.place, [line], source()));
}

async function stateOf(id: string): Promise<unknown> {
  const sql = `SELECT status, remaining::float, end_reason FROM stock_reservations WHERE id = $1::uuid`;
  return (await query(h.dataSource, sql, [id]))[0];
}

async function batch(product_id: string, number: string): Promise<string> {
  const sql = `SELECT id FROM stock_batches WHERE product_id = $1::uuid AND batch_number = $2`;
  return (await query<{ id: string }>(h.dataSource, sql, [product_id, number]))[0]!.id;
}

it('what is promised is there for its owner and for nobody else', async () => {
  const product = await inStock(5);
  const mine = await reserve(product, 3);
  await expect(reserve(product, 3)).rejects.toThrow(InsufficientStock);
  await expect(sell(product, 3)).rejects.toMatchObject({
    details: { lines: [{ available: 2, reserved: 3 }] },
  });
  await sell(product, 2, { reservation_id: mine });
  expect(await stateOf(mine)).toMatchObject({ status: 'active', remaining: 1 });
  await expect(sell(product, 3)).rejects.toThrow(InsufficientStock);
  await sell(product, 3, { reservation_id: mine });
  expect(await stateOf(mine)).toMatchObject({ status: 'consumed', remaining: 0 });
  await expect(sell(product, 1, { reservation_id: mine })).rejects.toMatchObject({
    code: 'RESERVATION_ENDED',
  });
});

it('a promise of a batch holds that batch', async () => {
  const product = await inStock(3, 'A', 'B');
  const a = await batch(product, 'A');
  const mine = await reserve(product, 2, { batch_id: a });
  await expect(reserve(product, 2, { batch_id: a })).rejects.toMatchObject({
    details: { lines: [{ batch_id: a, available: 1 }] },
  });
  expect(
    (await sell(product, 2)).taken.map((layer) => [layer.batch_number, layer.quantity.toNumber()]),
  ).toEqual([
    ['A', 1],
    ['B', 1],
  ]);
  expect((await sell(product, 2, { reservation_id: mine })).taken).toMatchObject([{ batch_id: a }]);
});

it('is let go, by somebody or by its time', async () => {
  const product = await inStock(5);
  const [given, due, later] = [
    await reserve(product, 1),
    await reserve(product, 1, { expires_at: new Date('2026-11-20T10:00:00Z') }),
    await reserve(product, 1, { expires_at: new Date('2026-11-22T10:00:00Z') }),
  ];
  expect(await h.run((tx) => h.ledger.release(tx, [given, given], 'cancelled'))).toEqual([given]);
  expect(await h.run((tx) => h.ledger.release(tx, [given]))).toEqual([]);
  expect(await h.run((tx) => h.ledger.releaseDue(tx, new Date('2026-11-21T00:00:00Z'), 10))).toEqual([due]);
  expect(await stateOf(given)).toEqual({ status: 'released', remaining: 0, end_reason: 'cancelled' });
  expect(await stateOf(due)).toMatchObject({ status: 'expired' });
  expect(await stateOf(later)).toMatchObject({ status: 'active', remaining: 1 });
  await sell(product, 4);
});

it('promises neither what expired nor what is held, and says what is available', async () => {
  const product = await inStock(2, 'A', 'B');
  await h.run(async (tx) =>
    h.ledger.correctBatch(tx, await batch(product, 'A'), { expiry_date: '2026-11-19' }),
  );
  const held = { line_id: newId(), product_id: product, quantity: d(1), to_state: 'quality_hold' as const };
  await h.run(async (tx) =>
    h.ledger.restate(tx, h.place, [{ ...held, batch_id: await batch(product, 'B') }], source()),
  );
  await expect(reserve(product, 2)).rejects.toMatchObject({
    details: { lines: [{ available: 1, expired: 2, held: 1 }] },
  });
  await reserve(product, 1);
  const split = await new StockAvailability().of(h.dataSource, h.place.location_id, [product], '2026-11-20');
  const { on_hand, reserved, unsellable, expired, available } = split.get(product)!;
  expect([on_hand, reserved, unsellable, expired, available].map(Number)).toEqual([4, 1, 1, 2, 0]);
});

it('a correction, a transfer or a taking back cannot take what is promised', async () => {
  const product = await inStock(3);
  await reserve(product, 2);
  const line = { line_id: newId(), product_id: product, quantity: d(2) };
  const to = await h.location(false);
  await expect(
    h.run((tx) => h.ledger.transfer(tx, { from: h.place, to }, [line], source({ type: 'transfer' }))),
  ).rejects.toThrow(InsufficientStock);
  await expect(
    h.run((tx) => h.ledger.adjust(tx, h.place, [{ ...line, quantity: d(-2) }], source({ type: 'count' }))),
  ).rejects.toThrow(InsufficientStock);
  await expect(
    h.run((tx) =>
      h.ledger.restate(tx, h.place, [{ ...line, to_state: 'damaged' }], source({ type: 'hold' })),
    ),
  ).rejects.toThrow(InsufficientStock);
});
