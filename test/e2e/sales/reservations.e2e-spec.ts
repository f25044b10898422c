import { randomUUID } from 'node:crypto';
import { expectNoDrift, type TestProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aBundle, aProduct, sell as ring } from './till.js';
import { aBatchedProduct, deliver, lotTexts, reserve, type TrackedSale } from './tracked-goods.js';

describe('reserved goods at the till', () => {
  let t: TestApp;
  let admin: Client;
  let product: TestProduct;

  const sell = (items: object[]): Promise<TrackedSale> =>
    ring(admin, items) as Promise<unknown> as Promise<TrackedSale>;
  const refused = async (status: number, items: object[]): Promise<unknown> =>
    (await admin.post('/v1/sales', { items }).expect(status)).body;
  const reservation = async (id: string): Promise<string> => {
    const [row] = await t.dataSource.query<{ state: string }[]>(
      `SELECT status || ' ' || trim_scale(remaining) AS state FROM stock_reservations WHERE id = $1`,
      [id],
    );
    return row!.state;
  };
  const reserved = async (): Promise<number> => {
    const [row] = await t.dataSource.query<{ reserved: string }[]>(
      `SELECT reserved FROM stock_levels WHERE product_id = $1`,
      [product.id],
    );
    return Number(row!.reserved);
  };

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  beforeEach(async () => {
    product = await aProduct(admin, { stock_quantity: 5 });
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  it('are not for others, and are for the line that names their reservation', async () => {
    const reservation_id = await reserve(t, product, 4);
    expect(await refused(409, [{ product_id: product.id, quantity: 2 }])).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      lines: [{ product_id: product.id, requested: 2, available: 1, reserved: 4 }],
    });
    const sale = await sell([{ product_id: product.id, quantity: 4, reservation_id }]);
    expect(sale.items[0]!.reservation_id).toBe(reservation_id);
    expect(await reservation(reservation_id)).toBe('consumed 0');
    expect(await reserved()).toBe(0);
    await sell([{ product_id: product.id, quantity: 1 }]);
  });

  it('may be taken in parts, and more than was promised as far as it is free', async () => {
    const reservation_id = await reserve(t, product, 3);
    await sell([{ product_id: product.id, quantity: 1, reservation_id }]);
    expect(await reservation(reservation_id)).toBe('active 2');
    expect(await reserved()).toBe(2);
    await refused(409, [{ product_id: product.id, quantity: 5, reservation_id }]);
    expect(await reservation(reservation_id)).toBe('active 2');
    await sell([{ product_id: product.id, quantity: 4, reservation_id }]);
    expect(await reservation(reservation_id)).toBe('consumed 0');
  });

  it('are free for all once a sale that took them is undone', async () => {
    const reservation_id = await reserve(t, product, 5);
    const sale = await sell([{ product_id: product.id, quantity: 5, reservation_id }]);
    await admin.post(`/v1/sales/${sale.id}/void`, {}).expect(200);
    expect(await reservation(reservation_id)).toBe('consumed 0');
    await sell([{ product_id: product.id, quantity: 5 }]);
  });

  it('need a reservation of this product that still holds something', async () => {
    const other = await aProduct(admin);
    const foreign = await reserve(t, other, 1);
    for (const reservation_id of [randomUUID(), foreign]) {
      expect(await refused(422, [{ product_id: product.id, reservation_id }])).toMatchObject({
        errors: [{ field: 'items.0.reservation_id', code: 'RESERVATION_NOT_FOUND' }],
      });
    }
    const reservation_id = await reserve(t, product, 1);
    await sell([{ product_id: product.id, reservation_id }]);
    expect(await refused(409, [{ product_id: product.id, reservation_id }])).toMatchObject({
      code: 'RESERVATION_ENDED',
      errors: [{ field: 'items.0.reservation_id', code: 'RESERVATION_ENDED' }],
    });
  });

  it('of a batch leave from it', async () => {
    const cheese = await aBatchedProduct(admin);
    await deliver(t, [{ product: cheese, quantity: 2, batch_number: 'L1' }]);
    await deliver(t, [{ product: cheese, quantity: 2, batch_number: 'L2' }]);
    const [batch] = await t.dataSource.query<{ id: string }[]>(
      `SELECT id FROM stock_batches WHERE product_id = $1 AND batch_number = 'L1'`,
      [cheese.id],
    );
    const reservation_id = await reserve(t, cheese, 2, { batch_id: batch!.id });
    expect(lotTexts((await sell([{ product_id: cheese.id, quantity: 2 }])).items[0]!.lots)).toEqual(['L2 2']);
    const sale = await sell([{ product_id: cheese.id, quantity: 2, reservation_id }]);
    expect(lotTexts(sale.items[0]!.lots)).toEqual(['L1 2']);
  });

  it('of a part are kept by its bundle', async () => {
    const bundle = await aBundle(admin, 9, [[product, 2]]);
    const reservation_id = await reserve(t, product, 4);
    await refused(409, [{ product_id: bundle.id }]);
    await sell([{ product_id: bundle.id, quantity: 2, reservation_id }]);
    expect(await reservation(reservation_id)).toBe('consumed 0');
  });

  it('cannot be taken by another till meanwhile', async () => {
    const reservation_id = await reserve(t, product, 5);
    const items = [{ product_id: product.id, quantity: 1 }];
    const [kept, ...others] = await Promise.all([
      admin.post('/v1/sales', { items: [{ product_id: product.id, quantity: 5, reservation_id }] }),
      ...Array.from({ length: 6 }, () => admin.post('/v1/sales', { items })),
    ]);
    expect(kept.status).toBe(201);
    expect(new Set(others.map(({ status }) => status))).toEqual(new Set([409]));
  });
});
