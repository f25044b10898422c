import { newId } from '../../../src/common/database/new-id.js';
import { DEFAULT_PROGRAM_ID } from '../../../src/loyalty/index.js';
import { aProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aMember, aProgram, fields, problem, type Body } from './loyalty-fixtures.js';

let t: TestApp;
let admin: Client;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
afterAll(() => t.close());

const PROGRAMS = '/v1/loyalty-programs';
const TIERS = [
  { code: 'gold', name: 'Gold', threshold_points: 500, earn_multiplier: 1.5 },
  { code: 'bronze', name: 'Bronze', threshold_points: 0, earn_multiplier: 1 },
];

describe('programs', () => {
  it('begin with one that is called Standard', async () => {
    const { body } = await admin.get(`${PROGRAMS}/${DEFAULT_PROGRAM_ID}`).expect(200);
    expect(body).toMatchObject({
      name: 'Standard',
      is_active: true,
      points_per_unit: 1,
      redemption_value: 0.01,
      min_redemption_points: 0,
      expiry_months: null,
      tier_window_days: 365,
    });
    const codes = (body as { tiers: { code: string }[] }).tiers.map(({ code }) => code);
    expect(codes).toEqual(['bronze', 'silver', 'gold', 'platinum']);
  });

  it('are made, changed in part, and shown as they are', async () => {
    const given = {
      name: ' Coffee club ',
      points_per_unit: 2.5,
      redemption_value: 0.0125,
      min_redemption_points: 100,
      expiry_months: 24,
      tier_window_days: 90,
      tiers: TIERS,
    };
    const created = await aProgram(admin, given);
    expect(created).toMatchObject({ ...given, name: 'Coffee club', tiers: [TIERS[1], TIERS[0]], version: 1 });
    const path = `${PROGRAMS}/${created.id}`;
    expect((await admin.get(path).expect(200)).body).toEqual(created);
    const changed = await admin.patch(path, { expiry_months: null, is_active: false }).expect(200);
    expect(changed.body).toMatchObject({ expiry_months: null, is_active: false, tiers: created['tiers'] });
    const fewer = await admin.put(path, { tiers: [{ ...TIERS[1], code: ' BRONZE ' }] }).expect(200);
    expect(fewer.body).toMatchObject({ tiers: [TIERS[1]], version: 3 });
    await admin.patch(path, { name: 'x' }).set('if-match', '"1"').expect(412);
    const log = await admin.get(`/v1/audit-log?subject_id=${created.id}`).expect(200);
    expect((log.body as { action: string }[]).map(({ action }) => action)).toEqual([
      'loyalty_program.updated',
      'loyalty_program.updated',
      'loyalty_program.created',
    ]);
  });

  it('name every wrong field at once', async () => {
    const wrong = {
      name: '',
      is_active: 'yes',
      points_per_unit: -1,
      redemption_value: 0.00001,
      min_redemption_points: 1.5,
      expiry_months: 0,
      tier_window_days: null,
      tiers: [{ code: '', name: 'x', threshold_points: -1, earn_multiplier: 101 }],
      color: 'red',
    };
    const refused = await admin.post(PROGRAMS, wrong).expect(422);
    expect(fields(refused)).toEqual(
      [
        ...Object.keys(wrong).filter((field) => field !== 'tiers'),
        'tiers.0.code',
        'tiers.0.threshold_points',
        'tiers.0.earn_multiplier',
      ].sort(),
    );
    const twice = await admin.post(PROGRAMS, { name: 'x', tiers: [TIERS[0], TIERS[0]] }).expect(422);
    expect(fields(twice)).toEqual(['tiers.1.code', 'tiers.1.threshold_points']);
  });

  it('have names of their own', async () => {
    const { name } = await aProgram(admin);
    const refused = await admin.post(PROGRAMS, { name }).expect(409);
    expect(problem(refused).code).toBe('LOYALTY_PROGRAM_NAME_TAKEN');
    const other = await aProgram(admin);
    await admin.patch(`${PROGRAMS}/${other.id}`, { name }).expect(409);
  });

  it('are deleted unless somebody takes part', async () => {
    const empty = await aProgram(admin, { tiers: TIERS });
    await admin.delete(`${PROGRAMS}/${empty.id}`).expect(204);
    await admin.get(`${PROGRAMS}/${empty.id}`).expect(404);
    const used = await aProgram(admin);
    await aMember(admin, used);
    expect(problem(await admin.delete(`${PROGRAMS}/${used.id}`).expect(409)).code).toBe(
      'LOYALTY_PROGRAM_IN_USE',
    );
    expect(problem(await admin.delete(`${PROGRAMS}/${DEFAULT_PROGRAM_ID}`).expect(409)).code).toBe(
      'DEFAULT_LOYALTY_PROGRAM',
    );
  });

  it('are listed in pages, and by whether they are active', async () => {
    await aProgram(admin, { name: 'Zz closed', is_active: false });
    const { body } = await admin.get(`${PROGRAMS}?is_active=false&sort=-name&limit=1`).expect(200);
    expect(body).toEqual([expect.objectContaining({ name: 'Zz closed' })]);
    const first = await admin.get(`${PROGRAMS}?limit=2`).expect(200);
    const next = /<(.+)>; rel="next"/.exec(first.headers['link']!)![1]!;
    const second = await admin.get(next).expect(200);
    const ids = [...(first.body as Body[]), ...(second.body as Body[])].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    await admin.get(`${PROGRAMS}?sort=color`).expect(422);
  });

  it('are read by cashiers and written by managers', async () => {
    const cashier = await t.as('cashier');
    await cashier.get(PROGRAMS).expect(200);
    await cashier.post(PROGRAMS, { name: 'Mine' }).expect(403);
    await cashier.patch(`${PROGRAMS}/${DEFAULT_PROGRAM_ID}`, { points_per_unit: 100 }).expect(403);
    await cashier.delete(`${PROGRAMS}/${DEFAULT_PROGRAM_ID}`).expect(403);
    const manager = await t.as('manager');
    await manager.post(PROGRAMS, { name: 'Managed' }).expect(201);
    await t.http.get(PROGRAMS).expect(401);
  });
});

describe('earn rules', () => {
  const rules = (program: Body) => `${PROGRAMS}/${program.id}/earn-rules`;

  it('say what a product, a category or a brand earns', async () => {
    const program = await aProgram(admin);
    const product = await aProduct(admin);
    const category = (await admin.post('/v1/categories', { name: `Tobacco ${newId()}` }).expect(201))
      .body as Body;
    const brand = (await admin.post('/v1/brands', { name: `Acme ${newId()}` }).expect(201)).body as Body;
    const none = { product_id: null, category_id: null, brand_id: null };
    const given = [
      { ...none, product_id: product.id, points_per_unit: 0, multiplier: null },
      { ...none, category_id: category.id, points_per_unit: null, multiplier: 2 },
      { ...none, brand_id: brand.id, points_per_unit: 1.5, multiplier: null },
    ];
    for (const rule of given) {
      expect((await admin.post(rules(program), rule).expect(201)).body).toMatchObject(rule);
    }
    const { body } = await admin.get(rules(program)).expect(200);
    expect(body).toMatchObject(given);
    const byBrand = await admin.get(`${rules(program)}?brand_id=${brand.id}`).expect(200);
    expect(byBrand.body).toHaveLength(1);
    const [rule] = byBrand.body as [Body];
    const again = await admin.post(rules(program), given[2]).expect(409);
    expect(problem(again)).toMatchObject({ code: 'EARN_RULE_TAKEN', field: 'brand_id' });

    const path = `${rules(program)}/${rule.id}`;
    const changed = await admin.patch(path, { multiplier: 3 }).expect(200);
    expect(changed.body).toMatchObject({ points_per_unit: null, multiplier: 3, version: 2 });
    expect(fields(await admin.put(path, { multiplier: null }).expect(422))).toEqual(['points_per_unit']);
    await admin.put(path, { multiplier: 1, points_per_unit: 1 }).expect(422);
    await admin.patch(path, { points_per_unit: 1 }).set('if-match', '"1"').expect(412);
    const other = await aProgram(admin);
    await admin.patch(`${rules(other)}/${rule.id}`, { multiplier: 1 }).expect(404);
    await admin.delete(`${rules(other)}/${rule.id}`).expect(404);
    await admin.delete(path).expect(204);
    await admin.delete(path).expect(404);
  });

  it('have one target, which exists, and one rate', async () => {
    const program = await aProgram(admin);
    const refused = async (rule: object) => fields(await admin.post(rules(program), rule).expect(422));
    const product_id = newId();
    expect(await refused({})).toEqual(['points_per_unit', 'product_id']);
    expect(await refused({ product_id, brand_id: newId(), points_per_unit: 1 })).toEqual([
      'brand_id',
      'product_id',
    ]);
    expect(await refused({ product_id, points_per_unit: 1, multiplier: 1 })).toEqual([
      'multiplier',
      'points_per_unit',
    ]);
    expect(await refused({ product_id: 'x', multiplier: -1 })).toEqual(['multiplier', 'product_id']);
    for (const target of ['product', 'category', 'brand']) {
      const unknown = await admin
        .post(rules(program), { [`${target}_id`]: newId(), multiplier: 2 })
        .expect(422);
      expect(problem(unknown).code).toBe(`${target.toUpperCase()}_NOT_FOUND`);
    }
    await admin.get(`${PROGRAMS}/${newId()}/earn-rules`).expect(404);
    await admin.post(`${PROGRAMS}/${newId()}/earn-rules`, { product_id, multiplier: 2 }).expect(404);
  });

  it('are read by cashiers and written by managers', async () => {
    const program = await aProgram(admin);
    const cashier = await t.as('cashier');
    await cashier.get(rules(program)).expect(200);
    await cashier.post(rules(program), {}).expect(403);
    await cashier.patch(`${rules(program)}/${newId()}`, {}).expect(403);
    await cashier.delete(`${rules(program)}/${newId()}`).expect(403);
  });
});
