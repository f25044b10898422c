import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import type { Tx } from '../../../src/common/database/tx.js';
import { lockLastPeriod } from '../../../src/inventory/periods/last-period.js';
import { freezeFigures } from '../../../src/inventory/periods/period-figures.js';
import { PeriodClosed, StockIsBusy } from '../../../src/inventory/periods/period.errors.js';
import { d, openLedger, source, type LedgerHarness } from './ledger-harness.js';
import { historyDrift } from './stock-history-harness.js';

const UNTIL = '2026-10-31';
const inOctober = { business_date: UNTIL, occurred_at: new Date('2026-10-31T20:00:00Z') };

let h: LedgerHarness;
beforeAll(async () => {
  h = await openLedger();
});
afterEach(async () => {
  expect(await historyDrift(h.dataSource)).toEqual([]);
  await query(h.dataSource, 'DELETE FROM stock_periods');
});
afterAll(() => h.close());

/** What closing does inside its transaction. */
async function close(tx: Tx): Promise<string> {
  const last = await lockLastPeriod(tx);
  const id = newId();
  await query(
    tx,
    `INSERT INTO stock_periods (id, closed_until, closed_at, closed_by) VALUES ($1::uuid, $2::date, now(), $1::uuid)`,
    [id, UNTIL],
  );
  return (await freezeFigures(tx, { id, until: UNTIL }, last)).quantity;
}

const line = (product_id: string, quantity: number) => ({
  line_id: newId(),
  product_id,
  quantity: d(quantity),
});
const numberOf = async (table: string): Promise<unknown> =>
  query(h.dataSource, `SELECT count(*) FROM ${table}`);

it('nothing is posted into a closed period, by whichever way, and nothing is left of the attempt', async () => {
  const { ledger, place } = h;
  const product_id = await h.product();
  const other = await h.location(true);
  const sold = line(product_id, 2);
  await h.run((tx) => ledger.receive(tx, place, [line(product_id, 9)], source()));
  await h.run((tx) => ledger.issue(tx, place, [sold], source()));
  await h.run(close);
  const tables = ['stock_movements', 'cost_layers', 'stock_levels'];
  const before = await Promise.all([
    ...tables.map(numberOf),
    query(h.dataSource, 'SELECT * FROM stock_levels'),
  ]);

  const late = source(inOctober);
  const back = { source_line_id: sold.line_id, line_id: newId(), quantity: d(1) };
  const attempts: ((tx: Tx) => Promise<unknown>)[] = [
    (tx) => ledger.receive(tx, place, [line(product_id, 1)], late),
    (tx) => ledger.issue(tx, place, [line(product_id, 1)], late),
    (tx) => ledger.issue(tx, other, [line(product_id, 1)], late),
    (tx) => ledger.reverse(tx, place, [back], late),
    (tx) => ledger.adjust(tx, place, [line(product_id, -1)], late),
    (tx) => ledger.transfer(tx, { from: place, to: other }, [line(product_id, 1)], late),
    (tx) => ledger.restate(tx, place, [{ ...line(product_id, 1), to_state: 'damaged' }], late),
  ];
  for (const attempt of attempts) {
    const refused = await h.run(attempt).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(PeriodClosed);
    expect(refused).toMatchObject({
      kind: 'conflict',
      code: 'PERIOD_CLOSED',
      details: { closed_until: UNTIL },
    });
  }
  const after = await Promise.all([
    ...tables.map(numberOf),
    query(h.dataSource, 'SELECT * FROM stock_levels'),
  ]);
  expect(after).toEqual(before);
  await h.run((tx) =>
    ledger.receive(tx, place, [line(product_id, 1)], source({ business_date: '2026-11-01' })),
  );
});

it('what was being posted when the period closed is in its figures', async () => {
  const product_id = await h.product();
  const before = Number(await h.run(close));
  await query(h.dataSource, 'DELETE FROM stock_periods');
  let closing: Promise<string> | undefined;
  await h.run(async (tx) => {
    await h.ledger.receive(tx, h.place, [line(product_id, 5)], source(inOctober));
    closing = h.run(close);
    await pause(150);
  });
  expect(Number(await closing)).toBe(before + 5);
});

it('what comes while the period closes waits, and is refused when it belongs there', async () => {
  const product_id = await h.product();
  const results: Promise<unknown>[] = [];
  await h.run(async (tx) => {
    await close(tx);
    results.push(
      h
        .run((late) => h.ledger.receive(late, h.place, [line(product_id, 5)], source(inOctober)))
        .catch((e: unknown) => e),
      h.run((now) => h.ledger.receive(now, h.place, [line(product_id, 3)], source())),
    );
    await pause(150);
  });
  const [late, now] = await Promise.all(results);
  expect(late).toBeInstanceOf(PeriodClosed);
  expect(now).toMatchObject({ lines: [{ product_id }] });
});

it('a posting that lasts is not waited for, so that it does not hold up the others', async () => {
  const product_id = await h.product();
  await h.run(async (tx) => {
    await h.ledger.receive(tx, h.place, [line(product_id, 5)], source());
    await expect(h.run(close)).rejects.toThrow(StockIsBusy);
  });
  expect(await query(h.dataSource, 'SELECT id FROM stock_periods')).toEqual([]);
});

it('two that close at once close once', async () => {
  const closing = await Promise.allSettled([h.run(close), h.run(close)]);
  expect(closing.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await query(h.dataSource, 'SELECT closed_until::text FROM stock_periods')).toEqual([
    { closed_until: UNTIL },
  ]);
});
