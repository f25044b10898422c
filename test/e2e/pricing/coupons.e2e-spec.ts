import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { Clock } from '../../../src/common/time/clock.js';
import { Decimal } from '../../../src/common/money/decimal.js';
import { PromotionLedger } from '../../../src/pricing/index.js';
import { expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { addPlace, faults } from './price-fixtures.js';

let t: TestApp;
let manager: Client;
const NOW = new Date('2026-11-20T12:00:00Z');

beforeAll(async () => {
  t = await startTestApp();
  jest.spyOn(t.app.get(Clock), 'now').mockImplementation(() => NOW);
  manager = await t.as('manager');
});
afterAll(async () => {
  await expectNoDrift(await t.as('admin'));
  await t?.close();
});

async function promotion(fields: object = {}): Promise<string> {
  const body = { name: 'Ten off', kind: 'percentage', value: 10, requires_coupon: true, ...fields };
  return ((await manager.post('/v1/promotions', body).expect(201)).body as { id: string }).id;
}

async function coupon(promotion_id: string, fields: object): Promise<{ id: string; code: string }> {
  return (await manager.post(`/v1/promotions/${promotion_id}/coupons`, fields).expect(201)).body as {
    id: string;
    code: string;
  };
}

async function customer(name = 'Ann'): Promise<string> {
  return ((await manager.post('/v1/customers', { name }).expect(201)).body as { id: string }).id;
}

function use(promotion_id: string, coupon_id: string, customer_id: string | null = null): Promise<void> {
  const ledger = t.app.get(PromotionLedger, { strict: false });
  const sale = { sale_id: newId(), customer_id, actor_id: manager.user_id, occurred_at: NOW };
  const amount = new Decimal(1);
  const lines = [{ line_id: newId(), amount }];
  return t.dataSource.transaction((tx) =>
    ledger.redeem(tx, sale, [{ promotion_id, coupon_id, uses: 1, amount, lines }]),
  );
}

async function obstacles(code: string, query = ''): Promise<string[]> {
  const { body } = await manager.get(`/v1/coupons/${code}${query}`).expect(200);
  const { is_usable, obstacles: found } = body as { is_usable: boolean; obstacles: string[] };
  expect(is_usable).toBe(found.length === 0);
  return found;
}

it('makes, reads, changes and deletes a coupon', async () => {
  const promotion_id = await promotion();
  const path = `/v1/promotions/${promotion_id}/coupons`;
  const fields = { usage_limit: 5, usage_limit_per_customer: 1, expires_on: '2026-12-31' };
  const { body } = await manager.post(path, { code: ' welcome10 ', ...fields }).expect(201);
  expect(body).toMatchObject({
    ...fields,
    code: 'WELCOME10',
    promotion_id,
    customer_id: null,
    used_count: 0,
  });
  expect((await manager.get(`${path}/${body.id}`).expect(200)).body).toEqual(body);
  const changed = await manager
    .patch(`${path}/${body.id}`, { usage_limit: null, is_active: false })
    .expect(200);
  expect(changed.body).toMatchObject({ usage_limit: null, is_active: false, version: 2 });
  await manager.put(`${path}/${body.id}`, {}).set('if-match', '"1"').expect(412);
  await manager.delete(`${path}/${body.id}`).expect(204);
  await manager.get(`${path}/${body.id}`).expect(404);
});

it('names wrong fields, taken codes and what does not exist', async () => {
  const promotion_id = await promotion();
  const path = `/v1/promotions/${promotion_id}/coupons`;
  const wrong = { code: 'a!', usage_limit: 0, customer_id: 'x', expires_on: 'soon', is_active: null };
  expect(faults((await manager.post(path, wrong).expect(422)).body)).toEqual([
    'code MATCHES',
    'customer_id IS_UUID',
    'expires_on IS_DAY',
    'is_active IS_BOOLEAN',
    'usage_limit MIN',
  ]);
  expect(
    faults((await manager.post(path, { code: 'NOBODYS', customer_id: newId() }).expect(422)).body),
  ).toEqual(['customer_id CUSTOMER_NOT_FOUND']);
  const { id } = await coupon(promotion_id, { code: 'TAKEN' });
  expect((await manager.post(path, { code: 'taken' }).expect(409)).body).toMatchObject({
    code: 'COUPON_CODE_TAKEN',
  });
  expect(
    (await manager.post(`/v1/promotions/${newId()}/coupons`, { code: 'ORPHAN' }).expect(404)).body,
  ).toMatchObject({
    code: 'PROMOTION_NOT_FOUND',
  });
  const other = await promotion();
  await manager.get(`/v1/promotions/${other}/coupons/${id}`).expect(404);
  await manager.patch(`/v1/promotions/${other}/coupons/${id}`, {}).expect(404);
  await manager.delete(`/v1/promotions/${other}/coupons/${id}`).expect(404);
  await manager.get(`/v1/promotions/${newId()}/coupons`).expect(404);
  await (await t.as('cashier')).post(path, { code: 'MINE' }).expect(403);
});

it('keeps one that a sale used', async () => {
  const promotion_id = await promotion();
  const { id } = await coupon(promotion_id, { code: 'USED', usage_limit: 3 });
  await use(promotion_id, id);
  const path = `/v1/promotions/${promotion_id}/coupons/${id}`;
  expect((await manager.delete(path).expect(409)).body).toMatchObject({ code: 'COUPON_IN_USE' });
  expect((await manager.get(path).expect(200)).body).toMatchObject({ used_count: 1 });
});

it('generates codes that differ, in one statement, and lists them', async () => {
  const promotion_id = await promotion();
  const path = `/v1/promotions/${promotion_id}/coupons`;
  const wanted = { count: 500, prefix: 'xmas-', length: 8, usage_limit: 1, expires_on: '2026-12-24' };
  const { body } = await manager.post(`${path}/generate`, wanted).expect(201);
  const made = body as { code: string; usage_limit: number }[];
  expect(new Set(made.map(({ code }) => code)).size).toBe(500);
  expect(made.every(({ code, usage_limit }) => /^XMAS-[2-9A-Z]{8}$/.test(code) && usage_limit === 1)).toBe(
    true,
  );
  const first = await manager.get(`${path}?limit=200&count=true`).expect(200);
  expect(first.headers['x-total-count']).toBe('500');
  const found = await manager.get(`${path}?q=${made[0]!.code.toLowerCase()}`).expect(200);
  expect(found.body).toMatchObject([{ code: made[0]!.code }]);
  expect(
    faults((await manager.post(`${path}/generate`, { count: 1001, length: 4 }).expect(422)).body),
  ).toEqual(['count MAX', 'length MIN']);
  await manager.post(`/v1/promotions/${newId()}/coupons/generate`, { count: 1 }).expect(404);
  const text = `SELECT after FROM audit_log WHERE action = 'coupon.generated' AND subject_id = $1`;
  expect(await query(t.dataSource, text, [promotion_id])).toMatchObject([{ after: { count: 500 } }]);
});

describe('checking a code', () => {
  it('finds it in any case and tells what is left', async () => {
    const promotion_id = await promotion({ name: 'Tea' });
    await coupon(promotion_id, { code: 'TEA-5', usage_limit: 5, expires_on: '2026-11-20' });
    const { body } = await (await t.as('cashier')).get('/v1/coupons/tea-5').expect(200);
    expect(body).toEqual({
      code: 'TEA-5',
      promotion_id,
      promotion_name: 'Tea',
      is_usable: true,
      obstacles: [],
      uses_left: 5,
      expires_on: '2026-11-20',
    });
    expect((await manager.get('/v1/coupons/nothing').expect(404)).body).toMatchObject({
      code: 'COUPON_NOT_FOUND',
    });
  });

  it('tells everything that forbids it', async () => {
    const place = await addPlace(t);
    const over = await promotion({ ends_at: '2026-11-19', is_active: false, location_ids: [place] });
    await coupon(over, { code: 'OVER', is_active: false, expires_on: '2026-11-19' });
    expect(await obstacles('OVER')).toEqual([
      'COUPON_INACTIVE',
      'COUPON_EXPIRED',
      'PROMOTION_INACTIVE',
      'PROMOTION_OVER',
      'PROMOTION_ELSEWHERE',
    ]);
    await coupon(await promotion({ starts_at: '2026-11-21' }), { code: 'EARLY' });
    expect(await obstacles('EARLY')).toEqual(['PROMOTION_NOT_YET']);
    expect(await obstacles('OVER', `?location_id=${place}`)).not.toContain('PROMOTION_ELSEWHERE');
  });

  it('knows whose it is, and how often they used it', async () => {
    const [ann, bob] = [await customer(), await customer('Bob')];
    const promotion_id = await promotion({ usage_limit: 2 });
    const { id } = await coupon(promotion_id, {
      code: 'ANNS',
      customer_id: ann,
      usage_limit_per_customer: 1,
    });
    expect(await obstacles('ANNS')).toEqual(['CUSTOMER_REQUIRED']);
    expect(await obstacles('ANNS', `?customer_id=${bob}`)).toEqual(['COUPON_OF_ANOTHER_CUSTOMER']);
    expect(await obstacles('ANNS', `?customer_id=${ann}`)).toEqual([]);
    await use(promotion_id, id, ann);
    expect(await obstacles('ANNS', `?customer_id=${ann}`)).toEqual(['COUPON_USED_UP']);
    await coupon(promotion_id, { code: 'OTHER' });
    expect(await obstacles('OTHER')).toEqual([]);
    await use(promotion_id, (await coupon(promotion_id, { code: 'LAST' })).id);
    expect(await obstacles('OTHER')).toEqual(['PROMOTION_USED_UP']);
  });
});

describe("a customer's coupons and redemptions", () => {
  async function merge(into: string, from: string): Promise<void> {
    const admin = await t.as('admin');
    await admin.post(`/v1/customers/${into}/merge`, { from_ids: [from] }).expect(200);
  }

  function standing(promotion_id: string): Promise<object[]> {
    const text = `SELECT customer_id, sum(uses)::int AS uses, sum(amount)::float8 AS amount FROM promotion_redemptions
      WHERE promotion_id = $1 GROUP BY customer_id HAVING sum(uses) <> 0 OR sum(amount) <> 0`;
    return query(t.dataSource, text, [promotion_id]);
  }

  it('follow them into another customer, and once more, limits included', async () => {
    const [first, second, third] = [await customer('Twin'), await customer('Twin'), await customer('Twin')];
    const promotion_id = await promotion({ usage_limit_per_customer: 2, usage_limit: 10 });
    const { id } = await coupon(promotion_id, { code: 'TWINS', customer_id: first });
    await use(promotion_id, id, first);
    await use(promotion_id, id, second);
    await merge(second, first);
    expect(await standing(promotion_id)).toEqual([{ customer_id: second, uses: 2, amount: 2 }]);
    await expect(use(promotion_id, id, second)).rejects.toMatchObject({ code: 'PROMOTION_EXHAUSTED' });
    await merge(third, second);
    expect(
      (await manager.get(`/v1/promotions/${promotion_id}/coupons/${id}`).expect(200)).body,
    ).toMatchObject({
      customer_id: third,
    });
    expect(await standing(promotion_id)).toEqual([{ customer_id: third, uses: 2, amount: 2 }]);

    const ledger = t.app.get(PromotionLedger, { strict: false });
    const text = `SELECT DISTINCT sale_id FROM promotion_redemptions WHERE promotion_id = $1`;
    for (const { sale_id } of await query<{ sale_id: string }>(t.dataSource, text, [promotion_id])) {
      const sale = { sale_id, document_id: newId(), actor_id: manager.user_id, occurred_at: NOW };
      await t.dataSource.transaction((tx) => ledger.release(tx, { ...sale, lines: 'all' }));
    }
    expect(await standing(promotion_id)).toEqual([]);
    await use(promotion_id, id, third);
  });

  it('are in their export, and a coupon of somebody forgotten is worth nothing', async () => {
    const ann = await customer('Ann Export');
    const promotion_id = await promotion({ name: 'For Ann' });
    const { id } = await coupon(promotion_id, { code: 'FORANN', customer_id: ann, usage_limit: 3 });
    await use(promotion_id, id, ann);
    const admin = await t.as('admin');
    const { body } = await admin.get(`/v1/customers/${ann}/export`).expect(200);
    expect(JSON.stringify(body)).toContain('FORANN');
    expect(JSON.stringify(body)).toContain('For Ann');
    await admin.post(`/v1/customers/${ann}/anonymise`, { reason: 'Asked to be forgotten' }).expect(200);
    expect(await obstacles('FORANN', `?customer_id=${ann}`)).toEqual(['COUPON_INACTIVE']);
    expect(await standing(promotion_id)).toEqual([{ customer_id: ann, uses: 1, amount: 1 }]);
  });
});
