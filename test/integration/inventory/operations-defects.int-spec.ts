import { newId } from '../../../src/common/database/new-id.js';
import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import { LOW_STOCK_REACHED, type LowStockReached } from '../../../src/inventory/index.js';
import { Events } from '../../../src/common/jobs/events.js';
import { aLocation, expectSoundStock } from '../../e2e/inventory/inventory-fixtures.js';
import {
  aTrackedProduct,
  bodyOf,
  codeOf,
  movementsAt,
  onHandAt,
  type DocumentBody,
} from '../../e2e/inventory/operations-fixtures.js';
import { aPack, aUnit } from '../../e2e/sales/till.js';
import { aProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

let t: TestApp;
let admin: Client;
let officer: Client;
let shop: string;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  officer = await t.as('inventory_officer');
  shop = await aLocation(admin);
});
afterEach(() => expectSoundStock(t));
afterAll(() => t.close());

async function moved(lines: object[]): Promise<DocumentBody> {
  const { id } = await bodyOf(officer.post('/v1/inventory/transfers', { to_location_id: shop, lines }), 201);
  await officer.post(`/v1/inventory/transfers/${id}/ship`).expect(200);
  return bodyOf(officer.post(`/v1/inventory/transfers/${id}/receive`));
}

describe('defects of the system this one learns from', () => {
  it('1: a transfer keeps batch, expiry date, cost and age, and first in, first out goes on at the destination', async () => {
    const { id } = await aTrackedProduct(admin, [
      { quantity: 4, batch_number: 'A1', expiry_date: '2027-01-31', unit_cost: 2 },
      { quantity: 4, batch_number: 'B2', expiry_date: '2027-06-30', unit_cost: 3 },
    ]);
    await moved([{ product_id: id, quantity: 6 }]);
    const layers = (place: string): Promise<object[]> =>
      t.dataSource.query(
        `SELECT b.batch_number, b.expiry_date::text AS expiry_date, trim_scale(c.remaining)::text AS remaining,
           trim_scale(c.unit_cost)::text AS unit_cost
         FROM cost_layers c JOIN stock_batches b ON b.id = c.batch_id
         WHERE c.product_id = $1 AND c.location_id = $2 AND c.is_open ORDER BY c.received_at, c.id`,
        [id, place],
      );
    expect(await layers(shop)).toEqual([
      { batch_number: 'A1', expiry_date: '2027-01-31', remaining: '4', unit_cost: '2' },
      { batch_number: 'B2', expiry_date: '2027-06-30', remaining: '2', unit_cost: '3' },
    ]);
    const sale = { location_id: shop, items: [{ product_id: id, quantity: 5 }] };
    await admin.post('/v1/registers', { location_id: shop, code: 'POS1', name: 'Till' }).expect(201);
    await admin
      .post('/v1/sales', { ...sale, payments: [{ payment_method: 'cash', amount: 50 }] })
      .expect(201);
    expect(await layers(shop)).toEqual([
      { batch_number: 'B2', expiry_date: '2027-06-30', remaining: '1', unit_cost: '3' },
    ]);
    expect(await layers(DEFAULT_LOCATION_ID)).toMatchObject([{ batch_number: 'B2', remaining: '2' }]);
  });

  it('8: an adjustment takes nothing that is not there, also where nothing ever was, and takes batches along', async () => {
    const never = await aProduct(admin, { stock_quantity: 0 });
    const lines = [{ product_id: never.id, quantity: -1, reason_code: 'lost' }];
    const { id } = await bodyOf(officer.post('/v1/inventory/adjustments', { lines }), 201);
    expect(await codeOf(officer.post(`/v1/inventory/adjustments/${id}/post`), 409)).toBe(
      'INSUFFICIENT_STOCK',
    );
    expect(await movementsAt(t, never.id, DEFAULT_LOCATION_ID)).toEqual([]);
    const quick = { adjustment: -1, reason: 'x' };
    expect(await codeOf(officer.post(`/v1/inventory/stock-adjustment/${never.id}`, quick), 409)).toBe(
      'INSUFFICIENT_STOCK',
    );

    const milk = await aTrackedProduct(admin, [{ quantity: 5, batch_number: 'A1' }]);
    await officer
      .post(`/v1/inventory/stock-adjustment/${milk.id}`, { adjustment: -2, reason: 'x' })
      .expect(200);
    const [batch] = await bodyOf<object[]>(officer.get(`/v1/inventory/batches?product_id=${milk.id}`));
    expect(batch).toMatchObject({ batch_number: 'A1', on_hand: 3 });
  });

  it('13: five boxes of twelve are sixty pieces, wherever a line names its unit', async () => {
    const { id: product_id } = await aProduct(admin, { stock_quantity: 0 });
    const unit = await aUnit(admin, 'dozen');
    await aPack(admin, { id: product_id }, unit, 12);
    const restock = { quantity: 5, unit, unit_cost: 18 };
    expect(await bodyOf(officer.post(`/v1/inventory/restock/${product_id}`, restock))).toMatchObject({
      quantity: 60,
      value: 90,
    });
    expect(await moved([{ product_id, quantity: 2, unit }])).toMatchObject({
      lines: [{ received_quantity: 24, cost: 36 }],
    });
    const lines = [{ product_id, quantity: -1, unit, reason_code: 'damaged' }];
    const adjustment = await bodyOf(officer.post('/v1/inventory/adjustments', { lines }), 201);
    await officer.post(`/v1/inventory/adjustments/${adjustment.id}/post`).expect(200);
    expect(await onHandAt(t, product_id, DEFAULT_LOCATION_ID)).toBe(24);
    const count = await bodyOf(
      officer.post('/v1/inventory/counts', { scope: 'products', product_ids: [product_id] }),
      201,
    );
    const entries = [{ product_id, counted_quantity: 1.5, unit }];
    expect(
      await bodyOf(officer.post(`/v1/inventory/counts/${count.id}/entries`, { entries }), 201),
    ).toMatchObject([{ counted_quantity: 18 }]);
    const promise = { product_id, quantity: 1, unit, owner_type: 'order', owner_id: newId() };
    expect(await bodyOf(officer.post('/v1/inventory/reservations', promise), 201)).toMatchObject({
      quantity: 12,
    });
  });

  it('16: a reservation says for whom and until when, and its job gives it back', async () => {
    const { id: product_id } = await aProduct(admin, { stock_quantity: 3 });
    const expires_at = new Date(Date.now() + 60_000).toISOString();
    const owner_id = newId();
    const body = { product_id, quantity: 3, owner_type: 'order', owner_id, expires_at };
    const { id } = await bodyOf<{ id: string }>(officer.post('/v1/inventory/reservations', body), 201);
    const sale = { items: [{ product_id, quantity: 1 }], payments: [{ payment_method: 'cash', amount: 10 }] };
    expect(await codeOf(admin.post('/v1/sales', sale), 409)).toBe('INSUFFICIENT_STOCK');
    await t.dataSource.query(`SELECT stock_release_due(now() + interval '2 minutes', 100)`);
    expect(await bodyOf(officer.get(`/v1/inventory/reservations/${id}`))).toMatchObject({
      status: 'expired',
      owner_id,
    });
    await admin.post('/v1/sales', sale).expect(201);
  });

  it('18: low stock is found by the minimum that is kept there, and told once per crossing', async () => {
    const { id: product_id } = await aProduct(admin, { stock_quantity: 10, min_stock_level: 2 });
    await officer
      .put(`/v1/products/${product_id}/stock-policies/${DEFAULT_LOCATION_ID}`, { min_stock_level: 6 })
      .expect(200);
    const told: LowStockReached[] = [];
    t.app.get(Events, { strict: false }).observe<LowStockReached>(LOW_STOCK_REACHED, (event) => {
      if (event.product_id === product_id) told.push(event);
    });
    const take = (quantity: number): PromiseLike<unknown> => {
      const lines = [{ product_id, quantity: -quantity, reason_code: 'internal_use' }];
      return officer
        .post('/v1/inventory/adjustments', { lines })
        .expect(201)
        .then(({ body }) =>
          officer.post(`/v1/inventory/adjustments/${(body as { id: string }).id}/post`).expect(200),
        );
    };
    await take(3);
    expect(told).toHaveLength(0);
    await take(1);
    await take(1);
    expect(told).toMatchObject([
      { location_id: DEFAULT_LOCATION_ID, on_hand: '6.000', min_stock_level: '6.000' },
    ]);
    const low = `/v1/inventory/stock-levels?low_stock_only=true&product_id=${product_id}`;
    expect(await bodyOf<object[]>(officer.get(low))).toMatchObject([
      { is_low: true, min_stock_level: 6, on_hand: 5 },
    ]);
  });
});
