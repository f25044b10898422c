import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { Clock } from '../../../src/common/time/clock.js';
import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import { PromotionLedger } from '../../../src/pricing/index.js';
import { Decimal } from '../../../src/common/money/decimal.js';
import { addProduct } from '../../support/builders/goods.js';
import { expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { addPlace, faults } from './price-fixtures.js';

let t: TestApp;
let manager: Client;
let tea: string;
let now = new Date('2026-11-20T12:00:00Z');

beforeAll(async () => {
  t = await startTestApp();
  jest.spyOn(t.app.get(Clock), 'now').mockImplementation(() => now);
  manager = await t.as('manager');
  tea = await addProduct(t.dataSource, { sku: 'TEA', price: '4.00' });
});
afterAll(async () => {
  await expectNoDrift(await t.as('admin'));
  await t?.close();
});

interface Promotion {
  id: string;
  version: number;
  warnings: { code: string; message: string }[];
}

async function make(fields: object = {}): Promise<Promotion> {
  const body = { name: 'Ten off', kind: 'percentage', value: 10, ...fields };
  return (await manager.post('/v1/promotions', body).expect(201)).body as Promotion;
}

async function listed(filter: string): Promise<string[]> {
  const { body } = await manager.get(`/v1/promotions?limit=200&${filter}`).expect(200);
  return (body as Promotion[]).map(({ id }) => id);
}

function use(promotion_id: string, amount = 1): Promise<void> {
  const ledger = t.app.get(PromotionLedger, { strict: false });
  const sale = { sale_id: newId(), customer_id: newId(), actor_id: manager.user_id, occurred_at: now };
  const part = new Decimal(amount);
  const lines = [{ line_id: newId(), amount: part }];
  return t.dataSource.transaction((tx) =>
    ledger.redeem(tx, sale, [{ promotion_id, coupon_id: null, uses: 1, amount: part, lines }]),
  );
}

describe('making and reading', () => {
  it('keeps everything that was said, wall times as they read', async () => {
    const group = await manager.post('/v1/price-groups', { code: 'VIP', name: 'VIP' }).expect(201);
    const brand = await manager.post('/v1/brands', { name: 'Leaf' }).expect(201);
    const fields = {
      code: 'tea-26',
      name: 'Tea time',
      description: 'Afternoons',
      kind: 'buy_x_get_y',
      buy_quantity: 2,
      get_quantity: 1,
      get_percent: 50,
      starts_at: '2026-03-29T02:30',
      ends_at: '2026-12-31',
      days_of_week: [5, 1],
      time_from: '22:00',
      time_to: '02:00',
      min_quantity: 3,
      max_quantity: 30,
      priority: 7,
      is_exclusive: true,
      requires_coupon: true,
      usage_limit: 100,
      usage_limit_per_customer: 2,
      budget: 500.5,
      targets: [
        { kind: 'product', target_id: tea },
        { kind: 'brand', target_id: brand.body.id as string, role: 'get' },
      ],
      price_group_ids: [group.body.id as string],
      location_ids: [DEFAULT_LOCATION_ID],
    };
    const { body } = await manager.post('/v1/promotions', fields).expect(201);
    expect(body).toMatchObject({
      ...fields,
      code: 'TEA-26',
      value: null,
      starts_at: '2026-03-29T02:30:00',
      ends_at: '2026-12-31T23:59:59',
      days_of_week: [1, 5],
      time_from: '22:00:00',
      time_to: '02:00:00',
      is_active: true,
      targets: [
        { role: 'buy', kind: 'product', target_id: tea },
        { role: 'get', kind: 'brand', target_id: brand.body.id as string },
      ],
      warnings: [],
      version: 1,
    });
    expect((await manager.get(`/v1/promotions/${body.id}`).expect(200)).body).toEqual(body);
    const again = await manager
      .put(`/v1/promotions/${body.id}`, { ends_at: body.ends_at as string })
      .expect(200);
    expect(again.body).toMatchObject({ starts_at: body.starts_at, ends_at: body.ends_at, version: 2 });
  });

  it('names every wrong field', async () => {
    const { body } = await manager
      .post('/v1/promotions', {
        name: '',
        kind: 'gift',
        value: -1,
        starts_at: '2026-11-20T09:00:00Z',
        ends_at: '2026-02-30',
        days_of_week: [0, 8],
        time_from: '25:00',
        min_quantity: 0,
        buy_quantity: 1.5,
        get_percent: 101,
        usage_limit: 0,
        budget: 0,
        is_exclusive: 'yes',
        targets: [{ kind: 'shop', target_id: 'x' }],
        location_ids: ['x'],
        colour: 'red',
      })
      .expect(422);
    expect(new Set(faults(body).map((fault) => fault.split(' ')[0]))).toEqual(
      new Set([
        'budget',
        'buy_quantity',
        'colour',
        'days_of_week',
        'ends_at',
        'get_percent',
        'is_exclusive',
        'kind',
        'location_ids',
        'min_quantity',
        'name',
        'starts_at',
        'targets.0.kind',
        'targets.0.target_id',
        'time_from',
        'usage_limit',
        'value',
      ]),
    );
  });

  it('names terms that do not go together and everything that does not exist, at once', async () => {
    const { body } = await manager
      .post('/v1/promotions', {
        name: 'Wrong',
        kind: 'basket',
        value: 120,
        value_type: 'percentage',
        starts_at: '2026-11-21',
        ends_at: '2026-11-20',
        targets: ['product', 'category', 'brand', 'product_group'].map((kind) => ({
          kind,
          target_id: newId(),
        })),
        price_group_ids: [newId()],
        location_ids: [DEFAULT_LOCATION_ID, newId()],
      })
      .expect(422);
    expect(faults(body)).toEqual([
      'ends_at END_BEFORE_START',
      'location_ids.1 LOCATION_NOT_FOUND',
      'price_group_ids.0 PRICE_GROUP_NOT_FOUND',
      'targets.0.target_id PRODUCT_NOT_FOUND',
      'targets.1.target_id CATEGORY_NOT_FOUND',
      'targets.2.target_id BRAND_NOT_FOUND',
      'targets.3.target_id PRODUCT_GROUP_NOT_FOUND',
      'value PERCENTAGE_TOO_HIGH',
    ]);
  });

  it('takes a promotion of one day', async () => {
    const { id } = await make({ starts_at: '2027-01-01', ends_at: '2027-01-01' });
    expect(await listed('active_at=2027-01-01')).toContain(id);
    expect(await listed('active_at=2027-01-01T23:59:59')).toContain(id);
    expect(await listed('active_at=2027-01-02')).not.toContain(id);
  });

  it('refuses a code that is taken', async () => {
    await make({ code: 'ONCE' });
    const body = { name: 'Again', kind: 'price', value: 0, code: 'once' };
    expect((await manager.post('/v1/promotions', body).expect(409)).body).toMatchObject({
      code: 'PROMOTION_CODE_TAKEN',
      promotion_code: 'ONCE',
    });
  });

  it('is written by those who may', async () => {
    const cashier = await t.as('cashier');
    await cashier.get('/v1/promotions').expect(200);
    await cashier.post('/v1/promotions', { name: 'No', kind: 'price', value: 1 }).expect(403);
  });
});

describe('changing', () => {
  it('replaces the lists that are sent, keeps the others, and checks the whole', async () => {
    const place = await addPlace(t);
    const { id } = await make({ targets: [{ kind: 'product', target_id: tea }], location_ids: [place] });
    const path = `/v1/promotions/${id}`;
    const { body } = await manager
      .patch(path, { location_ids: [], min_quantity: 5, usage_limit: 9 })
      .expect(200);
    expect(body).toMatchObject({
      location_ids: [],
      min_quantity: 5,
      usage_limit: 9,
      targets: [{ target_id: tea }],
    });
    expect(faults((await manager.patch(path, { max_quantity: 4 }).expect(422)).body)).toEqual([
      'max_quantity MAX_BELOW_MIN',
    ]);
    expect(faults((await manager.patch(path, { kind: 'buy_x_get_y' }).expect(422)).body)).toEqual([
      'buy_quantity REQUIRED_FOR_KIND',
      'get_quantity REQUIRED_FOR_KIND',
      'value NOT_FOR_KIND',
    ]);
    const kind = { kind: 'buy_x_get_y', value: null, buy_quantity: 1, get_quantity: 1 };
    expect((await manager.patch(path, kind).expect(200)).body).toMatchObject({ get_percent: 100 });
    await manager.patch(path, {}).set('if-match', '"1"').expect(412);
  });

  it('stays changeable when something it named is gone', async () => {
    const gone = await addProduct(t.dataSource, { sku: 'GONE', price: '1' });
    const { id } = await make({ targets: [{ kind: 'product', target_id: gone }] });
    await query(t.dataSource, `DELETE FROM products WHERE id = $1`, [gone]);
    const { body } = await manager.patch(`/v1/promotions/${id}`, { priority: 1 }).expect(200);
    expect(body).toMatchObject({ targets: [{ target_id: gone }] });
  });

  it('is switched off and on, but not on again when it is over', async () => {
    const { id } = await make({ ends_at: '2026-11-20T11:59:59' });
    expect((await manager.post(`/v1/promotions/${id}/deactivate`).expect(200)).body).toMatchObject({
      is_active: false,
    });
    const over = await manager.post(`/v1/promotions/${id}/activate`).expect(409);
    expect(over.body).toMatchObject({ code: 'PROMOTION_OVER', ends_at: '2026-11-20T11:59:59' });
    await manager.patch(`/v1/promotions/${id}`, { ends_at: '2026-11-20T12:00:00' }).expect(200);
    expect((await manager.post(`/v1/promotions/${id}/activate`).expect(200)).body).toMatchObject({
      is_active: true,
    });
  });

  it('is deleted unless a sale used it', async () => {
    const [unused, used] = [await make(), await make()];
    await manager.post(`/v1/promotions/${unused.id}/coupons`, { code: 'SHORTLIVED' }).expect(201);
    await manager.delete(`/v1/promotions/${unused.id}`).expect(204);
    await manager.get(`/v1/promotions/${unused.id}`).expect(404);
    await manager.get('/v1/coupons/SHORTLIVED').expect(404);
    await use(used.id);
    expect((await manager.delete(`/v1/promotions/${used.id}`).expect(409)).body).toMatchObject({
      code: 'PROMOTION_IN_USE',
    });
  });
});

describe('warnings', () => {
  const on = (target_id: string) => ({ targets: [{ kind: 'product', target_id }] });
  const codes = ({ warnings }: Promotion) => warnings.map(({ code }) => code);

  it('tells of a price that is none', async () => {
    const milk = await addProduct(t.dataSource, { sku: 'MILK', price: '2.00' });
    expect(codes(await make({ kind: 'price', value: 1.99, ...on(milk) }))).toEqual([]);
    await query(t.dataSource, `UPDATE promotions SET is_active = false`);
    const made = await make({ kind: 'price', value: 2, ...on(milk) });
    expect(made.warnings).toMatchObject([
      { field: 'value', code: 'PRICE_NOT_BELOW_BASE', message: 'These already cost no more: MILK.' },
    ]);
    await query(t.dataSource, `UPDATE promotions SET is_active = false`);
    const place = await addPlace(t);
    const price = { location_id: place, product_id: milk, method: 'fixed', base_price: 1.5 };
    await manager.post('/v1/prices', price).expect(201);
    expect(codes(await make({ kind: 'price', value: 1.9, ...on(milk) }))).toEqual(['PRICE_NOT_BELOW_BASE']);
    await query(t.dataSource, `UPDATE promotions SET is_active = false`);
    const elsewhere = { kind: 'price', value: 1.9, location_ids: [DEFAULT_LOCATION_ID], ...on(milk) };
    expect(codes(await make(elsewhere))).toEqual([]);
  });

  it('tells of more than a year, and of another one on the same product at the same time and place', async () => {
    const jam = await addProduct(t.dataSource, { sku: 'JAM', price: '2.00' });
    const place = await addPlace(t);
    const week = { starts_at: '2027-03-01', ends_at: '2027-03-07', ...on(jam) };
    await make({ name: 'First', ...week, location_ids: [place] });
    expect(codes(await make({ ...week, starts_at: '2027-03-08', ends_at: '2027-03-09' }))).toEqual([]);
    expect(codes(await make({ ...week, location_ids: [DEFAULT_LOCATION_ID] }))).toEqual([]);
    const made = await make({
      ...week,
      ends_at: '2028-03-08',
      location_ids: [place],
      starts_at: '2027-03-07',
    });
    expect(codes(made).sort()).toEqual(['LONGER_THAN_A_YEAR', 'OVERLAPS']);
    expect(made.warnings.find(({ code }) => code === 'OVERLAPS')!.message).toContain('First');
  });
});

describe('listing', () => {
  it('finds those on a product, however it is named', async () => {
    const [parent, other] = await Promise.all(
      ['Drinks', 'Books'].map(
        async (name) => (await manager.post('/v1/categories', { name }).expect(201)).body.id as string,
      ),
    );
    const child = await manager.post('/v1/categories', { name: 'Hot', parent_id: parent }).expect(201);
    const cocoa = await addProduct(t.dataSource, { sku: 'COCOA', price: '3' });
    await query(t.dataSource, `UPDATE products SET category_id = $2 WHERE id = $1`, [cocoa, child.body.id]);
    const onParent = await make({ targets: [{ kind: 'category', target_id: parent }] });
    const onOther = await make({ targets: [{ kind: 'category', target_id: other }] });
    const onAll = await make();
    const found = await listed(`product_id=${cocoa}`);
    expect(found).toEqual(expect.arrayContaining([onParent.id, onAll.id]));
    expect(found).not.toContain(onOther.id);
  });

  it.each([
    ['2026-06-05T21:59', false],
    ['2026-06-05T22:00', true],
    ['2026-06-06T02:00:00', true],
    ['2026-06-06T02:00:01', false],
    ['2026-06-06T23:00', false],
    ['2026-06-05', true],
    ['2026-06-08', false],
  ])('a Friday night at %s: %s', async (at, runs) => {
    const { id } = await make({
      days_of_week: [5],
      time_from: '22:00',
      time_to: '02:00',
      ends_at: '2026-06-30',
    });
    expect((await listed(`active_at=${at}`)).includes(id)).toBe(runs);
    await manager.post(`/v1/promotions/${id}/deactivate`).expect(200);
    expect(await listed(`active_at=${at}`)).not.toContain(id);
  });

  it('filters by kind, place, state and words', async () => {
    const place = await addPlace(t);
    const made = await make({ name: 'Zebra stripes', kind: 'fixed_amount', value: 1, location_ids: [place] });
    expect(await listed('q=zebra&kind=fixed_amount&is_active=true')).toEqual([made.id]);
    expect(await listed(`q=zebra&location_id=${place}`)).toEqual([made.id]);
    expect(await listed(`q=zebra&location_id=${DEFAULT_LOCATION_ID}`)).toEqual([]);
    expect(await listed('q=zebra&kind=price')).toEqual([]);
  });

  it('finds those about to begin and to end', async () => {
    const soon = await make({ name: 'Soon', starts_at: '2026-11-23', ends_at: '2026-11-24T10:00' });
    expect(await listed('starts_within_days=3&q=soon')).toEqual([soon.id]);
    expect(await listed('starts_within_days=2&q=soon')).toEqual([]);
    expect(await listed('ends_within_days=4&q=soon')).toEqual([soon.id]);
    expect(await listed('ends_within_days=3&q=soon')).toEqual([]);
    const { body } = await manager.get('/v1/promotions?starts_within_days=0&active_at=noon').expect(422);
    expect(faults(body)).toEqual(['active_at IS_WALL_TIME', 'starts_within_days MIN']);
  });
});

it('the job ends what is over by the clocks of all its stores, and says so', async () => {
  const [early, late] = [await addPlace(t), await addPlace(t)];
  await query(t.dataSource, `UPDATE locations SET time_zone = 'Asia/Tokyo' WHERE id = $1`, [early]);
  await query(t.dataSource, `UPDATE locations SET time_zone = 'America/Los_Angeles' WHERE id = $1`, [late]);
  const ends_at = '2026-11-20';
  const inTokyo = await make({ ends_at, location_ids: [early] });
  const everywhere = await make({ ends_at });
  const isActive = async (id: string) =>
    ((await manager.get(`/v1/promotions/${id}`).expect(200)).body as { is_active: boolean }).is_active;
  const run = async (at: string) => {
    now = new Date(at);
    await query(t.dataSource, `SELECT graphile_worker.add_job('pricing:end_promotions')`);
    await t.drainJobs();
    return [await isActive(inTokyo.id), await isActive(everywhere.id)];
  };
  expect(await run('2026-11-20T14:59:59Z')).toEqual([true, true]);
  expect(await run('2026-11-20T15:00:00Z')).toEqual([false, true]);
  expect(await run('2026-11-21T07:59:59Z')).toEqual([false, true]);
  expect(await run('2026-11-21T08:00:00Z')).toEqual([false, false]);
  now = new Date('2026-11-20T12:00:00Z');
  const text = `SELECT action, after ->> 'is_active' AS is_active FROM audit_log WHERE subject_id = $1 ORDER BY id DESC LIMIT 1`;
  expect(await query(t.dataSource, text, [inTokyo.id])).toEqual([
    { action: 'promotion.ended', is_active: 'false' },
  ]);
});

it('tells what a promotion did', async () => {
  const { id } = await make({ usage_limit: 10, budget: 5 });
  const path = `/v1/promotions/${id}/performance`;
  expect((await manager.get(path).expect(200)).body).toEqual({
    promotion_id: id,
    used: 0,
    released: 0,
    uses: 0,
    amount: 0,
    released_amount: 0,
    customers: 0,
    coupons: 0,
    first_used_at: null,
    last_used_at: null,
    uses_left: 10,
    budget_left: 5,
  });
  await use(id, 1.5);
  await use(id, 2);
  const text = `SELECT sale_id FROM promotion_redemptions WHERE promotion_id = $1 ORDER BY id LIMIT 1`;
  const [{ sale_id }] = (await query<{ sale_id: string }>(t.dataSource, text, [id])) as [{ sale_id: string }];
  const ledger = t.app.get(PromotionLedger, { strict: false });
  const undo = {
    sale_id,
    document_id: newId(),
    actor_id: manager.user_id,
    occurred_at: now,
    lines: 'all' as const,
  };
  await t.dataSource.transaction((tx) => ledger.release(tx, undo));
  expect((await manager.get(path).expect(200)).body).toMatchObject({
    used: 2,
    released: 1,
    uses: 1,
    amount: 2,
    released_amount: 1.5,
    customers: 2,
    uses_left: 9,
    budget_left: 3,
  });
  await manager.get(`/v1/promotions/${newId()}/performance`).expect(404);
});
