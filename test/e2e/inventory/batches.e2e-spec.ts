import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aPack, aUnit } from '../sales/till.js';
import { NOBODY, aLocation, fieldErrors } from './inventory-fixtures.js';
import { aSerialProduct, aTrackedProduct, bodyOf, codeOf } from './operations-fixtures.js';

interface Batch {
  id: string;
  batch_number: string;
  expiry_date: string | null;
  on_hand: number;
  locations: { on_hand: number; unsellable: number; stock_value?: number }[];
}

let t: TestApp;
let admin: Client;
let officer: Client;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  officer = await t.as('inventory_officer');
});
afterEach(async () => expectNoDrift(admin));
afterAll(() => t.close());

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

function batches(query: string, client = officer): Promise<Batch[]> {
  return bodyOf<Batch[]>(client.get(`/v1/inventory/batches?${query}`));
}

describe('batches', () => {
  it('are listed with what is left of them, first to expire first', async () => {
    const { id } = await aTrackedProduct(admin, [
      { quantity: 5, batch_number: 'LATE', expiry_date: inDays(90), unit_cost: 3 },
      { quantity: 4, batch_number: 'SOON', expiry_date: inDays(10), unit_cost: 2 },
      { quantity: 3, batch_number: 'NEVER' },
    ]);
    const found = await batches(`product_id=${id}`);
    expect(found).toMatchObject([
      {
        batch_number: 'SOON',
        on_hand: 4,
        is_expired: false,
        is_unknown: false,
        locations: [{ stock_value: 8 }],
      },
      { batch_number: 'LATE', on_hand: 5 },
      { batch_number: 'NEVER', expiry_date: null, days_left: null, on_hand: 3 },
    ]);
    expect(Object.keys(found[0]!).filter((name) => name.startsWith('_'))).toEqual([]);
    const numbers = async (query: string): Promise<string[]> =>
      (await batches(`product_id=${id}&${query}`)).map(({ batch_number }) => batch_number);
    expect(await numbers('expiring_within_days=30')).toEqual(['SOON']);
    expect(await numbers('expired=true')).toEqual([]);
    expect(await numbers('q=lat')).toEqual(['LATE']);
    expect(await numbers('is_unknown=true')).toEqual([]);
    expect(await numbers(`location_id=${await aLocation(admin)}`)).toEqual([]);
    const [seen] = await batches(`product_id=${id}&limit=1`, await t.as('user'));
    expect(seen!.locations[0]).not.toHaveProperty('stock_value');
    const pages = await officer.get(`/v1/inventory/batches?product_id=${id}&limit=2`).expect(200);
    const next = /<([^>]+)>/.exec(pages.headers['link'] as string)![1]!;
    expect((await bodyOf<Batch[]>(officer.get(next))).map(({ batch_number }) => batch_number)).toEqual([
      'NEVER',
    ]);
  });

  it('leave the list when nothing is left, unless they are asked for', async () => {
    const { id } = await aTrackedProduct(admin, [{ quantity: 1, batch_number: 'GONE' }]);
    await officer.post(`/v1/inventory/stock-adjustment/${id}`, { adjustment: -1, reason: 'x' }).expect(200);
    expect(await batches(`product_id=${id}`)).toEqual([]);
    expect(await batches(`product_id=${id}&include_empty=true`)).toMatchObject([
      { on_hand: 0, locations: [] },
    ]);
  });

  it('that have expired are not sold, and a date that was misread is put right', async () => {
    const { id } = await aTrackedProduct(admin, [
      { quantity: 5, batch_number: 'A1', expiry_date: inDays(20) },
    ]);
    const [batch] = await batches(`product_id=${id}`);
    const path = `/v1/inventory/batches/${batch!.id}`;
    const yesterday = inDays(-2);
    const late = await bodyOf(admin.patch(path, { expiry_date: yesterday, reason: 'Misread' }));
    expect(late).toMatchObject({ is_expired: true, expiry_date: yesterday });
    const [level] = await bodyOf<object[]>(officer.get(`/v1/inventory/stock-levels?product_id=${id}`));
    expect(level).toMatchObject({ on_hand: 5, expired: 5, available: 0 });
    const sale = {
      items: [{ product_id: id, quantity: 1 }],
      payments: [{ payment_method: 'cash', amount: 10 }],
    };
    expect(await codeOf(admin.post('/v1/sales', sale), 409)).toBe('INSUFFICIENT_STOCK');
    const right = { expiry_date: inDays(20), batch_number: 'A-1', reason: 'Misread again' };
    await officer.patch(path, right).expect(200);
    await admin.post('/v1/sales', sale).expect(201);
    expect(await bodyOf(officer.get(path))).toMatchObject({ batch_number: 'A-1', on_hand: 4 });
    const trail = await bodyOf<object[]>(admin.get(`/v1/audit-log?subject_id=${batch!.id}`));
    expect(trail).toMatchObject([
      { action: 'stock_batch.corrected', after: { batch_number: 'A-1', reason: 'Misread again' } },
      { action: 'stock_batch.corrected', after: { expiry_date: yesterday } },
    ]);
  });

  it('of one product cannot become the same', async () => {
    const { id } = await aTrackedProduct(admin, [
      { quantity: 1, batch_number: 'A1' },
      { quantity: 1, batch_number: 'B2' },
    ]);
    const [batch] = await batches(`product_id=${id}&q=B2`);
    const path = `/v1/inventory/batches/${batch!.id}`;
    expect(await codeOf(officer.patch(path, { batch_number: 'A1', reason: 'x' }), 409)).toBe('BATCH_TAKEN');
    expect(fieldErrors((await officer.patch(path, {}).expect(422)).body)).toEqual(['reason IS_TEXT']);
    await officer.patch(`/v1/inventory/batches/${NOBODY}`, { reason: 'x' }).expect(404);
    await (await t.as('user')).patch(path, { reason: 'x' }).expect(403);
  });
});

describe('states of goods', () => {
  it('keep them from being sold until they are released', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 5 });
    const hold = {
      product_id: id,
      quantity: 4,
      from_state: 'sellable',
      to_state: 'quality_hold',
      reason: 'Seal',
    };
    const held = await bodyOf(officer.post('/v1/inventory/states', hold));
    expect(held).toMatchObject({ on_hand: 5, unsellable: 4, available: 1 });
    const sale = {
      items: [{ product_id: id, quantity: 2 }],
      payments: [{ payment_method: 'cash', amount: 20 }],
    };
    expect(await codeOf(admin.post('/v1/sales', sale), 409)).toBe('INSUFFICIENT_STOCK');
    const release = { ...hold, quantity: 3, from_state: 'quality_hold', to_state: 'sellable' };
    expect(await bodyOf(officer.post('/v1/inventory/states', release))).toMatchObject({ available: 4 });
    await admin.post('/v1/sales', sale).expect(201);
    expect(await codeOf(officer.post('/v1/inventory/states', release), 409)).toBe('INSUFFICIENT_STOCK');
    const same = { ...hold, to_state: 'sellable' };
    expect(fieldErrors((await officer.post('/v1/inventory/states', same).expect(422)).body)).toEqual([
      'to_state SAME_STATE',
    ]);
  });

  it('are those of the batch and the pieces that are named', async () => {
    const milk = await aTrackedProduct(admin, [
      { quantity: 2, batch_number: 'A1' },
      { quantity: 2, batch_number: 'B2' },
    ]);
    const change = { from_state: 'sellable', to_state: 'damaged', reason: 'Burst' };
    const one = { product_id: milk.id, quantity: 2, batch_number: 'B2', ...change };
    await officer.post('/v1/inventory/states', one).expect(200);
    expect(await batches(`product_id=${milk.id}`)).toMatchObject([
      { batch_number: 'A1', locations: [{ unsellable: 0 }] },
      { batch_number: 'B2', locations: [{ unsellable: 2 }] },
    ]);
    const drill = await aSerialProduct(admin, ['S1', 'S2']);
    const piece = { product_id: drill.id, quantity: 1, serial_numbers: ['S2'], ...change };
    await officer.post('/v1/inventory/states', piece).expect(200);
    const pieces = await bodyOf<object[]>(officer.get(`/v1/inventory/serials?product_id=${drill.id}`));
    expect(pieces).toMatchObject([
      { serial_number: 'S1', state: 'sellable' },
      { serial_number: 'S2', state: 'damaged', location_code: 'MAIN' },
    ]);
  });
});

describe('changes by hand', () => {
  it('name unit, batch and serial numbers', async () => {
    const { id } = await aTrackedProduct(admin, []);
    const unit = await aUnit(admin, 'tray');
    await aPack(admin, { id }, unit, 6);
    const goods = { quantity: 2, unit, unit_cost: 9, batch_number: 'A1', expiry_date: inDays(30) };
    const restocked = await bodyOf(officer.post(`/v1/inventory/restock/${id}`, goods));
    expect(restocked).toMatchObject({ quantity: 12, new_quantity: 12, value: 18 });
    const loss = { product_id: id, quantity: -1, unit, batch_number: 'A1', reason: 'Dropped a tray' };
    expect(await bodyOf(officer.post('/v1/inventory/adjust', loss))).toMatchObject({
      quantity: -6,
      new_quantity: 6,
    });
    const wrong = { adjustment: -1, batch_number: 'Z9', reason: 'x' };
    expect(
      fieldErrors((await officer.post(`/v1/inventory/stock-adjustment/${id}`, wrong).expect(422)).body),
    ).toEqual(['batch_number BATCH_NOT_FOUND']);
    const counted = { product_id: id, new_quantity: 5, batch_number: 'A1', reason: 'x' };
    expect(fieldErrors((await officer.post('/v1/inventory/adjust', counted).expect(422)).body)).toEqual([
      'new_quantity COUNT_NEEDED',
    ]);
  });

  it('of pieces with serial numbers need as many numbers as pieces, each of them once', async () => {
    const { id } = await aSerialProduct(admin, ['S1']);
    const restock = `/v1/inventory/restock/${id}`;
    expect(await codeOf(officer.post(restock, { quantity: 1 }), 422)).toBe('SERIAL_NUMBERS_REQUIRED');
    expect(await codeOf(officer.post(restock, { quantity: 1, serial_numbers: ['S1'] }), 409)).toBe(
      'SERIAL_NUMBER_TAKEN',
    );
    const few = await officer.post(restock, { quantity: 2, serial_numbers: ['S2'] }).expect(422);
    expect(fieldErrors(few.body)).toEqual(['serial_numbers SERIAL_NUMBERS_DIFFER']);
    const twice = await officer.post(restock, { quantity: 2, serial_numbers: ['S2', 'S2'] }).expect(422);
    expect(fieldErrors(twice.body)).toEqual(['serial_numbers ARRAY_UNIQUE']);
  });
});
