import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { fieldErrors } from './inventory-fixtures.js';
import {
  aSerialProduct,
  aTrackedProduct,
  bodyOf,
  codeOf,
  movementsAt,
  onHandAt,
  type DocumentBody,
} from './operations-fixtures.js';

const PATH = '/v1/inventory/adjustments';

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

function draft(lines: object[], fields: object = {}): Promise<DocumentBody> {
  const reasons = lines.map((line) => ({ reason_code: 'correction', ...line }));
  return bodyOf(officer.post(PATH, { lines: reasons, ...fields }), 201);
}

describe('an adjustment', () => {
  it('is written, booked and taken back, and shows what it cost', async () => {
    const { id: product_id } = await aProduct(admin, { stock_quantity: 10, cost_price: 6 });
    const written = await draft([
      { product_id, quantity: -3, reason_code: 'damaged', note: 'Fell off the shelf' },
      { product_id, quantity: 2, reason_code: 'found', unit_cost: 7 },
    ]);
    expect(written).toMatchObject({
      number: expect.stringMatching(/^ADJ-/) as string,
      status: 'draft',
      total_amount: 32,
      lines: [{ quantity: -3, reason_code: 'damaged', value: null }, { quantity: 2 }],
    });
    const posted = await bodyOf(officer.post(`${PATH}/${written.id}/post`));
    expect(posted).toMatchObject({ status: 'posted', lines: [{ value: -18 }, { value: 14 }] });
    expect(await onHandAt(t, product_id, DEFAULT_LOCATION_ID)).toBe(9);
    expect(await codeOf(officer.post(`${PATH}/${written.id}/cancel`), 422)).toBe('COMMENT_REQUIRED');
    await officer.post(`${PATH}/${written.id}/cancel`, { comment: 'Found again' }).expect(200);
    expect(await onHandAt(t, product_id, DEFAULT_LOCATION_ID)).toBe(10);
  });

  it('goes by way of an approval where somebody asks for one', async () => {
    const { id: product_id } = await aProduct(admin, { stock_quantity: 10 });
    const { id } = await draft([{ product_id, quantity: -1 }]);
    await officer.post(`${PATH}/${id}/submit`).expect(200);
    expect(await codeOf(officer.patch(`${PATH}/${id}`, { notes: 'x' }), 409)).toBe('DOCUMENT_NOT_EDITABLE');
    await officer.post(`${PATH}/${id}/return`).expect(200);
    await officer.patch(`${PATH}/${id}`, { notes: 'Counted twice' }).expect(200);
    await officer.post(`${PATH}/${id}/submit`).expect(200);
    await admin.post(`${PATH}/${id}/approve`).expect(200);
    const posted = await bodyOf(officer.post(`${PATH}/${id}/post`));
    expect(posted).toMatchObject({ status: 'posted', notes: 'Counted twice' });
    const history = await bodyOf<{ action: string }[]>(officer.get(`${PATH}/${id}/history`));
    expect(history.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['submit', 'approve', 'post']),
    );
  });

  it('takes nothing that is not there, and books all of it or nothing', async () => {
    const scarce = await aProduct(admin, { stock_quantity: 1 });
    const plenty = await aProduct(admin, { stock_quantity: 10 });
    const { id } = await draft([
      { product_id: plenty.id, quantity: -1 },
      { product_id: scarce.id, quantity: -2 },
    ]);
    expect(await codeOf(officer.post(`${PATH}/${id}/post`), 409)).toBe('INSUFFICIENT_STOCK');
    expect(await movementsAt(t, plenty.id, DEFAULT_LOCATION_ID)).toEqual(['opening +10']);
  });

  it('books batches and pieces by their names', async () => {
    const milk = await aTrackedProduct(admin, [
      { quantity: 5, batch_number: 'A1', expiry_date: '2027-01-31' },
      { quantity: 5, batch_number: 'B2', expiry_date: '2027-06-30' },
    ]);
    const drill = await aSerialProduct(admin, ['S1', 'S2']);
    const { id } = await draft([
      { product_id: milk.id, quantity: -2, batch_number: 'B2' },
      { product_id: milk.id, quantity: 1, batch_number: 'A1' },
      { product_id: drill.id, quantity: -1, serial_numbers: ['S2'] },
    ]);
    await officer.post(`${PATH}/${id}/post`).expect(200);
    const batches = await bodyOf<object[]>(officer.get(`/v1/inventory/batches?product_id=${milk.id}`));
    expect(batches).toMatchObject([
      { batch_number: 'A1', on_hand: 6 },
      { batch_number: 'B2', on_hand: 3 },
    ]);
    const [piece] = await bodyOf<object[]>(
      officer.get(`/v1/inventory/serials?product_id=${drill.id}&serial_number=S2`),
    );
    expect(piece).toMatchObject({ location_id: null, movements: [{ quantity: -1 }, { quantity: 1 }] });
    const unknown = await draft([{ product_id: milk.id, quantity: -1, batch_number: 'Z9' }]);
    expect(await codeOf(officer.post(`${PATH}/${unknown.id}/post`), 409)).toBe('BATCH_NOT_FOUND');
  });

  it('names every wrong line at once, and is deleted while it is a draft', async () => {
    const { id: product_id } = await aProduct(admin);
    const lines = [
      { product_id, quantity: 0, reason_code: 'found' },
      { product_id, quantity: -1, reason_code: 'because' },
    ];
    const { body } = await officer.post(PATH, { lines }).expect(422);
    expect(fieldErrors(body)).toEqual(['lines.0.quantity IS_NOT_ZERO', 'lines.1.reason_code IS_IN']);
    const costly = { lines: [{ product_id, quantity: -1, reason_code: 'lost', unit_cost: 3 }] };
    expect(fieldErrors((await officer.post(PATH, costly).expect(422)).body)).toEqual([
      'lines.0.unit_cost COST_OF_MISSING_GOODS',
    ]);
    const { id } = await draft([{ product_id, quantity: -1 }]);
    await officer
      .put(`${PATH}/${id}`, { lines: [{ product_id, quantity: -4, reason_code: 'theft' }] })
      .expect(200);
    expect(await bodyOf(officer.get(`${PATH}/${id}`))).toMatchObject({ lines: [{ quantity: -4 }] });
    const found = await bodyOf<{ id: string }[]>(officer.get(`${PATH}?product_id=${product_id}`));
    expect(found.map((each) => each.id)).toEqual([id]);
    await officer.delete(`${PATH}/${id}`).expect(204);
  });

  it('shows no costs to those who may not see them', async () => {
    const { id: product_id } = await aProduct(admin);
    const { id } = await draft([{ product_id, quantity: -1 }]);
    const seen = await bodyOf((await t.as('user')).get(`${PATH}/${id}`));
    expect(seen).not.toHaveProperty('total_amount');
    expect(seen.lines[0]).not.toHaveProperty('value');
    expect((await bodyOf<object[]>((await t.as('user')).get(PATH)))[0]).not.toHaveProperty('total_amount');
  });
});
