import { newId } from '../../../src/common/database/new-id.js';
import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aLocation, fieldErrors } from './inventory-fixtures.js';
import {
  aSerialProduct,
  aTrackedProduct,
  bodyOf,
  codeOf,
  movementsAt,
  onHandAt,
  type DocumentBody,
} from './operations-fixtures.js';

const PATH = '/v1/inventory/counts';

interface Line {
  product_id: string;
  batch_number: string | null;
  counted_quantity: number;
  expected_quantity?: number;
  difference?: number;
  difference_cost?: number;
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

function open(product_ids: string[], fields: object = {}): Promise<DocumentBody> {
  return bodyOf(officer.post(PATH, { scope: 'products', product_ids, ...fields }), 201);
}

function enter(count: { id: string }, ...entries: object[]): Promise<object[]> {
  return bodyOf<object[]>(officer.post(`${PATH}/${count.id}/entries`, { entries }), 201);
}

function lines(count: { id: string }, client = officer): Promise<Line[]> {
  return bodyOf<Line[]>(client.get(`${PATH}/${count.id}/lines`));
}

async function post(count: { id: string }, body: object = {}): Promise<DocumentBody> {
  await officer.post(`${PATH}/${count.id}/review`).expect(200);
  return bodyOf(officer.post(`${PATH}/${count.id}/post`, body));
}

async function sell(product_id: string, quantity: number, sale_date?: string): Promise<void> {
  const payments = [{ payment_method: 'cash', amount: 10 * quantity }];
  const sale = { items: [{ product_id, quantity }], payments, ...(sale_date ? { sale_date } : {}) };
  await admin.post('/v1/sales', sale).expect(201);
}

function ago(seconds: number): string {
  return new Date(Date.now() - seconds * 1000).toISOString();
}

describe('a stock count', () => {
  it('makes stock what was counted', async () => {
    const more = await aProduct(admin, { stock_quantity: 10, cost_price: 4 });
    const less = await aProduct(admin, { stock_quantity: 10, cost_price: 2 });
    const same = await aProduct(admin, { stock_quantity: 10 });
    const count = await open([more.id, less.id, same.id]);
    expect(count).toMatchObject({ status: 'open', status_meaning: 'in_progress', scope: 'products' });
    await enter(
      count,
      { code: more.sku, counted_quantity: 12 },
      { product_id: less.id, counted_quantity: 7 },
      { product_id: same.id, counted_quantity: 10 },
    );
    expect(await lines(count)).toMatchObject([
      { product_id: more.id, expected_quantity: 10, difference: 2, difference_cost: 8 },
      { product_id: less.id, expected_quantity: 10, difference: -3, difference_cost: -6 },
      { product_id: same.id, expected_quantity: 10, difference: 0 },
    ]);
    expect(await post(count)).toMatchObject({ status: 'posted', counted_products: 3 });
    expect(await movementsAt(t, more.id, DEFAULT_LOCATION_ID)).toEqual(['opening +10', 'count +2']);
    expect(await movementsAt(t, less.id, DEFAULT_LOCATION_ID)).toEqual(['opening +10', 'count -3']);
    expect(await movementsAt(t, same.id, DEFAULT_LOCATION_ID)).toEqual(['opening +10']);
  });

  it('is an assertion at an instant: what was sold before, during and after it does no harm', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 20 });
    await sell(id, 2);
    const count = await open([id]);
    await sell(id, 3);
    const counted_at = new Date().toISOString();
    await enter(count, { product_id: id, counted_quantity: 14, counted_at });
    await sell(id, 4);
    // Rung up at a till without a network before the counting, and recorded after it.
    await sell(id, 1, ago(30));
    // On the books then: 20 − 2 − 3 − 1 = 14.
    expect(await lines(count)).toMatchObject([{ expected_quantity: 14, difference: 0 }]);
    await officer.post(`${PATH}/${count.id}/review`).expect(200);
    await sell(id, 5);
    await officer.post(`${PATH}/${count.id}/post`).expect(200);
    expect(await onHandAt(t, id, DEFAULT_LOCATION_ID)).toBe(5);
    expect(await movementsAt(t, id, DEFAULT_LOCATION_ID)).not.toContainEqual(expect.stringMatching(/^count/));
  });

  it('books the difference of then on top of the sales since', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 20 });
    const count = await open([id]);
    await enter(count, { product_id: id, counted_quantity: 17 });
    await sell(id, 4);
    await post(count);
    expect(await onHandAt(t, id, DEFAULT_LOCATION_ID)).toBe(13);
  });

  it('adds up areas, and counts an area again instead of twice', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 10 });
    const count = await open([id]);
    await enter(
      count,
      { product_id: id, counted_quantity: 4, area: 'Shelf' },
      { product_id: id, counted_quantity: 3, area: 'Cellar' },
    );
    await bodyOf(
      admin.post(`${PATH}/${count.id}/entries`, {
        entries: [{ product_id: id, counted_quantity: 6, area: 'Shelf' }],
      }),
      201,
    );
    expect(await lines(count)).toMatchObject([{ counted_quantity: 9, areas: 2, difference: -1 }]);
    const entries = await bodyOf<object[]>(officer.get(`${PATH}/${count.id}/entries?product_id=${id}`));
    expect(entries).toMatchObject([
      { counted_quantity: 6, area: 'Shelf', is_current: true, counted_by: admin.user_id },
      { counted_quantity: 3, area: 'Cellar', is_current: true },
      { counted_quantity: 4, area: 'Shelf', is_current: false, counted_by: officer.user_id },
    ]);
  });

  it('leaves what nobody counted, unless it is told that there is none', async () => {
    const place = await aLocation(admin);
    const counted = await aProduct(admin, { stock_quantity: 5, location_id: place });
    const forgotten = await aProduct(admin, { stock_quantity: 7, location_id: place });
    const late = await aProduct(admin, { stock_quantity: 0 });
    const first = await open([], { scope: 'full', location_id: place, product_ids: undefined });
    await enter(first, { product_id: counted.id, counted_quantity: 5 });
    await post(first);
    expect(await onHandAt(t, forgotten.id, place)).toBe(7);

    const second = await open([], { scope: 'full', location_id: place, product_ids: undefined });
    await enter(second, { product_id: counted.id, counted_quantity: 5 });
    const restock = `/v1/inventory/restock/${late.id}?quantity=3&location_id=${place}`;
    await officer.post(restock).expect(200);
    expect(await post(second, { uncounted: 'zero' })).toMatchObject({ uncounted: 'zero' });
    expect(await onHandAt(t, forgotten.id, place)).toBe(0);
    expect(await onHandAt(t, counted.id, place)).toBe(5);
    // Came after the counting had ended.
    expect(await onHandAt(t, late.id, place)).toBe(3);
  });

  it('counts batches one by one, those the books do not know included', async () => {
    const { id } = await aTrackedProduct(admin, [
      { quantity: 10, batch_number: 'A1', expiry_date: '2027-01-31' },
      { quantity: 10, batch_number: 'B2', expiry_date: '2027-06-30' },
    ]);
    const count = await open([id]);
    const { body } = await officer
      .post(`${PATH}/${count.id}/entries`, { entries: [{ product_id: id, counted_quantity: 1 }] })
      .expect(422);
    expect(fieldErrors(body)).toEqual(['entries.0.batch_number BATCH_NUMBER_REQUIRED']);
    await enter(
      count,
      { product_id: id, counted_quantity: 8, batch_number: 'A1' },
      { product_id: id, counted_quantity: 2, batch_number: 'C3', expiry_date: '2027-09-30' },
    );
    await post(count);
    const batches = await bodyOf<object[]>(officer.get(`/v1/inventory/batches?product_id=${id}`));
    expect(batches).toMatchObject([
      { batch_number: 'A1', on_hand: 8 },
      { batch_number: 'B2', on_hand: 10 },
      { batch_number: 'C3', on_hand: 2, expiry_date: '2027-09-30' },
    ]);
  });

  it('counts pieces by their serial numbers: one that is found does not make up for one that is missing', async () => {
    const { id } = await aSerialProduct(admin, ['S1', 'S2', 'S3']);
    const count = await open([id]);
    await enter(count, { product_id: id, counted_quantity: 3, serial_numbers: ['S1', 'S3', 'S9'] });
    expect(await lines(count)).toMatchObject([{ counted_quantity: 3, difference: 0 }]);
    await post(count);
    const here = `/v1/inventory/serials?product_id=${id}&location_id=${DEFAULT_LOCATION_ID}`;
    const pieces = await bodyOf<{ serial_number: string }[]>(officer.get(here));
    expect(pieces.map(({ serial_number }) => serial_number)).toEqual(['S1', 'S3', 'S9']);
  });
});

describe('goods that are not like the others', () => {
  it('are missing too when they were thrown away: damaged ones after the sellable ones', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 10 });
    const damaged = {
      product_id: id,
      quantity: 4,
      from_state: 'sellable',
      to_state: 'damaged',
      reason: 'Wet',
    };
    await officer.post('/v1/inventory/states', damaged).expect(200);
    const count = await open([id]);
    await enter(count, { product_id: id, counted_quantity: 3 });
    await post(count);
    const [level] = await bodyOf<object[]>(officer.get(`/v1/inventory/stock-levels?product_id=${id}`));
    expect(level).toMatchObject({ on_hand: 3, unsellable: 3, available: 0 });

    const drill = await aSerialProduct(admin, ['S1', 'S2']);
    const held = { ...damaged, product_id: drill.id, quantity: 1, serial_numbers: ['S2'] };
    await officer.post('/v1/inventory/states', held).expect(200);
    const pieces = await open([drill.id]);
    await enter(pieces, { product_id: drill.id, counted_quantity: 1, serial_numbers: ['S1'] });
    await post(pieces);
    expect(await onHandAt(t, drill.id, DEFAULT_LOCATION_ID)).toBe(1);
  });

  it('were sold before they came: what is counted is there, and nothing is owed any more', async () => {
    const place = await aLocation(admin, { allow_negative_stock: true });
    await admin.post('/v1/registers', { location_id: place, code: 'POS1', name: 'Till' }).expect(201);
    const plain = await aProduct(admin, { stock_quantity: 0 });
    const milk = await aTrackedProduct(admin, []);
    for (const { id } of [plain, milk]) {
      const payments = [{ payment_method: 'cash', amount: 20 }];
      const sale = { location_id: place, items: [{ product_id: id, quantity: 2 }], payments };
      await admin.post('/v1/sales', sale).expect(201);
    }
    const count = await open([plain.id, milk.id], { location_id: place });
    await enter(
      count,
      { product_id: plain.id, counted_quantity: 5 },
      { product_id: milk.id, counted_quantity: 3, batch_number: 'A1' },
      { product_id: milk.id, counted_quantity: 4, batch_number: 'B2' },
    );
    expect(await lines(count)).toMatchObject([
      { expected_quantity: -2, difference: 7 },
      { batch_number: 'A1', expected_quantity: -2, difference: 5 },
      { batch_number: 'B2', expected_quantity: 0, difference: 4 },
    ]);
    await post(count, { uncounted: 'zero' });
    expect(await onHandAt(t, plain.id, place)).toBe(5);
    const batches = await bodyOf<object[]>(officer.get(`/v1/inventory/batches?product_id=${milk.id}`));
    expect(await onHandAt(t, milk.id, place)).toBe(7);
    expect(batches.map((batch) => (batch as { on_hand: number }).on_hand).sort()).toEqual([3, 4]);
  });
});

describe('counting blind', () => {
  it('shows nobody what the books expect while it goes on, and those who decide afterwards', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 10 });
    await admin
      .post('/v1/roles', { name: 'counter', permissions: ['inventory:read', 'inventory:count'] })
      .expect(201);
    const counter = await t.as('counter');
    const count = await open([id], { is_blind: true });
    const entry = { entries: [{ product_id: id, counted_quantity: 9 }] };
    await counter.post(`${PATH}/${count.id}/entries`, entry).expect(201);
    for (const client of [counter, officer, admin]) {
      const [line] = await lines(count, client);
      expect(line).toMatchObject({ counted_quantity: 9 });
      expect(line).not.toHaveProperty('expected_quantity');
      expect(line).not.toHaveProperty('difference');
    }
    await counter.get(`${PATH}/${count.id}/lines?sort=difference`).expect(422);
    await counter.post(`${PATH}/${count.id}/review`).expect(200);
    expect((await lines(count, counter))[0]).not.toHaveProperty('difference');
    expect((await lines(count, officer))[0]).toMatchObject({ difference: -1, difference_cost: -6 });
    await counter.post(`${PATH}/${count.id}/post`).expect(403);
    await officer.post(`${PATH}/${count.id}/post`).expect(200);
  });

  it('hides what a difference costs from those who may not see costs', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 10 });
    const count = await open([id]);
    await enter(count, { product_id: id, counted_quantity: 9 });
    const [line] = await lines(count, await t.as('user'));
    expect(line).toMatchObject({ difference: -1 });
    expect(line).not.toHaveProperty('difference_cost');
  });
});

describe('opening a count', () => {
  it('is refused while another one counts the same goods at that place', async () => {
    const place = await aLocation(admin);
    const category = await bodyOf<{ id: string }>(
      admin.post('/v1/categories', { name: `C ${newId()}` }),
      201,
    );
    const one = await aProduct(admin, { category_id: category.id });
    const other = await aProduct(admin);
    const first = await open([], {
      scope: 'category',
      category_id: category.id,
      location_id: place,
      product_ids: undefined,
    });
    const again = (fields: object): Promise<string> =>
      codeOf(officer.post(PATH, { location_id: place, ...fields }), 409);
    expect(await again({ scope: 'products', product_ids: [other.id, one.id] })).toBe('COUNT_OVERLAPS');
    expect(await again({ scope: 'full' })).toBe('COUNT_OVERLAPS');
    const apart = await open([other.id], { location_id: place });
    await open([one.id]);
    await officer.post(`${PATH}/${first.id}/cancel`).expect(200);
    await officer.post(`${PATH}/${apart.id}/cancel`).expect(200);
    await open([], { scope: 'full', location_id: place, product_ids: undefined });
  });

  it('needs goods to count', async () => {
    const category = await bodyOf<{ id: string }>(
      admin.post('/v1/categories', { name: `C ${newId()}` }),
      201,
    );
    const errors = async (body: object): Promise<string[]> =>
      fieldErrors((await officer.post(PATH, body).expect(422)).body);
    expect(await errors({ scope: 'category', category_id: category.id })).toEqual([
      'category_id NOTHING_TO_COUNT',
    ]);
    expect(await errors({ scope: 'products', product_ids: [newId()] })).toEqual([
      'product_ids.0 PRODUCT_NOT_FOUND',
    ]);
    expect(await errors({ scope: 'products' })).toContain('product_ids IS_ARRAY');
    expect(await errors({ scope: 'shelf' })).toEqual(['scope IS_IN']);
    expect(await errors({ scope: 'full', product_ids: [newId()] })).toEqual(['product_ids NOT_IN_SCOPE']);
    expect(await errors({ scope: 'full', category_id: category.id })).toEqual(['category_id NOT_IN_SCOPE']);
  });

  it('takes entries for its own goods, in the past, while it is open', async () => {
    const { id } = await aProduct(admin);
    const other = await aProduct(admin);
    const count = await open([id]);
    const wrong = [
      { product_id: other.id, counted_quantity: 1 },
      { product_id: id, counted_quantity: 0.5 },
      { product_id: id, counted_quantity: 1, counted_at: '2999-01-01T00:00:00Z' },
      { product_id: id, counted_quantity: 1, batch_number: 'A1' },
      { product_id: id, counted_quantity: 1, serial_numbers: ['S1'] },
    ];
    const answer = async (entries: object[]): Promise<string[]> =>
      fieldErrors((await officer.post(`${PATH}/${count.id}/entries`, { entries }).expect(422)).body);
    expect(await answer(wrong)).toEqual(['entries.1.counted_quantity FRACTIONAL_QUANTITY']);
    expect(await answer(wrong.toSpliced(1, 1))).toEqual([
      'entries.0.product_id NOT_IN_SCOPE',
      'entries.1.counted_at IN_THE_FUTURE',
      'entries.2.batch_number BATCHES_NOT_TRACKED',
      'entries.3.serial_numbers SERIALS_NOT_TRACKED',
    ]);
    expect(await codeOf(officer.post(`${PATH}/${count.id}/post`), 409)).toBe('TRANSITION_NOT_ALLOWED');
    await officer.post(`${PATH}/${count.id}/review`).expect(200);
    expect(await codeOf(officer.post(`${PATH}/${count.id}/post`), 409)).toBe('NOTHING_COUNTED');
    const late = { entries: [{ product_id: id, counted_quantity: 1 }] };
    expect(await codeOf(officer.post(`${PATH}/${count.id}/entries`, late), 409)).toBe(
      'DOCUMENT_NOT_EDITABLE',
    );
    await officer.post(`${PATH}/${count.id}/return`).expect(200);
    await officer.post(`${PATH}/${count.id}/entries`, late).expect(201);
    expect(
      (await bodyOf<object[]>(officer.get(`${PATH}/${count.id}/history`))).length,
    ).toBeGreaterThanOrEqual(2);
    const found = await bodyOf<{ id: string }[]>(officer.get(`${PATH}?product_id=${id}&status=open`));
    expect(found.map((each) => each.id)).toEqual([count.id]);
  });

  it('refuses to miss what was promised to somebody', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 5 });
    const promise = { product_id: id, quantity: 5, owner_type: 'order', owner_id: newId() };
    const reservation = await bodyOf<{ id: string }>(
      officer.post('/v1/inventory/reservations', promise),
      201,
    );
    const count = await open([id]);
    await enter(count, { product_id: id, counted_quantity: 4 });
    await officer.post(`${PATH}/${count.id}/review`).expect(200);
    const refused = await officer.post(`${PATH}/${count.id}/post`).expect(409);
    expect(refused.body).toMatchObject({ code: 'INSUFFICIENT_STOCK', lines: [{ product_id: id }] });
    await officer.post(`/v1/inventory/reservations/${reservation.id}/release`).expect(200);
    await officer.post(`${PATH}/${count.id}/post`).expect(200);
    expect(await onHandAt(t, id, DEFAULT_LOCATION_ID)).toBe(4);
  });
});
