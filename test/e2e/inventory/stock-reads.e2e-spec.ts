import type { Response } from 'supertest';
import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import { aProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { NOBODY, aLocation, expectSoundStock, fieldErrors } from './inventory-fixtures.js';

let t: TestApp;
let admin: Client;
let cashier: Client;
let elsewhere: string;
let mug: string;
let tea: string;
let cup: string;

const rows = async (client: Client, path: string): Promise<Record<string, unknown>[]> =>
  (await client.get(path).expect(200)).body as Record<string, unknown>[];

/** Every page of a list, two rows at a time. */
async function allPages(path: string): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  let next: string | undefined = `${path}${path.includes('?') ? '&' : '?'}limit=2`;
  while (next !== undefined) {
    const answer: Response = await admin.get(next).expect(200);
    found.push(...(answer.body as Record<string, unknown>[]));
    next = /<([^>]+)>/.exec(answer.headers['link'] ?? '')?.[1];
  }
  return found;
}

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  cashier = await t.as('cashier');
  elsewhere = await aLocation(admin);
  mug = (
    await aProduct(admin, {
      sku: 'A-MUG',
      name: 'Mug',
      category: 'Kitchen',
      stock_quantity: 10,
      cost_price: 2.5,
      min_stock_level: 5,
    })
  ).id;
  tea = (
    await aProduct(admin, {
      sku: 'B-TEA',
      name: 'Tea',
      unit: 'kg',
      stock_quantity: 1.5,
      cost_price: 3.3333,
      min_stock_level: 2,
    })
  ).id;
  cup = (await aProduct(admin, { sku: 'C-CUP', name: 'Cup', category: 'Kitchen', stock_quantity: 0 })).id;
  await aProduct(admin, { sku: 'D-WRAP', name: 'Gift wrapping', is_stocked: false, stock_quantity: 0 });
  await admin
    .post(`/v1/inventory/restock/${mug}?quantity=4&unit_cost=3&location_id=${elsewhere}`)
    .expect(200);
  await admin.post(`/v1/inventory/stock-adjustment/${mug}?adjustment=-2&reason=Broken`).expect(200);
});
afterAll(async () => {
  await expectSoundStock(t);
  await t.close();
});

describe('stock levels', () => {
  it('list every stocked product at every place it ever was at, with its value', async () => {
    expect(await rows(admin, '/v1/inventory/stock-levels')).toMatchObject([
      {
        sku: 'A-MUG',
        location_code: expect.stringMatching(/^L/),
        on_hand: 4,
        is_low: true,
        avg_cost: 3,
        stock_value: 12,
      },
      {
        sku: 'A-MUG',
        location_code: 'MAIN',
        on_hand: 8,
        reserved: 0,
        available: 8,
        is_low: false,
        avg_cost: 2.5,
        last_cost: 2.5,
        stock_value: 20,
      },
      { sku: 'B-TEA', on_hand: 1.5, min_stock_level: 2, is_low: true, avg_cost: 3.3333, stock_value: 5 },
      { sku: 'C-CUP', location_id: null, on_hand: 0, is_low: false, avg_cost: null, stock_value: 0 },
    ]);
  });

  it('18: find what is low, also where it never was', async () => {
    const low = async (filter = ''): Promise<unknown[]> =>
      (await rows(admin, `/v1/inventory/stock-levels?low_stock_only=true${filter}`)).map(({ sku }) => sku);
    expect(await low()).toEqual(['A-MUG', 'B-TEA']);
    expect(await low(`&location_id=${elsewhere}`)).toEqual(['A-MUG', 'B-TEA']);
    expect(await low(`&location_id=${DEFAULT_LOCATION_ID}`)).toEqual(['B-TEA']);
  });

  it('are listed for a place with what it never held as 0, for a product, for a category', async () => {
    const skus = async (filter: string): Promise<unknown[]> =>
      (await rows(admin, `/v1/inventory/stock-levels?${filter}`)).map(
        ({ sku, on_hand }) => `${String(sku)} ${String(on_hand)}`,
      );
    expect(await skus(`location_id=${elsewhere}`)).toEqual(['A-MUG 4', 'B-TEA 0', 'C-CUP 0']);
    expect(await skus(`product_id=${mug}`)).toEqual(['A-MUG 4', 'A-MUG 8']);
    const [{ category_id }] = await t.dataSource.query<[{ category_id: string }]>(
      `SELECT category_id FROM products WHERE id = $1`,
      [mug],
    );
    expect(await skus(`category_id=${category_id}&sort=-name`)).toEqual(['A-MUG 4', 'A-MUG 8', 'C-CUP 0']);
    expect(await skus(`location_id=${NOBODY}`)).toEqual([]);
  });

  it.each(['sku', '-name', 'on_hand', '-on_hand,name', 'location_code'])(
    'come whole in pages, sorted by %s',
    async (sort) => {
      const whole = await rows(admin, `/v1/inventory/stock-levels?sort=${sort}`);
      expect(await allPages(`/v1/inventory/stock-levels?sort=${sort}`)).toEqual(whole);
      expect(whole).toHaveLength(4);
    },
  );

  it('keep costs from those who may not see them', async () => {
    const [level] = await rows(cashier, '/v1/inventory/stock-levels');
    for (const cost of ['avg_cost', 'last_cost', 'stock_value']) expect(level).not.toHaveProperty(cost);
  });

  it('refuse filters that make no sense, all at once', async () => {
    const path =
      '/v1/inventory/stock-levels?low_stock_only=maybe&location_id=x&product_id=y&category_id=z&limit=0';
    expect(fieldErrors((await admin.get(path).expect(422)).body)).toEqual([
      'category_id IS_UUID',
      'limit MIN',
      'location_id IS_UUID',
      'low_stock_only IS_BOOLEAN',
      'product_id IS_UUID',
    ]);
    await admin.get('/v1/inventory/stock-levels?sort=colour').expect(422);
  });
});

describe('the log', () => {
  it('lists movements newest first, with what moved them and what they cost', async () => {
    expect(await rows(admin, '/v1/inventory/log')).toMatchObject([
      {
        sku: 'A-MUG',
        kind: 'adjustment',
        quantity: -2,
        unit_cost: 2.5,
        value: -5,
        reason: 'Broken',
        reverses_id: null,
      },
      {
        sku: 'A-MUG',
        kind: 'receipt',
        quantity: 4,
        unit_cost: 3,
        value: 12,
        location_id: elsewhere,
        source_type: 'restock',
      },
      {
        sku: 'B-TEA',
        kind: 'opening',
        quantity: 1.5,
        value: 4.99995,
        source_type: 'product',
        source_id: tea,
      },
      { sku: 'A-MUG', kind: 'opening', quantity: 10 },
    ]);
    const [entry] = await rows(cashier, '/v1/inventory/log');
    expect(entry).not.toHaveProperty('unit_cost');
    expect(entry).not.toHaveProperty('value');
  });

  it('filters by product, place, kind, document and time', async () => {
    const count = async (filter: string): Promise<number> =>
      (await rows(admin, `/v1/inventory/log?${filter}`)).length;
    const today = new Date().toISOString().slice(0, 10);
    expect(await count(`product_id=${mug}`)).toBe(3);
    expect(await count(`product_id=${mug}&location_id=${elsewhere}`)).toBe(1);
    expect(await count('kind=opening')).toBe(2);
    expect(await count(`source_id=${tea}`)).toBe(1);
    expect(await count(`from=${today}&to=${today}`)).toBe(4);
    expect(await count(`from=${today}T00:00:00Z`)).toBe(4);
    expect(await count('to=2020-01-01')).toBe(0);
    expect(await count('from=2099-01-01T00:00:00%2B02:00')).toBe(0);
  });

  it('comes whole in pages, either way round, and counts', async () => {
    const newest = await rows(admin, '/v1/inventory/log');
    expect(await allPages('/v1/inventory/log')).toEqual(newest);
    expect(await allPages('/v1/inventory/log?sort=created_at')).toEqual([...newest].reverse());
    const counted = await admin.get('/v1/inventory/log?count=true&limit=1&skip=1').expect(200);
    expect(counted.headers['x-total-count']).toBe('4');
    expect(counted.body).toEqual([newest[1]]);
  });

  it('refuses filters that make no sense', async () => {
    const path = '/v1/inventory/log?kind=theft&from=yesterday&to=2026-02-30&source_id=1';
    expect(fieldErrors((await admin.get(path).expect(422)).body)).toEqual([
      'from IS_DAY_OR_INSTANT',
      'kind IS_IN',
      'source_id IS_UUID',
      'to IS_DAY_OR_INSTANT',
    ]);
  });
});

describe('the history of a product', () => {
  it('tells what was on hand after each movement, over all places or at one', async () => {
    const balances = async (filter = ''): Promise<unknown[]> =>
      (await rows(admin, `/v1/inventory/history/${mug}${filter}`)).map(({ quantity, balance }) => [
        quantity,
        balance,
      ]);
    expect(await balances()).toEqual([
      [-2, 12],
      [4, 14],
      [10, 10],
    ]);
    expect(await balances(`?location_id=${DEFAULT_LOCATION_ID}`)).toEqual([
      [-2, 8],
      [10, 10],
    ]);
    expect((await allPages(`/v1/inventory/history/${mug}`)).map(({ balance }) => balance)).toEqual([
      12, 14, 10,
    ]);
    expect(
      (await allPages(`/v1/inventory/history/${mug}?sort=created_at`)).map(({ balance }) => balance),
    ).toEqual([10, 14, 12]);
  });

  it('is empty for goods that never moved, and 404 for a product that is not there', async () => {
    expect(await rows(admin, `/v1/inventory/history/${cup}`)).toEqual([]);
    expect((await admin.get(`/v1/inventory/history/${NOBODY}`).expect(404)).body).toMatchObject({
      code: 'PRODUCT_NOT_FOUND',
    });
    await admin.get('/v1/inventory/history/7').expect(422);
  });
});

describe('the summary', () => {
  it('counts and sums, over all places or at one', async () => {
    expect((await admin.get('/v1/inventory/summary').expect(200)).body).toEqual({
      product_count: 3,
      in_stock_count: 2,
      low_stock_count: 1,
      out_of_stock_count: 1,
      negative_stock_count: 0,
      total_quantity: 13.5,
      stock_value: [{ currency: 'USD', amount: 37 }],
    });
    expect((await cashier.get(`/v1/inventory/summary?location_id=${elsewhere}`).expect(200)).body).toEqual({
      product_count: 3,
      in_stock_count: 1,
      low_stock_count: 2,
      out_of_stock_count: 2,
      negative_stock_count: 0,
      total_quantity: 4,
    });
  });

  it('keeps currencies apart', async () => {
    const lisbon = await aLocation(admin, { currency: 'EUR' });
    await admin
      .post(`/v1/inventory/restock/${cup}?quantity=3&unit_cost=1.115&location_id=${lisbon}`)
      .expect(200);
    const { body } = await admin.get('/v1/inventory/summary').expect(200);
    expect(body).toMatchObject({
      stock_value: [
        { currency: 'EUR', amount: 3.35 },
        { currency: 'USD', amount: 37 },
      ],
    });
  });
});

it('is closed to those who are not signed in', async () => {
  for (const path of ['stock-levels', 'log', `history/${mug}`, 'summary'])
    await t.http.get(`/v1/inventory/${path}`).expect(401);
});
