import { DEFAULT_LOCATION_ID, TRANSIT_LOCATION_ID } from '../../../src/locations/index.js';
import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aPack, aUnit } from '../sales/till.js';
import { NOBODY, aLocation, fieldErrors } from './inventory-fixtures.js';
import { bodyOf, codeOf, movementsAt, onHandAt, type DocumentBody } from './operations-fixtures.js';

const PATH = '/v1/inventory/transfers';

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
afterEach(async () => expectNoDrift(admin));
afterAll(() => t.close());

function draft(lines: object[], fields: object = {}): Promise<DocumentBody> {
  return bodyOf(officer.post(PATH, { to_location_id: shop, lines, ...fields }), 201);
}

async function sent(quantity: number, stock_quantity = 100): Promise<DocumentBody & { product_id: string }> {
  const { id: product_id } = await aProduct(admin, { stock_quantity });
  const { id } = await draft([{ product_id, quantity }]);
  return { ...(await bodyOf(officer.post(`${PATH}/${id}/ship`))), product_id };
}

describe('a transfer', () => {
  it('leaves one place, lies in transit, and comes to the other at the cost it left at', async () => {
    const { id: product_id, sku } = await aProduct(admin, { stock_quantity: 5, cost_price: 6 });
    await officer.post(`/v1/inventory/restock/${product_id}?quantity=5&unit_cost=8`).expect(200);
    const written = await draft([{ code: sku, quantity: 7, note: 'For the window' }], {
      notes: 'Friday van',
    });
    expect(written).toMatchObject({
      number: expect.stringMatching(/^TR-\d{6}$/) as string,
      status: 'draft',
      location_id: DEFAULT_LOCATION_ID,
      to_location_id: shop,
      notes: 'Friday van',
      lines: [{ product_id, quantity: 7, unit_quantity: 7, outstanding_quantity: 7, cost: null }],
    });

    const gone = await bodyOf(officer.post(`${PATH}/${written.id}/ship`));
    expect(gone).toMatchObject({ status: 'in_transit', lines: [{ cost: 46 }] });
    expect(await onHandAt(t, product_id, DEFAULT_LOCATION_ID)).toBe(3);
    expect(await onHandAt(t, product_id, TRANSIT_LOCATION_ID)).toBe(7);
    const listed = await bodyOf<{ stock_quantity: number }>(officer.get(`/v1/products/${product_id}`));
    expect(listed.stock_quantity).toBe(3);

    const come = await bodyOf(officer.post(`${PATH}/${written.id}/receive`));
    expect(come).toMatchObject({
      status: 'received',
      lines: [{ received_quantity: 7, outstanding_quantity: 0 }],
    });
    expect(await onHandAt(t, product_id, TRANSIT_LOCATION_ID)).toBe(0);
    const levels = `/v1/inventory/stock-levels?product_id=${product_id}&location_id=${shop}`;
    expect((await officer.get(levels).expect(200)).body).toMatchObject([{ on_hand: 7, stock_value: 46 }]);
  });

  it('counts packs in pieces, and refuses half a piece', async () => {
    const { id: product_id } = await aProduct(admin, { stock_quantity: 100 });
    const unit = await aUnit(admin, 'crate');
    await aPack(admin, { id: product_id }, unit, 12);
    const { lines } = await draft([{ product_id, quantity: 5, unit }]);
    expect(lines).toMatchObject([{ quantity: 60, unit, unit_quantity: 5 }]);
    const wrong = {
      to_location_id: shop,
      lines: [
        { product_id, quantity: 0.3 },
        { product_id, quantity: 1, unit: 'heap' },
      ],
    };
    const { body } = await officer.post(PATH, wrong).expect(422);
    expect(fieldErrors(body)).toEqual([
      'lines.0.quantity FRACTIONAL_QUANTITY',
      'lines.1.unit UNIT_NOT_FOUND',
    ]);
  });

  it('arrives in parts, and what got lost is booked with its reason', async () => {
    const { id, product_id, lines } = await sent(10);
    const line_id = lines[0]!.id;
    const part = await bodyOf(
      officer.post(`${PATH}/${id}/receive`, { lines: [{ line_id, received_quantity: 4 }] }),
    );
    expect(part).toMatchObject({ status: 'partially_received', lines: [{ outstanding_quantity: 6 }] });
    const loss = { line_id, received_quantity: 5, lost_quantity: 1, reason: 'Broken on the way' };
    const whole = await bodyOf(officer.post(`${PATH}/${id}/receive`, { lines: [loss] }));
    expect(whole).toMatchObject({ status: 'received', lines: [{ received_quantity: 9, lost_quantity: 1 }] });
    expect(await onHandAt(t, product_id, shop)).toBe(9);
    expect(await onHandAt(t, product_id, TRANSIT_LOCATION_ID)).toBe(0);
    expect((await movementsAt(t, product_id)).sort()).toEqual([
      'transfer_in +10',
      'transfer_loss -1',
      'transfer_out -4',
      'transfer_out -5',
    ]);
    expect(await codeOf(officer.post(`${PATH}/${id}/receive`), 409)).toBe('TRANSFER_NOT_ON_ITS_WAY');
    const losses = `SELECT location_id, kind, amount::float8 AS amount FROM rpt_stock_losses WHERE product_id = $1`;
    expect(await t.dataSource.query(losses, [product_id])).toEqual([
      { location_id: DEFAULT_LOCATION_ID, kind: 'transfer_loss', amount: 6 },
    ]);
  });

  it('does not arrive as more than was sent, nor gets lost without a word', async () => {
    const { id, lines } = await sent(10);
    const line_id = lines[0]!.id;
    const wrong = [
      { line_id, received_quantity: 9, lost_quantity: 2 },
      { line_id: NOBODY, received_quantity: 1 },
    ];
    const { body } = await officer.post(`${PATH}/${id}/receive`, { lines: wrong }).expect(422);
    expect(fieldErrors(body)).toEqual([
      'lines.0.reason REASON_REQUIRED',
      'lines.0.received_quantity EXCEEDS_SENT',
      'lines.1.line_id LINE_NOT_FOUND',
    ]);
  });

  it('goes back when it is cancelled on its way, but not once something has come', async () => {
    const first = await sent(10);
    const back = await bodyOf(officer.post(`${PATH}/${first.id}/cancel`, { comment: 'Wrong van' }));
    expect(back.status).toBe('cancelled');
    expect(await onHandAt(t, first.product_id, DEFAULT_LOCATION_ID)).toBe(100);
    expect(await onHandAt(t, first.product_id, TRANSIT_LOCATION_ID)).toBe(0);

    const second = await sent(10);
    const part = { lines: [{ line_id: second.lines[0]!.id, received_quantity: 1 }] };
    await officer.post(`${PATH}/${second.id}/receive`, part).expect(200);
    expect(await codeOf(officer.post(`${PATH}/${second.id}/cancel`), 409)).toBe('TRANSITION_NOT_ALLOWED');
  });

  it('names what is not there, and leaves everything as it was', async () => {
    const scarce = await aProduct(admin, { stock_quantity: 3 });
    const plenty = await aProduct(admin, { stock_quantity: 30 });
    const { id } = await draft([
      { product_id: plenty.id, quantity: 5 },
      { product_id: scarce.id, quantity: 4 },
    ]);
    const { body } = await officer.post(`${PATH}/${id}/ship`).expect(409);
    expect(body).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      lines: [{ product_id: scarce.id, sku: scarce.sku, requested: 4, available: 3, line_numbers: [2] }],
    });
    expect(await onHandAt(t, plenty.id, DEFAULT_LOCATION_ID)).toBe(30);
    expect((await bodyOf(officer.get(`${PATH}/${id}`))).status).toBe('draft');
  });

  it('ships nothing that is not there even where sales may', async () => {
    const negative = await aLocation(admin, { allow_negative_stock: true });
    const { id: product_id } = await aProduct(admin, { stock_quantity: 10 });
    const { id } = await draft([{ product_id, quantity: 1 }], { location_id: negative });
    expect(await codeOf(officer.post(`${PATH}/${id}/ship`), 409)).toBe('INSUFFICIENT_STOCK');
  });
});

describe('a draft of a transfer', () => {
  it('can be changed and deleted until it leaves, by whoever saw its last version', async () => {
    const { id: product_id } = await aProduct(admin);
    const written = await draft([{ product_id, quantity: 1 }]);
    const stale = officer.patch(`${PATH}/${written.id}`, { notes: 'x' }).set('if-match', '"99"');
    expect(await codeOf(stale, 412)).toBe('STALE_VERSION');
    const changes = {
      expected_on: '2026-12-01',
      lines: [
        { product_id, quantity: 2 },
        { product_id, quantity: 3 },
      ],
    };
    const changed = await bodyOf(officer.put(`${PATH}/${written.id}`, changes));
    expect(changed).toMatchObject({ expected_on: '2026-12-01', lines: [{ quantity: 2 }, { quantity: 3 }] });
    expect(changed.version).toBeGreaterThan(written.version);
    await officer.post(`${PATH}/${written.id}/ship`).expect(200);
    expect(await codeOf(officer.patch(`${PATH}/${written.id}`, { notes: 'x' }), 409)).toBe(
      'DOCUMENT_NOT_EDITABLE',
    );
    expect(await codeOf(officer.delete(`${PATH}/${written.id}`), 409)).toBe('DOCUMENT_NOT_DELETABLE');
    const other = await draft([{ product_id, quantity: 1 }]);
    await officer.delete(`${PATH}/${other.id}`).expect(204);
    await officer.get(`${PATH}/${other.id}`).expect(404);
  });

  it('goes from one place to another of the same currency', async () => {
    const { id: product_id } = await aProduct(admin);
    const abroad = await aLocation(admin, { currency: 'JPY' });
    const lines = [{ product_id, quantity: 1 }];
    const errors = async (fields: object): Promise<string[]> =>
      fieldErrors((await officer.post(PATH, { to_location_id: shop, lines, ...fields }).expect(422)).body);
    expect(await errors({ to_location_id: abroad })).toEqual(['to_location_id CURRENCIES_DIFFER']);
    expect(await errors({ location_id: shop })).toEqual(['to_location_id SAME_LOCATION']);
    expect(await errors({ to_location_id: TRANSIT_LOCATION_ID })).toEqual([
      'to_location_id LOCATION_NOT_FOUND',
    ]);
    expect(await errors({ to_location_id: NOBODY })).toEqual(['to_location_id LOCATION_NOT_FOUND']);
    expect(await errors({ lines: [] })).toEqual(['lines ARRAY_MIN_SIZE']);
  });

  it('can be tried without doing it, and sent twice without doing it twice', async () => {
    const { id: product_id } = await aProduct(admin, { stock_quantity: 10 });
    const { id } = await draft([{ product_id, quantity: 4 }]);
    const tried = await bodyOf(officer.post(`${PATH}/${id}/ship?dry_run=true`));
    expect(tried.status).toBe('in_transit');
    expect(await onHandAt(t, product_id, DEFAULT_LOCATION_ID)).toBe(10);
    await officer.post(`${PATH}/${id}/ship`, {}, 'ship-once').expect(200);
    const again = await officer.post(`${PATH}/${id}/ship`, {}, 'ship-once').expect(200);
    expect(again.headers['idempotency-replayed']).toBe('true');
    const line_id = (await bodyOf(officer.get(`${PATH}/${id}`))).lines[0]!.id;
    const part = { lines: [{ line_id, received_quantity: 1 }] };
    await officer.post(`${PATH}/${id}/receive`, part, 'one-came').expect(200);
    await officer.post(`${PATH}/${id}/receive`, part, 'one-came').expect(200);
    expect(await onHandAt(t, product_id, shop)).toBe(1);
  });
});

describe('looking at transfers', () => {
  it('finds them by where they go, their status, number and product', async () => {
    const { id, product_id, number } = await sent(1);
    const ids = async (query: string): Promise<string[]> =>
      (await bodyOf<{ id: string }[]>(officer.get(`${PATH}?${query}`))).map((each) => each.id);
    expect(await ids(`product_id=${product_id}`)).toEqual([id]);
    expect(await ids(`q=${number}&status=in_transit&to_location_id=${shop}`)).toEqual([id]);
    expect(await ids(`product_id=${product_id}&status_meaning=completed`)).toEqual([]);
    expect(await ids(`product_id=${product_id}&location_id=${shop}`)).toEqual([]);
    await officer.get(`${PATH}/${NOBODY}`).expect(404);
  });

  it('shows what can be done now, and who did what', async () => {
    const { id } = await sent(1);
    const actions = await bodyOf<{ action: string }[]>(officer.get(`${PATH}/${id}/actions`));
    expect(actions.map(({ action }) => action)).toContain('cancel');
    const history = await bodyOf<object[]>(officer.get(`${PATH}/${id}/history`));
    expect(history.at(-1)).toMatchObject({ action: 'ship' });
  });

  it('hides costs from those who may not see them, and moves nothing for those who may only look', async () => {
    const { id, lines } = await sent(1);
    expect(lines[0]).toHaveProperty('cost');
    const looker = await t.as('user');
    expect((await bodyOf(looker.get(`${PATH}/${id}`))).lines[0]).not.toHaveProperty('cost');
    await looker.post(`${PATH}/${id}/receive`).expect(403);
    await (await t.as('cashier')).post(PATH, { to_location_id: shop, lines: [] }).expect(403);
  });
});
