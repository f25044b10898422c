import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '../../../src/common/database/new-id.js';
import { queryOne } from '../../../src/common/database/statement.js';
import type { Tx } from '../../../src/common/database/tx.js';
import { InsufficientStock, ReturnExceedsIssue } from '../../../src/inventory/index.js';
import { d, levelOf, openLedger, source, stockFaults, type LedgerHarness } from './ledger-harness.js';

let h: LedgerHarness;
beforeAll(async () => {
  h = await openLedger(20);
});
afterEach(async () => expect(await stockFaults(h.dataSource)).toEqual([]));
afterAll(() => h.close());

/** Once, without the retry that production has: a deadlock would show. */
function once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return h.dataSource.transaction(work);
}

function receive(tx: Tx, product_id: string, quantity: number, unit_cost = 2) {
  const line = { line_id: newId(), product_id, quantity: d(quantity), unit_cost: d(unit_cost) };
  return h.ledger.receive(tx, h.place, [line], source({ type: 'restock' }));
}

function issue(tx: Tx, ...lines: [product_id: string, quantity: number][]) {
  const asked = lines.map(([product_id, quantity]) => ({
    line_id: newId(),
    product_id,
    quantity: d(quantity),
  }));
  return h.ledger.issue(tx, h.place, asked, source());
}

async function someoneWaits(): Promise<void> {
  const blocked = `SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`;
  while ((await queryOne<{ count: number }>(h.dataSource, blocked)).count === 0) await pause(5);
}

it('sells the last 25 exactly once each, whoever asks', async () => {
  const product_id = await h.product();
  await once((tx) => receive(tx, product_id, 15));
  await once((tx) => receive(tx, product_id, 10, 3));
  const tries = await Promise.allSettled(
    Array.from({ length: 40 }, () => once((tx) => issue(tx, [product_id, 1]))),
  );
  const sold = tries.filter(({ status }) => status === 'fulfilled');
  const refused = tries.filter((each) => each.status === 'rejected').map((each) => each.reason as unknown);
  expect(sold).toHaveLength(25);
  expect(refused.every((reason) => reason instanceof InsufficientStock)).toBe(true);
  expect(await levelOf(h.dataSource, h.place, product_id)).toMatchObject({ on_hand: 0, stock_value: 0 });
});

it('never deadlocks on carts that name the same products in opposite orders', async () => {
  const [a, b] = [await h.product(), await h.product()];
  await once((tx) => receive(tx, a, 200));
  await once((tx) => receive(tx, b, 200));
  for (let round = 0; round < 50; round++) {
    await Promise.all([once((tx) => issue(tx, [a, 1], [b, 1])), once((tx) => issue(tx, [b, 1], [a, 1]))]);
  }
  expect(await levelOf(h.dataSource, h.place, a)).toMatchObject({ on_hand: 100, stock_value: 200 });
});

it('an issue that waited for a receipt takes from its layer', async () => {
  const product_id = await h.product();
  await once((tx) => receive(tx, product_id, 1, 1));
  let selling: ReturnType<typeof issue> | undefined;
  await once(async (tx) => {
    await receive(tx, product_id, 5, 7);
    selling = once((other) => issue(other, [product_id, 6]));
    await someoneWaits();
  });
  expect((await selling!).lines[0]!.cost.toNumber()).toBe(36);
});

it('opens a level once for tills that receive a new product together', async () => {
  const products = [await h.product(), await h.product(), await h.product()];
  const receipts = Array.from({ length: 20 }, (_, turn) => {
    const order = turn % 2 === 0 ? products : [...products].reverse();
    const lines = order.map((product_id) => ({
      line_id: newId(),
      product_id,
      quantity: d(1),
      unit_cost: d(2),
    }));
    return once((tx) => h.ledger.receive(tx, h.place, lines, source({ type: 'restock' })));
  });
  await Promise.all(receipts);
  for (const product of products)
    expect(await levelOf(h.dataSource, h.place, product)).toMatchObject({ on_hand: 20 });
});

it('takes a line back once, though two tills try, at two locations', async () => {
  const product_id = await h.product();
  const elsewhere = await h.location(false);
  await once((tx) => receive(tx, product_id, 3));
  const sold = await once((tx) => issue(tx, [product_id, 3]));
  const back = () => [{ source_line_id: sold.lines[0]!.line_id, line_id: newId(), quantity: d(3) }];
  const tries = await Promise.allSettled(
    [h.place, elsewhere, h.place, elsewhere].map((place) =>
      once((tx) => h.ledger.reverse(tx, place, back(), source())),
    ),
  );
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const each of tries) {
    if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(ReturnExceedsIssue);
  }
});

it('settles what is owed once, though two receipts race for it', async () => {
  const place = await h.location(true);
  const product_id = await h.product({ cost_price: 1 });
  const line = (quantity: number) => ({ line_id: newId(), product_id, quantity: d(quantity) });
  await once((tx) => h.ledger.issue(tx, place, [line(10)], source()));
  const receipt = (unit_cost: number) =>
    once((tx) =>
      h.ledger.receive(tx, place, [{ ...line(6), unit_cost: d(unit_cost) }], source({ type: 'restock' })),
    );
  await Promise.all([receipt(3), receipt(3)]);
  expect(await levelOf(h.dataSource, place, product_id)).toMatchObject({
    on_hand: 2,
    stock_value: 6,
    avg_cost: 3,
  });
});

it('keeps a promise once, though two tills sell on it, and sells nobody what it holds', async () => {
  const product_id = await h.product();
  await once((tx) => receive(tx, product_id, 3));
  const reservation_id = newId();
  const promise = { reservation_id, product_id, quantity: d(2), owner_type: 'order', owner_id: newId() };
  await once((tx) => h.ledger.reserve(tx, h.place, [promise], source()));
  const sale = (quantity: number, held?: string) =>
    once((tx) => {
      const line = { line_id: newId(), product_id, quantity: d(quantity), reservation_id: held };
      return h.ledger.issue(tx, h.place, [line], source());
    });
  const tries = await Promise.allSettled([
    sale(2, reservation_id),
    sale(2, reservation_id),
    sale(2),
    sale(2),
  ]);
  expect(tries.slice(0, 2).filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(tries.slice(2).every(({ status }) => status === 'rejected')).toBe(true);
  expect(await levelOf(h.dataSource, h.place, product_id)).toMatchObject({ on_hand: 1 });
});

it('promises the last goods once', async () => {
  const product_id = await h.product();
  await once((tx) => receive(tx, product_id, 5));
  const tries = await Promise.allSettled(
    Array.from({ length: 10 }, () =>
      once((tx) => {
        const owner = { owner_type: 'order', owner_id: newId() };
        const line = { reservation_id: newId(), product_id, quantity: d(1), ...owner };
        return h.ledger.reserve(tx, h.place, [line], source());
      }),
    ),
  );
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
});

it('sells a unit once, and books it in once', async () => {
  const product_id = await h.product({ track_serials: true });
  const elsewhere = await h.location(false);
  const unit = () => [{ line_id: newId(), product_id, quantity: d(1), serial_numbers: ['S1'] }];
  const settled = async (works: Promise<unknown>[]): Promise<number> =>
    (await Promise.allSettled(works)).filter(({ status }) => status === 'fulfilled').length;
  const booked = [h.place, elsewhere, h.place, elsewhere].map((place) =>
    once((tx) => h.ledger.receive(tx, place, unit(), source({ type: 'restock' }))),
  );
  expect(await settled(booked)).toBe(1);
  const sales = [h.place, elsewhere, h.place, elsewhere].map((place) =>
    once((tx) => h.ledger.issue(tx, place, unit(), source())),
  );
  expect(await settled(sales)).toBe(1);
});
