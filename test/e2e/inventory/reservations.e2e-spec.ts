import { newId } from '../../../src/common/database/new-id.js';
import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { NOBODY, fieldErrors } from './inventory-fixtures.js';
import { aTrackedProduct, bodyOf, codeOf } from './operations-fixtures.js';

const PATH = '/v1/inventory/reservations';

interface Reservation {
  id: string;
  status: string;
  remaining: number;
  expires_at: string | null;
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

function promise(product_id: string, quantity: number, fields: object = {}): object {
  return { product_id, quantity, owner_type: 'order', owner_id: newId(), ...fields };
}

function inHours(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}

function sell(product_id: string, quantity: number, status: number): Promise<{ code: string }> {
  const payments = [{ payment_method: 'cash', amount: 10 * quantity }];
  return bodyOf(admin.post('/v1/sales', { items: [{ product_id, quantity }], payments }), status);
}

describe('a reservation', () => {
  it('keeps goods from everybody else until it is released', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 5 });
    const owner_id = newId();
    const made = await bodyOf<Reservation>(officer.post(PATH, promise(id, 3, { owner_id })), 201);
    expect(made).toMatchObject({
      status: 'active',
      quantity: 3,
      remaining: 3,
      owner_type: 'order',
      owner_id,
    });
    const [level] = await bodyOf<object[]>(officer.get(`/v1/inventory/stock-levels?product_id=${id}`));
    expect(level).toMatchObject({ on_hand: 5, reserved: 3, available: 2 });
    expect((await sell(id, 3, 409)).code).toBe('INSUFFICIENT_STOCK');
    expect(await codeOf(officer.post(PATH, promise(id, 3)), 409)).toBe('INSUFFICIENT_STOCK');
    const found = await bodyOf<Reservation[]>(officer.get(`${PATH}?owner_type=order&owner_id=${owner_id}`));
    expect(found.map((each) => each.id)).toEqual([made.id]);

    const why = { reason: 'Customer changed their mind' };
    const released = await bodyOf(officer.post(`${PATH}/${made.id}/release`, why));
    expect(released).toMatchObject({ status: 'released', remaining: 0, end_reason: why.reason });
    expect(await codeOf(officer.post(`${PATH}/${made.id}/release`), 409)).toBe('RESERVATION_OVER');
    await sell(id, 3, 201);
  });

  it('lasts as long as it is told, and can be told otherwise', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 5 });
    const made = await bodyOf<Reservation>(
      officer.post(PATH, promise(id, 1, { expires_at: inHours(1) })),
      201,
    );
    const longer = inHours(48);
    const extended = await bodyOf<Reservation>(officer.patch(`${PATH}/${made.id}`, { expires_at: longer }));
    expect(extended.expires_at).toBe(longer);
    const open = await bodyOf<Reservation>(officer.patch(`${PATH}/${made.id}`, { expires_at: null }));
    expect(open.expires_at).toBeNull();
    const past = await officer.patch(`${PATH}/${made.id}`, { expires_at: inHours(-1) }).expect(422);
    expect(fieldErrors(past.body)).toEqual(['expires_at IN_THE_PAST']);
    await officer.post(`${PATH}/${made.id}/release`).expect(200);
    expect(await codeOf(officer.patch(`${PATH}/${made.id}`, { expires_at: longer }), 409)).toBe(
      'RESERVATION_OVER',
    );
    await officer.get(`${PATH}/${NOBODY}`).expect(404);
    await officer.post(`${PATH}/${NOBODY}/release`).expect(404);
  });

  it('may hold one batch, and no more of it than there is', async () => {
    const { id } = await aTrackedProduct(admin, [
      { quantity: 2, batch_number: 'A1', expiry_date: '2027-01-31' },
      { quantity: 5, batch_number: 'B2', expiry_date: '2027-06-30' },
    ]);
    expect(await codeOf(officer.post(PATH, promise(id, 3, { batch_number: 'A1' })), 409)).toBe(
      'INSUFFICIENT_STOCK',
    );
    const made = await bodyOf(officer.post(PATH, promise(id, 3, { batch_number: 'B2' })), 201);
    expect(made).toMatchObject({ batch_number: 'B2', remaining: 3 });
    const wrong = promise(id, 0.5, { batch_number: 'Z9', owner_type: 'Order!' });
    expect(fieldErrors((await officer.post(PATH, wrong).expect(422)).body)).toEqual(['owner_type MATCHES']);
    const unknown = promise(id, 1, { batch_number: 'Z9' });
    expect(fieldErrors((await officer.post(PATH, unknown).expect(422)).body)).toEqual([
      'batch_number BATCH_NOT_FOUND',
    ]);
  });

  it('is made once however often it is sent, and not at all when it is tried', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 5 });
    const body = promise(id, 2);
    await officer.post(`${PATH}?dry_run=true`, body).expect(201);
    const first = await bodyOf<Reservation>(officer.post(PATH, body, 'promise-1'), 201);
    const again = await bodyOf<Reservation>(officer.post(PATH, body, 'promise-1'), 201);
    expect(again.id).toBe(first.id);
    const all = await bodyOf<Reservation[]>(officer.get(`${PATH}?product_id=${id}&status=active`));
    expect(all).toHaveLength(1);
  });
});
