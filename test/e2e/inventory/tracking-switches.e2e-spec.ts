import { BatchTrackingStart } from '../../../src/inventory/ledger/batch-tracking-start.js';
import { ReservationExpiry } from '../../../src/inventory/ledger/reservation-expiry.js';
import { BATCH_TRACKING_STARTED } from '../../../src/catalog/index.js';
import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { runInTransaction } from '../../../src/common/database/tx.js';
import { Decimal } from '../../../src/common/money/decimal.js';
import { InsufficientStock, StockLedger } from '../../../src/inventory/index.js';
import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { expectSoundStock } from './inventory-fixtures.js';

let t: TestApp;
let admin: Client;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
afterEach(() => expectSoundStock(t));
afterAll(async () => {
  await expectNoDrift(admin);
  await t.close();
});

async function batchesOf(product_id: string): Promise<unknown[]> {
  const sql = `SELECT b.batch_number, b.is_unknown, sum(c.remaining)::float AS remaining
    FROM stock_batches b JOIN cost_layers c ON c.batch_id = b.id WHERE b.product_id = $1::uuid GROUP BY b.id`;
  return query(t.dataSource, sql, [product_id]);
}

describe('batch tracking that is switched on', () => {
  it('puts what is in stock into a batch of unknown contents, and once', async () => {
    const { id, sku } = await aProduct(admin, { stock_quantity: 7 });
    await admin.patch(`/v1/products/${id}`, { track_batches: true }).expect(200);
    await t.drainJobs();
    const expected = [
      {
        batch_number: expect.stringMatching(new RegExp(`^UNKNOWN-${sku}-\\d{8}$`)) as string,
        is_unknown: true,
        remaining: 7,
      },
    ];
    expect(await batchesOf(id)).toEqual(expected);
    const event = { type: BATCH_TRACKING_STARTED, product_ids: [id], actor_id: admin.user_id } as const;
    await t.app.get(BatchTrackingStart).restate(event);
    expect(await batchesOf(id)).toEqual(expected);
    await admin.patch(`/v1/products/${id}`, { name: 'Renamed' }).expect(200);
  });

  it('changes nothing for a product that is not in stock', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 0 });
    await admin.patch(`/v1/products/${id}`, { requires_expiry: true }).expect(200);
    await t.drainJobs();
    expect(await batchesOf(id)).toEqual([]);
  });
});

describe('serial numbers', () => {
  it('cannot begin to be tracked, or end, while the product is in stock', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 2 });
    const { body } = await admin.patch(`/v1/products/${id}`, { track_serials: true }).expect(409);
    expect(body).toMatchObject({ code: 'SERIAL_TRACKING_NEEDS_EMPTY_STOCK' });
    await admin.post(`/v1/inventory/stock-adjustment/${id}?adjustment=-2&reason=gone`).expect(200);
    await admin.patch(`/v1/products/${id}`, { track_serials: true }).expect(200);
  });
});

describe('a reservation whose time is over', () => {
  it('is let go by the job of each minute', async () => {
    const { id: product_id } = await aProduct(admin, { stock_quantity: 2 });
    const ledger = t.app.get(StockLedger);
    const place = { location_id: DEFAULT_LOCATION_ID, allow_negative_stock: false };
    const day = { actor_id: admin.user_id, business_date: '2026-11-20' };
    const promise = (expires_at: Date) => {
      const owner = { owner_type: 'order', owner_id: newId() };
      const line = { reservation_id: newId(), product_id, quantity: new Decimal(2), expires_at, ...owner };
      return runInTransaction(t.dataSource, (tx) => ledger.reserve(tx, place, [line], day));
    };
    await promise(new Date(Date.now() - 1000));
    await expect(promise(new Date(Date.now() + 3_600_000))).rejects.toThrow(InsufficientStock);
    expect(await t.app.get(ReservationExpiry).run()).toBe(1);
    await promise(new Date(Date.now() + 3_600_000));
    expect(await t.app.get(ReservationExpiry).run()).toBe(0);
  });
});
