import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { runInTransaction } from '../../../src/common/database/tx.js';
import { StockLedger } from '../../../src/inventory/index.js';
import { aProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { d, source } from '../../integration/inventory/ledger-harness.js';
import { aLocation, expectSoundStock, fieldErrors, NOBODY } from './inventory-fixtures.js';

const DAY = 86_400_000;

/** Noon of a day so many days ago, in UTC, where the shops of this test are. */
const noon = (daysAgo: number): string => `${dayOf(daysAgo)}T12:00:00.000Z`;
const dayOf = (daysAgo: number): string => new Date(Date.now() - daysAgo * DAY).toISOString().slice(0, 10);

interface Period {
  id: string;
  starts_on: string | null;
  closed_until: string;
  positions: number;
  quantity: number;
  stock_values?: { currency: string; amount: number }[];
  reopened_at: string | null;
  reopen_reason: string | null;
}

let t: TestApp;
let admin: Client;
let location_id: string;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  location_id = await aLocation(admin, { currency: 'EUR', time_zone: 'UTC' });
  await admin.post('/v1/registers', { location_id, code: 'P1', name: 'Till', is_default: true }).expect(201);
  await query(t.dataSource, `UPDATE locations SET time_zone = 'UTC'`);
});
afterEach(() => expectSoundStock(t));
afterAll(() => t.close());

const close = (until: string, client = admin) => client.post('/v1/inventory/periods/close', { until });
const reopen = (reason: unknown, client = admin) => client.post('/v1/inventory/periods/reopen', { reason });

function sell(product_id: string, quantity: number, fields: object = {}) {
  const payments = [{ payment_method: 'cash', amount: quantity * 10 }];
  return admin.post('/v1/sales', { location_id, items: [{ product_id, quantity }], payments, ...fields });
}

async function stockedProduct(quantity = 20): Promise<string> {
  const { id } = await aProduct(admin, { stock_quantity: 0, cost_price: 2, price: 10 });
  await admin.post(`/v1/inventory/restock/${id}`, { quantity, unit_cost: 2, location_id }).expect(200);
  return id;
}

async function asOf(product_id: string, at?: string): Promise<number[]> {
  const path = `/v1/inventory/stock?product_id=${product_id}&location_id=${location_id}${at === undefined ? '' : `&at=${at}`}`;
  const { body } = await admin.get(path).expect(200);
  return (body as { on_hand: number; stock_value: number }[]).flatMap((row) => [
    row.on_hand,
    row.stock_value,
  ]);
}

/** Goods that came days ago and are booked in now: the routes for goods always say today. */
async function longAgo(product_id: string, daysAgo: number, quantity: number): Promise<void> {
  const place = { location_id, allow_negative_stock: false };
  const line = { line_id: newId(), product_id, quantity: d(quantity), unit_cost: d(2) };
  const when = { occurred_at: new Date(noon(daysAgo)), business_date: dayOf(daysAgo) };
  const ledger = t.app.get(StockLedger, { strict: false });
  await runInTransaction(t.dataSource, (tx) => ledger.receive(tx, place, [line], source(when)));
}

const numberOf = async (table: string): Promise<number> =>
  (await t.dataSource.query<[{ count: number }]>(`SELECT count(*)::int FROM ${table}`))[0].count;

describe('closing a period', () => {
  it('is refused for days that are not over, whoever may not, and what is no day', async () => {
    for (const until of [dayOf(0), dayOf(-1)]) {
      const { body } = await close(until).expect(422);
      expect(fieldErrors(body)).toEqual(['until DAY_NOT_OVER']);
    }
    expect(fieldErrors((await close('October').expect(422)).body)).toEqual(['until IS_DAY']);
    await close(dayOf(9), await t.as('inventory_officer')).expect(403);
    await reopen('why not', await t.as('manager')).expect(403);
    expect((await reopen('too early').expect(409)).body).toMatchObject({ code: 'NO_CLOSED_PERIOD' });
  });

  it('freezes what the stock was, refuses what comes late, and opens again', async () => {
    const product_id = await stockedProduct();
    await longAgo(product_id, 10, 7);
    const late = { sale_date: noon(9) };
    await sell(product_id, 3, late).expect(201);
    const sale = (await sell(product_id, 2).expect(201)).body as { id: string; items: { id: string }[] };

    await admin.post('/v1/inventory/periods/close?dry_run=true', { until: dayOf(5) }).expect(201);
    expect(await numberOf('stock_periods')).toBe(0);

    const period = (await close(dayOf(5)).expect(201)).body as Period;
    expect(period).toMatchObject({
      starts_on: null,
      closed_until: dayOf(5),
      positions: 1,
      quantity: 4,
      reopened_at: null,
    });
    expect(period.stock_values).toEqual([{ currency: 'EUR', amount: 8 }]);
    expect(await asOf(product_id, dayOf(5))).toEqual([4, 8]);
    expect(await asOf(product_id)).toEqual([22, 44]);

    const written = [
      await numberOf('stock_movements'),
      await numberOf('sales'),
      await numberOf('sale_returns'),
    ];
    const refused = await sell(product_id, 1, { sale_date: noon(5), id: NOBODY }).expect(409);
    expect(refused.body).toMatchObject({ code: 'PERIOD_CLOSED', closed_until: dayOf(5) });
    const items = [{ sale_item_id: sale.items[0]!.id, quantity: 1 }];
    const back = await admin.post(`/v1/sales/${sale.id}/returns`, {
      items,
      return_date: noon(6),
      reason: 'Late',
    });
    expect([back.status, (back.body as { code: string }).code]).toEqual([409, 'PERIOD_CLOSED']);
    expect([
      await numberOf('stock_movements'),
      await numberOf('sales'),
      await numberOf('sale_returns'),
    ]).toEqual(written);
    await sell(product_id, 1, { sale_date: noon(4), id: NOBODY }).expect(201);
    await admin.post(`/v1/sales/${sale.id}/returns`, { items, reason: 'Today' }).expect(201);

    expect((await close(dayOf(5)).expect(409)).body).toMatchObject({ code: 'PERIOD_ALREADY_CLOSED' });
    expect((await close(dayOf(8)).expect(409)).body).toMatchObject({ closed_until: dayOf(5) });

    expect(fieldErrors((await reopen(undefined).expect(422)).body)).toEqual(['reason IS_TEXT']);
    const reopened = (await reopen('An invoice came late').expect(200)).body as Period;
    expect(reopened).toMatchObject({ id: period.id, reopen_reason: 'An invoice came late', quantity: 4 });
    await sell(product_id, 1, { sale_date: noon(6) }).expect(201);
    expect((await close(dayOf(5)).expect(201)).body).toMatchObject({ quantity: 3, starts_on: null });
    await reopen('The end of this test').expect(200);
  });

  it('carries the figures on from period to period, and takes back the last one only', async () => {
    const product_id = await stockedProduct();
    await longAgo(product_id, 30, 5);
    const first = (await close(dayOf(20)).expect(201)).body as Period;
    await sell(product_id, 2, { sale_date: noon(15) }).expect(201);
    const second = (await close(dayOf(10)).expect(201)).body as Period;
    expect(second.starts_on).toBe(dayOf(19));
    expect(second.quantity).toBe(first.quantity + 7 - 2);
    expect((await reopen('One step').expect(200)).body).toMatchObject({ id: second.id });
    await sell(product_id, 1, { sale_date: noon(25) }).expect(409);
    await sell(product_id, 1, { sale_date: noon(15) }).expect(201);
    expect((await reopen('Two steps').expect(200)).body).toMatchObject({ id: first.id });
  });

  it('is listed, last first, without costs for those who may not see them, and audited', async () => {
    const { body } = await admin.get('/v1/inventory/periods?limit=2&count=true').expect(200);
    expect((body as Period[]).map(({ reopen_reason }) => reopen_reason)).toHaveLength(2);
    const seen = (await (await t.as('cashier')).get('/v1/inventory/periods').expect(200)).body as Period[];
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.every((period) => !('stock_values' in period) && 'quantity' in period)).toBe(true);
    const log = (await admin.get('/v1/audit-log?action=stock_period.reopened').expect(200)).body as {
      after: unknown;
    }[];
    expect(log.map(({ after }) => after)).toContainEqual(
      expect.objectContaining({ reopen_reason: 'Two steps' }),
    );
  });

  it('is found out when its figures are not those of the ledger', async () => {
    const period = (await close(dayOf(2)).expect(201)).body as Period;
    await query(
      t.dataSource,
      `UPDATE stock_period_positions SET quantity = quantity + 1 WHERE period_id = $1::uuid`,
      [period.id],
    );
    const { checks } = (await admin.get('/v1/integrity').expect(200)).body as {
      checks: { name: string; drift_count: number }[];
    };
    const found = checks.filter(({ drift_count }) => drift_count > 0).map(({ name }) => name);
    expect(found).toEqual(['stock_periods', 'stock_period_totals']);
    await reopen('It was wrong').expect(200);
  });

  it('answers a repeated request as it did', async () => {
    const send = () => admin.post('/v1/inventory/periods/close', { until: dayOf(3) }, 'close-once');
    const [first, again] = [await send().expect(201), await send().expect(201)];
    expect(again.body).toEqual(first.body);
    await reopen('The end').expect(200);
  });
});
