import { addUser, signedIn } from '../identity/people.js';
import { expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aProduct, type Sale } from './till.js';

const PERMISSIONS = ['read', 'pos', 'sales:discount', 'sales:override_price'];
const ADMIN_ROLE = '/v1/roles/00000000-0000-7000-8000-000000000001';

interface Answer {
  status: number;
  body: Sale & { code?: string; limit_percent?: number; asked_percent?: number };
}
type Send = (method: 'post' | 'put' | 'delete', path: string, body?: object) => Promise<Answer>;

describe('the discount limit of a role', () => {
  let t: TestApp;
  let admin: Client;
  let trainee: Send;
  let lamp: string;
  let role: string;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
    const fields = { name: 'trainee', permissions: PERMISSIONS, discount_limit_percent: 10 };
    const made = await admin.post('/v1/roles', fields).expect(201);
    expect(made.body).toMatchObject({ discount_limit_percent: 10 });
    role = (made.body as { id: string }).id;
    await addUser(t, 'tracy', 'trainee');
    const as = await signedIn(t, 'tracy');
    trainee = async (method, path, body = {}) => await as(t.http[method](path)).send(body);
    lamp = (await aProduct(admin, { price: 20, stock_quantity: 1000 })).id;
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  const item = (fields: object = {}): object => ({ product_id: lamp, ...fields });
  const create = (body: object): Promise<Answer> => trainee('post', '/v1/sales', body);
  const refused = (answer: Answer, asked_percent: number): void => {
    expect(answer).toMatchObject({
      status: 403,
      body: { code: 'DISCOUNT_LIMIT_EXCEEDED', limit_percent: 10, asked_percent },
    });
  };

  it('holds discounts on a line, prices below the base price and discounts on the cart', async () => {
    expect((await create({ items: [item({ discount_amount: 2 })] })).status).toBe(201);
    refused(await create({ items: [item({ discount_amount: 2.01 })] }), 10.05);
    expect((await create({ items: [item({ unit_price: 18 })] })).status).toBe(201);
    refused(await create({ items: [item({ unit_price: 17 })] }), 15);
    expect((await create({ items: [item({ unit_price: 25 })] })).status).toBe(201);
    expect((await create({ items: [item(), item()], discount_amount: 4 })).status).toBe(201);
    refused(await create({ items: [item(), item()], discount_amount: 5 }), 12.5);
  });

  it('holds them all together, on the line that gets most', async () => {
    refused(await create({ items: [item({ discount_amount: 2 }), item()], discount_amount: 3.8 }), 19);
    const some = await create({ items: [item({ discount_amount: 1 }), item()], discount_amount: 1.56 });
    expect(some.status).toBe(201);
  });

  it('does not mind that a share of the cart’s discount is rounded up', async () => {
    const pins = await aProduct(admin, { price: 3.33 });
    const items = [1, 2, 3].map(() => ({ product_id: pins.id }));
    expect((await create({ items, discount_amount: 0.99 })).status).toBe(201);
  });

  it('holds what is added to a pending cart, and leaves what somebody else gave', async () => {
    const generous = { items: [item({ discount_amount: 10 })] };
    const cart = (await admin.post('/v1/sales', generous).expect(201)).body as Sale;
    expect((await trainee('post', `/v1/sales/${cart.id}/items`, item())).status).toBe(201);
    refused(await trainee('post', `/v1/sales/${cart.id}/items`, item({ discount_amount: 5 })), 25);
    expect((await trainee('post', `/v1/sales/${cart.id}/items`, item({ unit_price: 19 }))).status).toBe(201);
    expect((await trainee('put', `/v1/sales/${cart.id}`, { notes: 'hers' })).status).toBe(200);
  });

  it('holds a discount that is put on a pending cart, or grows as the cart shrinks', async () => {
    const cart = (await create({ items: [item(), item(), item(), item()] })).body;
    refused(await trainee('put', `/v1/sales/${cart.id}`, { discount_amount: 9 }), 11.25);
    expect((await trainee('put', `/v1/sales/${cart.id}`, { discount_amount: 6 })).status).toBe(200);
    expect((await trainee('delete', `/v1/sales/${cart.id}/items/${cart.items[3]!.id}`)).status).toBe(200);
    refused(await trainee('delete', `/v1/sales/${cart.id}/items/${cart.items[2]!.id}`), 15);
    await admin.delete(`/v1/sales/${cart.id}/items/${cart.items[2]!.id}`).expect(200);
  });

  it('goes with the role’s API keys, and ends at once when the role has none any more', async () => {
    await admin.patch(`/v1/roles/${role}`, { permissions: [...PERMISSIONS, 'api_keys:write'] }).expect(200);
    const made = await trainee('post', '/v1/api-keys', { name: 'Kiosk', permissions: PERMISSIONS });
    const { key } = made.body as unknown as { key: string };
    const byKey = async (): Promise<Answer> =>
      await t.http
        .post('/v1/sales')
        .set('x-api-key', key)
        .send({ items: [item({ discount_amount: 5 })] });
    refused(await byKey(), 25);
    await admin.patch(`/v1/roles/${role}`, { discount_limit_percent: 25 }).expect(200);
    expect((await byKey()).status).toBe(201);
    await admin.patch(`/v1/roles/${role}`, { discount_limit_percent: null }).expect(200);
    expect((await create({ items: [item({ unit_price: 1 })] })).status).toBe(201);
    await admin.patch(`/v1/roles/${role}`, { discount_limit_percent: 10 }).expect(200);
  });

  it('holds orders as well', async () => {
    const order = { order_items: [{ product_id: lamp, quantity: 1, discount: 3 }] };
    refused(await trainee('post', '/v1/orders', order), 15);
  });

  it('is a percentage, never the administrator’s, and nobody grants more than their own', async () => {
    const wrong = await admin.patch(`/v1/roles/${role}`, { discount_limit_percent: 101 }).expect(422);
    expect(wrong.body).toMatchObject({ errors: [{ field: 'discount_limit_percent' }] });
    await admin.patch(ADMIN_ROLE, { discount_limit_percent: 50 }).expect(409);
    await admin
      .patch(`/v1/roles/${role}`, { permissions: [...PERMISSIONS, 'roles:write', 'users:write'] })
      .expect(200);
    const beyond = await trainee('post', '/v1/roles', { name: 'generous', permissions: PERMISSIONS });
    expect(beyond).toMatchObject({
      status: 403,
      body: { code: 'DISCOUNT_LIMIT_EXCEEDS_OWN', limit_percent: 10 },
    });
    const own = await trainee('put', `/v1/roles/${role}`, { discount_limit_percent: 90 });
    expect(own).toMatchObject({ status: 403, body: { code: 'DISCOUNT_LIMIT_EXCEEDS_OWN' } });
    const within = { name: 'careful', permissions: PERMISSIONS, discount_limit_percent: 5 };
    expect((await trainee('post', '/v1/roles', within)).status).toBe(201);
  });
});
