import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import { addProduct } from '../../support/builders/goods.js';
import { expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { addPack, addPlace, faults, historyOf, setCost } from './price-fixtures.js';

let t: TestApp;
let admin: Client;
let shop: string;
let counter = 0;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  shop = await addPlace(t, { markup: 40 });
});
afterAll(async () => {
  await expectNoDrift(admin);
  await t?.close();
});

function product(fields: { price?: string; cost_price?: string } = {}): Promise<string> {
  counter += 1;
  return addProduct(t.dataSource, { sku: `PR${counter}`, price: '10.00', ...fields });
}

async function group(): Promise<string> {
  counter += 1;
  const { body } = await admin.post('/v1/price-groups', { code: `G${counter}`, name: 'Group' }).expect(201);
  return (body as { id: string }).id;
}

describe('base prices', () => {
  it('states a price, and 0 is one', async () => {
    const product_id = await product();
    const fields = { location_id: shop, product_id, method: 'fixed', base_price: 0 };
    const { body, headers } = await admin.post('/v1/prices', fields).expect(201);
    expect(body).toMatchObject({
      ...fields,
      markup_percent: null,
      effective_price: 0,
      cost_basis: null,
      version: 1,
    });
    expect(headers['etag']).toBe('"1"');
    expect((await admin.get(`/v1/prices/${body.id}`).expect(200)).body).toEqual(body);
  });

  it.each([
    [
      'the average cost at the place',
      40,
      { cost_price: '9.99' },
      15,
      { cost_basis: 15, effective_price: 21 },
    ],
    ['what the product is known to cost', 40, { cost_price: '15' }, undefined, { effective_price: 21 }],
    ['0 % of it', 0, { cost_price: '15' }, undefined, { cost_basis: 15, effective_price: 15 }],
    ['a cost of 0', 40, { cost_price: '0' }, undefined, { cost_basis: 0, effective_price: 0 }],
    ['nothing while there is no cost', 40, {}, undefined, { cost_basis: null, effective_price: null }],
    ['half a cent rounded up', 50, { cost_price: '0.03' }, undefined, { effective_price: 0.05 }],
  ])('adds a markup to %s', async (_, markup_percent, goods, cost, expected) => {
    const product_id = await product(goods);
    if (cost !== undefined) await setCost(t, { product_id, location_id: shop, cost });
    const { body } = await admin
      .post('/v1/prices', { location_id: shop, product_id, method: 'markup', markup_percent })
      .expect(201);
    expect(body).toMatchObject(expected);
  });

  it("takes the location's own markup, currency and rounding for auto", async () => {
    const product_id = await product({ cost_price: '100.01' });
    const yen = await addPlace(t, { currency: 'JPY', markup: 10, rounding: 'down' });
    const { body } = await admin
      .post('/v1/prices', { location_id: yen, product_id, method: 'auto' })
      .expect(201);
    expect(body).toMatchObject({ effective_price: 110, cost_basis: 100.01 });
  });

  it('names every wrong field of the body', async () => {
    const body = {
      location_id: 'x',
      method: 'free',
      base_price: -1,
      markup_percent: 100_000,
      is_active: 'yes',
      sku: 1,
    };
    expect(faults((await admin.post('/v1/prices', body).expect(422)).body)).toEqual([
      'base_price IS_MONEY',
      'is_active IS_BOOLEAN',
      'location_id IS_UUID',
      'markup_percent IS_PERCENT',
      'method IS_IN',
      'product_id IS_UUID',
      'sku UNKNOWN_FIELD',
    ]);
  });

  it.each([
    ['fixed', 'base_price REQUIRED_FOR_METHOD'],
    ['markup', 'markup_percent REQUIRED_FOR_METHOD'],
  ])('%s needs its figure, and both ends must exist', async (method, fault) => {
    const ends = { location_id: newId(), product_id: newId() };
    const { body } = await admin.post('/v1/prices', { ...ends, method }).expect(422);
    expect(faults(body)).toEqual(
      [fault, 'location_id LOCATION_NOT_FOUND', 'product_id PRODUCT_NOT_FOUND'].sort(),
    );
  });

  it('refuses decimals that the currency does not have', async () => {
    const product_id = await product();
    const { body } = await admin
      .post('/v1/prices', { location_id: shop, product_id, method: 'fixed', base_price: 1.005 })
      .expect(422);
    expect(faults(body)).toEqual(['base_price TOO_MANY_DECIMALS']);
  });

  it('has one for each product and place', async () => {
    const product_id = await product();
    const fields = { location_id: shop, product_id, method: 'fixed', base_price: 5 };
    await admin.post('/v1/prices', fields).expect(201);
    expect((await admin.post('/v1/prices', fields).expect(409)).body).toMatchObject({ code: 'PRICE_EXISTS' });
    await admin.post('/v1/prices', { ...fields, location_id: DEFAULT_LOCATION_ID }).expect(201);
  });

  it('changes what is sent, checks the whole, and reckons anew', async () => {
    const product_id = await product({ cost_price: '8' });
    const fields = { location_id: shop, product_id, method: 'fixed', base_price: 5 };
    const { body: made } = await admin.post('/v1/prices', fields).expect(201);
    const path = `/v1/prices/${made.id}`;
    expect(faults((await admin.patch(path, { method: 'markup' }).expect(422)).body)).toEqual([
      'markup_percent REQUIRED_FOR_METHOD',
    ]);
    expect(faults((await admin.patch(path, { base_price: null }).expect(422)).body)).toEqual([
      'base_price REQUIRED_FOR_METHOD',
    ]);
    const { body } = await admin.put(path, { method: 'markup', markup_percent: 25 }).expect(200);
    expect(body).toMatchObject({
      method: 'markup',
      effective_price: 10,
      cost_basis: 8,
      base_price: 5,
      version: 2,
    });
    await admin.patch(path, { is_active: false }).set('if-match', '"1"').expect(412);
    await admin.delete(path).set('if-match', '"1"').expect(412);
    await admin.delete(path).expect(204);
    await admin.patch(path, {}).expect(404);
  });

  it('shows costs, and markups that would tell them, only to those who may see costs', async () => {
    const product_id = await product({ cost_price: '8' });
    const fields = { location_id: shop, product_id, method: 'markup', markup_percent: 25 };
    const { body: made } = await admin.post('/v1/prices', fields).expect(201);
    const cashier = await t.as('cashier');
    const { body } = await cashier.get(`/v1/prices/${made.id}`).expect(200);
    expect(body).toMatchObject({ effective_price: 10 });
    expect(body).not.toHaveProperty('cost_basis');
    expect(body).not.toHaveProperty('markup_percent');
    const list = await cashier.get(`/v1/prices?product_id=${product_id}`).expect(200);
    expect(list.body).toEqual([body]);
    await cashier.post('/v1/prices', fields).expect(403);
  });

  it('lists by product, place and state, a page at a time', async () => {
    const product_id = await product();
    const place = await addPlace(t);
    const base = { product_id, method: 'fixed', base_price: 5 };
    await admin.post('/v1/prices', { ...base, location_id: place, is_active: false }).expect(201);
    await admin.post('/v1/prices', { ...base, location_id: shop }).expect(201);
    const first = await admin.get(`/v1/prices?product_id=${product_id}&limit=1&count=true`).expect(200);
    expect(first.headers['x-total-count']).toBe('2');
    const next = /<([^>]+)>/.exec(first.headers['link'] as string)![1]!;
    expect((await admin.get(next).expect(200)).body).toMatchObject([{ location_id: place }]);
    expect((await admin.get(`/v1/prices?location_id=${place}&is_active=true`).expect(200)).body).toEqual([]);
  });

  it('keeps a location with prices from being deleted, and its currency', async () => {
    const place = await addPlace(t);
    const fields = { location_id: place, product_id: await product(), method: 'fixed', base_price: 5 };
    await admin.post('/v1/prices', fields).expect(201);
    await admin.delete(`/v1/locations/${place}`).expect(409);
    await admin.patch(`/v1/locations/${place}`, { currency: 'EUR' }).expect(409);
  });
});

describe('group and step prices', () => {
  it('gives a group its price, here or everywhere, from a quantity on', async () => {
    const [product_id, price_group_id] = [await product(), await group()];
    const { body } = await admin
      .post('/v1/prices/group', { product_id, price_group_id, price: 22 })
      .expect(201);
    expect(body).toMatchObject({ location_id: null, min_quantity: 1, price: 22, is_active: true });
    const here = { product_id, price_group_id, location_id: shop, min_quantity: 10, price: 21 };
    await admin.post('/v1/prices/group', here).expect(201);
    expect(
      (await admin.get(`/v1/prices/group?price_group_id=${price_group_id}`).expect(200)).body,
    ).toHaveLength(2);
    expect(
      (await admin.get(`/v1/prices/group?location_id=${shop}&product_id=${product_id}`).expect(200)).body,
    ).toMatchObject([here]);
    expect((await admin.get(`/v1/prices/group/${body.id}`).expect(200)).body).toEqual(body);
  });

  it('has one general price a quantity, although its location is null', async () => {
    const [product_id, price_group_id] = [await product(), await group()];
    await admin.post('/v1/prices/group', { product_id, price_group_id, price: 22 }).expect(201);
    await admin
      .post('/v1/prices/group', { product_id, price_group_id, price: 21, location_id: null })
      .expect(409);
    await admin.post('/v1/prices/step', { product_id, min_quantity: 5, price: 9 }).expect(201);
    await admin.post('/v1/prices/step', { product_id, min_quantity: 5, price: 8 }).expect(409);
  });

  it('names what does not exist and what is wrong', async () => {
    const unknown = { product_id: newId(), price_group_id: newId(), location_id: newId(), price: 1 };
    expect(faults((await admin.post('/v1/prices/group', unknown).expect(422)).body)).toEqual([
      'location_id LOCATION_NOT_FOUND',
      'price_group_id PRICE_GROUP_NOT_FOUND',
      'product_id PRODUCT_NOT_FOUND',
    ]);
    const wrong = { product_id: await product(), min_quantity: 0, price: 'free' };
    expect(faults((await admin.post('/v1/prices/step', wrong).expect(422)).body)).toEqual([
      'min_quantity IS_QUANTITY',
      'price IS_MONEY',
    ]);
  });

  it('changes and ends a step price', async () => {
    const product_id = await product();
    const step = { product_id, min_quantity: 50, price: 21.5, description: 'By the half hundred' };
    const { body: made } = await admin.post('/v1/prices/step', step).expect(201);
    const path = `/v1/prices/step/${made.id}`;
    expect((await admin.patch(path, { price: 21, description: null }).expect(200)).body).toMatchObject({
      min_quantity: 50,
      price: 21,
      description: null,
    });
    await admin.delete(path).expect(204);
    expect((await admin.get(path).expect(404)).body).toMatchObject({ code: 'STEP_PRICE_NOT_FOUND' });
    expect((await admin.get(`/v1/prices/step?product_id=${product_id}`).expect(200)).body).toEqual([]);
  });
});

describe('pack prices', () => {
  it('states the price of a pack, less a discount', async () => {
    const packaging_id = await addPack(t, await product(), 12);
    const fields = { packaging_id, method: 'fixed', price: 100, discount_percent: 12.5 };
    const { body } = await admin.post('/v1/prices/packaging', fields).expect(201);
    expect(body).toMatchObject({ ...fields, location_id: null, effective_price: 87.5, cost_basis: null });
  });

  it('adds a markup to the cost of what is in it', async () => {
    const product_id = await product({ cost_price: '1.11' });
    const packaging_id = await addPack(t, product_id, 6);
    const markup = {
      packaging_id,
      location_id: shop,
      method: 'markup',
      markup_percent: 50,
      discount_percent: 10,
    };
    const { body } = await admin.post('/v1/prices/packaging', markup).expect(201);
    expect(body).toMatchObject({ product_id, cost_basis: 6.66, effective_price: 8.99 });
    const auto = await admin
      .patch(`/v1/prices/packaging/${body.id}`, { method: 'auto', discount_percent: 0 })
      .expect(200);
    expect(auto.body).toMatchObject({ effective_price: 9.32 });
  });

  it('needs a place for a price that follows its cost, and a pack that exists', async () => {
    const { body } = await admin
      .post('/v1/prices/packaging', { packaging_id: newId(), method: 'auto' })
      .expect(422);
    expect(faults(body)).toEqual(['location_id REQUIRED_FOR_METHOD', 'packaging_id PACKAGING_NOT_FOUND']);
  });
});

describe('many at once', () => {
  it('makes, replaces, leaves and refuses, each with its verdict', async () => {
    const products = await Promise.all([product(), product({ cost_price: '10' }), product(), product()]);
    const row = (at: number, base_price: number) => ({
      location_id: shop,
      product_id: products[at],
      method: 'fixed',
      base_price,
    });
    await admin.post('/v1/prices', row(2, 7)).expect(201);
    await admin.post('/v1/prices', row(3, 8)).expect(201);
    const items = [
      row(0, 5),
      { location_id: shop, product_id: products[1], method: 'auto' },
      row(2, 7),
      row(3, 8.5),
      { ...row(0, 6), product_id: products[0].toUpperCase() },
      { ...row(0, 1.001), product_id: newId() },
      { location_id: shop, product_id: products[1], method: 'markup' },
    ];
    const { body } = await admin.post('/v1/prices/bulk', { items }).expect(200);
    const verdicts = body as { outcome: string; errors: { code: string }[]; id: string | null }[];
    expect(verdicts.map(({ outcome }) => outcome)).toEqual([
      'created',
      'created',
      'unchanged',
      'updated',
      'refused',
      'refused',
      'refused',
    ]);
    expect(verdicts.slice(4).map(({ errors }) => errors.map(({ code }) => code).sort())).toEqual([
      ['SAME_PRICE_TWICE'],
      ['PRODUCT_NOT_FOUND', 'TOO_MANY_DECIMALS'],
      ['REQUIRED_FOR_METHOD', 'SAME_PRICE_TWICE'],
    ]);
    expect((await admin.get(`/v1/prices/${verdicts[1]!.id}`).expect(200)).body).toMatchObject({
      effective_price: 14,
    });
    expect((await admin.get(`/v1/prices/${verdicts[2]!.id}`).expect(200)).body).toMatchObject({ version: 1 });
    expect((await admin.get(`/v1/prices/${verdicts[3]!.id}`).expect(200)).body).toMatchObject({
      base_price: 8.5,
      version: 2,
    });
    expect(
      (await admin.post('/v1/prices/bulk', { items: items.slice(0, 4) }).expect(200)).body,
    ).toMatchObject(Array.from({ length: 4 }, () => ({ outcome: 'unchanged', errors: [] })));
  });

  it('finds general prices again, group by group and step by step', async () => {
    const [product_id, price_group_id] = [await product(), await group()];
    const groups = [1, 10].map((min_quantity) => ({ product_id, price_group_id, min_quantity, price: 9 }));
    const steps = [5, 50].map((min_quantity) => ({ product_id, min_quantity, price: 8 }));
    const outcomes = async (path: string, items: object[]) =>
      ((await admin.post(path, { items }).expect(200)).body as { outcome: string }[]).map(
        ({ outcome }) => outcome,
      );
    expect(await outcomes('/v1/prices/group/bulk', groups)).toEqual(['created', 'created']);
    expect(await outcomes('/v1/prices/group/bulk', [groups[0]!, { ...groups[1], price: 7 }])).toEqual([
      'unchanged',
      'updated',
    ]);
    expect(await outcomes('/v1/prices/step/bulk', steps)).toEqual(['created', 'created']);
    expect(await outcomes('/v1/prices/step/bulk', [...steps, { ...steps[0], location_id: shop }])).toEqual([
      'unchanged',
      'unchanged',
      'created',
    ]);
    const packaging_id = await addPack(t, product_id, 6);
    const pack = { packaging_id, method: 'fixed', price: 50 };
    expect(await outcomes('/v1/prices/packaging/bulk', [pack])).toEqual(['created']);
    expect(await outcomes('/v1/prices/packaging/bulk', [{ ...pack, is_active: false }])).toEqual(['updated']);
  });

  it('costs as many statements for a thousand as for one, and audits each', async () => {
    const text = `INSERT INTO products (id, sku, name, price, cost_price, unit_id)
      SELECT uuidv7(), 'BULK' || n, 'Bulk', 1, 0.5, (SELECT id FROM units WHERE code = 'pc') FROM generate_series(1, 1000) n
      RETURNING id`;
    const made = await query<{ id: string }>(t.dataSource, text);
    const items = made.map(({ id }) => ({
      location_id: shop,
      product_id: id,
      method: 'fixed',
      base_price: 2,
    }));
    const started = performance.now();
    const { body } = await admin.post('/v1/prices/bulk', { items }).expect(200);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect((body as { outcome: string }[]).filter(({ outcome }) => outcome === 'created')).toHaveLength(1000);
    const ids = (body as { id: string }[]).map(({ id }) => id);
    const audited = `SELECT subject_id FROM audit_log WHERE action = 'price.created' AND subject_id = ANY ($1)`;
    expect(await query(t.dataSource, audited, [ids])).toHaveLength(1000);
  });

  it('names wrong fields by their row, and refuses empty and endless lists', async () => {
    const items = [{ location_id: shop, product_id: 'x', method: 'fixed', base_price: 1 }];
    expect(faults((await admin.post('/v1/prices/bulk', { items }).expect(422)).body)).toEqual([
      'items.0.product_id IS_UUID',
    ]);
    expect(faults((await admin.post('/v1/prices/step/bulk', { items: [] }).expect(422)).body)).toEqual([
      'items ARRAY_MIN_SIZE',
    ]);
    expect(faults((await admin.post('/v1/prices/group/bulk', {}).expect(422)).body)).toEqual(
      expect.arrayContaining(['items IS_ARRAY']),
    );
  });
});

describe('the check of prices', () => {
  it('finds products without a price or cost, or sold below it, and tells costs to those who may see them', async () => {
    const place = await addPlace(t);
    const unpriced = await product({ cost_price: '1' });
    await query(t.dataSource, `UPDATE products SET price = NULL WHERE id = $1`, [unpriced]);
    const uncosted = await product();
    const cheap = await product({ cost_price: '10' });
    const fine = await product({ cost_price: '9.99' });
    const all = await admin.get(`/v1/prices/check?location_id=${place}&limit=200`).expect(200);
    const found = new Map((all.body as { product_id: string }[]).map((row) => [row.product_id, row]));
    expect(found.get(unpriced)).toMatchObject({ severity: 'error', code: 'NO_PRICE', price: null, cost: 1 });
    expect(found.get(uncosted)).toMatchObject({
      severity: 'warning',
      code: 'NO_COST',
      price: 10,
      cost: null,
    });
    expect(found.get(cheap)).toMatchObject({
      severity: 'warning',
      code: 'PRICE_NOT_ABOVE_COST',
      price: 10,
      cost: 10,
    });
    expect(found.has(fine)).toBe(false);

    await admin
      .post('/v1/prices', { location_id: place, product_id: cheap, method: 'fixed', base_price: 10.01 })
      .expect(201);
    const warnings = await admin
      .get(`/v1/prices/check?location_id=${place}&severity=warning&limit=200`)
      .expect(200);
    const still = (warnings.body as { product_id: string }[]).map(({ product_id }) => product_id);
    expect(still).toContain(uncosted);
    expect(still).not.toContain(cheap);
    expect(still).not.toContain(unpriced);

    const { body } = await (
      await t.as('cashier')
    )
      .get(`/v1/prices/check?location_id=${place}&limit=200`)
      .expect(200);
    const codes = new Set((body as { code: string }[]).map(({ code }) => code));
    expect([...codes]).toEqual(['NO_PRICE']);
    expect((body as object[])[0]).not.toHaveProperty('cost');
  });

  it('compares prices that hold the tax without it', async () => {
    const place = await addPlace(t);
    await query(t.dataSource, `UPDATE locations SET sale_prices_include_tax = true WHERE id = $1`, [place]);
    const tax = await admin.post('/v1/tax-groups', { code: 'T25', name: 'A quarter', rate: 25 }).expect(201);
    const product_id = await product({ cost_price: '8' });
    await query(t.dataSource, `UPDATE products SET tax_group_id = $2 WHERE id = $1`, [
      product_id,
      tax.body.id,
    ]);
    const { body } = await admin.get(`/v1/prices/check?location_id=${place}&limit=200`).expect(200);
    expect(body).toEqual(
      expect.arrayContaining([expect.objectContaining({ product_id, code: 'PRICE_NOT_ABOVE_COST' })]),
    );
  });

  it('refuses a location that does not exist', async () => {
    const { body } = await admin.get(`/v1/prices/check?location_id=${newId()}`).expect(422);
    expect(faults(body)).toEqual(['location_id LOCATION_NOT_FOUND']);
  });
});

it('writes into the history who changed a price', async () => {
  const product_id = await product();
  const fields = { location_id: shop, product_id, method: 'fixed', base_price: 5 };
  const { body } = await admin.post('/v1/prices', fields).expect(201);
  await admin.patch(`/v1/prices/${body.id}`, { base_price: 6 }).expect(200);
  await admin.patch(`/v1/prices/${body.id}`, { is_active: false }).expect(200);
  await admin.patch(`/v1/prices/${body.id}`, { base_price: 7 }).expect(200);
  await admin.patch(`/v1/prices/${body.id}`, { is_active: true }).expect(200);
  await admin.delete(`/v1/prices/${body.id}`).expect(204);
  const [initial, ...changes] = await historyOf(t, product_id);
  expect(initial).toEqual({ subject: 'product', price: 10, actor_id: null });
  expect(changes).toEqual(
    [5, 6, null, 7, null].map((price) => ({ subject: 'place', price, actor_id: admin.user_id })),
  );
});
