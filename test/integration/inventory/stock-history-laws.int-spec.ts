import fc from 'fast-check';
import { query } from '../../../src/common/database/statement.js';
import { isDay } from '../../../src/common/http/validation/day-or-instant.js';
import { businessDate } from '../../../src/common/time/business-date.js';
import type { AsOf } from '../../../src/inventory/history/as-of.js';
import { StockAsOf } from '../../../src/inventory/history/stock-as-of.query.js';
import { d, openLedger, type LedgerHarness } from './ledger-harness.js';
import { historyDrift, record, takeSnapshots, type Entry } from './stock-history-harness.js';

const ZONES = ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles'];
const FIRST = Date.UTC(2026, 4, 20);
const LAST = Date.UTC(2026, 9, 10);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let h: LedgerHarness;
let places: { location_id: string; zone: string }[];
beforeAll(async () => {
  h = await openLedger();
  places = await Promise.all(
    ZONES.map(async (zone) => {
      const { location_id } = await h.location(false);
      await query(h.dataSource, `UPDATE locations SET time_zone = $2 WHERE id = $1::uuid`, [
        location_id,
        zone,
      ]);
      return { location_id, zone };
    }),
  );
});
afterAll(() => h.close());

// How long before it was recorded something happened: just now, on the same day, days or months ago, or later than that.
const delay = fc.oneof(
  fc.integer({ min: 0, max: 2000 }),
  fc.integer({ min: 0, max: DAY }),
  fc.integer({ min: DAY - 2, max: DAY + 2 }),
  fc.integer({ min: DAY, max: 120 * DAY }),
  fc.integer({ min: -HOUR - 2, max: -HOUR + 2 }),
  fc.integer({ min: -40 * DAY, max: 0 }),
);
// Now and then a business day that has nothing to do with it.
const daysOff = fc.oneof(
  { weight: 9, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: -50, max: 50 }) },
);
const time = fc.oneof(
  fc.integer({ min: FIRST, max: LAST }),
  fc
    .tuple(fc.integer({ min: 5, max: 9 }), fc.integer({ min: -2, max: 2 }))
    .map(([month, ms]) => Date.UTC(2026, month) + ms),
);
const movement = fc.record({
  product: fc.nat(1),
  place: fc.nat(ZONES.length - 1),
  quantity: fc.integer({ min: -5000, max: 5000 }).filter((n) => n !== 0),
  unit_cost: fc.integer({ min: 0, max: 99_999 }),
  recorded: time,
  delay,
  daysOff,
});
type Movement = typeof movement extends fc.Arbitrary<infer S> ? S : never;
const moment = fc.oneof(
  fc.integer({ min: FIRST - 50 * DAY, max: LAST + 50 * DAY }).map((at) => new Date(at).toISOString()),
  time.map((at) => new Date(at).toISOString()),
  time.map((at) => new Date(at).toISOString().slice(0, 10)),
);

function entryOf(one: Movement, products: readonly string[]): Entry {
  const { location_id, zone } = places[one.place]!;
  const occurred = new Date(one.recorded - one.delay);
  return {
    product_id: products[one.product]!,
    location_id,
    quantity: one.quantity / 1000,
    unit_cost: one.unit_cost / 10_000,
    recorded: new Date(one.recorded),
    occurred,
    business_date: businessDate(new Date(occurred.getTime() + one.daysOff * DAY), zone),
  };
}

function counts(entry: Entry, { at, known_at }: AsOf): boolean {
  const { zone } = places.find(({ location_id }) => location_id === entry.location_id)!;
  const happened = isDay(at) ? entry.business_date <= at : entry.occurred.getTime() <= Date.parse(at);
  if (known_at === null) return happened;
  const isKnown = isDay(known_at)
    ? businessDate(entry.recorded, zone) <= known_at
    : entry.recorded.getTime() <= Date.parse(known_at);
  return happened && isKnown;
}

/** Movement by movement, on paper. */
function addedUp(entries: readonly Entry[], products: readonly string[], asOf: AsOf): string[] {
  return products.flatMap((product_id) =>
    places.map(({ location_id }) => {
      const own = entries.filter(
        (e) => e.product_id === product_id && e.location_id === location_id && counts(e, asOf),
      );
      const quantity = own.reduce((sum, e) => sum.plus(e.quantity), d(0));
      const value = own.reduce((sum, e) => sum.plus(d(e.quantity).times(e.unit_cost)), d(0));
      return `${quantity.toFixed()} worth ${value.toFixed()}`;
    }),
  );
}

async function read(products: readonly string[], asOf: AsOf): Promise<string[]> {
  const positions = products.flatMap((product_id) =>
    places.map(({ location_id }) => ({ product_id, location_id })),
  );
  const rows = await new StockAsOf().of(h.dataSource, positions, asOf);
  return positions.map(({ product_id, location_id }) => {
    const row = rows.find((each) => each.product_id === product_id && each.location_id === location_id)!;
    return `${d(row.on_hand).toFixed()} worth ${d(row.stock_value).toFixed()}`;
  });
}

it('the stock as of any instant is the sum of what had happened and was known, with and without snapshots', async () => {
  let snapshots = 0;
  let isPartitioned = false;
  await fc.assert(
    fc.asyncProperty(
      fc.array(movement, { minLength: 1, maxLength: 30 }),
      fc.array(fc.record({ at: moment, known_at: fc.option(moment) }), { minLength: 8, maxLength: 8 }),
      fc.array(time, { maxLength: 3 }),
      async (movements, asked, snapshotTimes) => {
        await h.dataSource.query('DELETE FROM stock_snapshots');
        const products = [await h.product(), await h.product()];
        const entries = movements
          .map((one) => entryOf(one, products))
          .sort((a, b) => +a.recorded - +b.recorded);
        const expected = asked.map((asOf) => addedUp(entries, products, asOf));

        await record(h.dataSource, entries);
        for (const [n, asOf] of asked.entries()) expect(await read(products, asOf)).toEqual(expected[n]);
        if (!isPartitioned) await query(h.dataSource, `SELECT stock_partition($1::date)`, [new Date(FIRST)]);
        isPartitioned = true;

        for (const at of snapshotTimes.sort((a, b) => a - b)) await takeSnapshots(h.dataSource, new Date(at));
        const [{ count }] = await h.dataSource.query<[{ count: string }]>(
          'SELECT count(*) FROM stock_snapshots',
        );
        snapshots += Number(count);
        for (const [n, asOf] of asked.entries()) expect(await read(products, asOf)).toEqual(expected[n]);
        expect(await historyDrift(h.dataSource)).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
  expect(snapshots).toBeGreaterThan(60);
}, 60_000);
