import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { auditOf, fieldErrors, wrongFields } from './catalog-fixtures.js';

interface Row {
  id: string;
  code: string;
  is_default: boolean;
}

describe('units and tax groups', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  afterAll(() => t.close());

  async function create(path: string, body: object): Promise<Row> {
    return (await admin.post(path, body).expect(201)).body as Row;
  }

  describe('/v1/units', () => {
    it('has the common ones built in, which stay as they are', async () => {
      const units = (await admin.get('/v1/units').expect(200)).body as Row[];
      expect(units.map(({ code }) => code).sort()).toEqual(['g', 'kg', 'l', 'm', 'ml', 'pc']);
      const kg = units.find(({ code }) => code === 'kg')!;
      expect(kg).toMatchObject({ kind: 'weight', decimal_places: 3, base_factor: 1000, is_system: true });
      expect((await admin.delete(`/v1/units/${kg.id}`).expect(409)).body).toMatchObject({
        code: 'SYSTEM_UNIT',
      });
      await admin.patch(`/v1/units/${kg.id}`, { decimal_places: 0 }).expect(409);
      await admin.patch(`/v1/units/${kg.id}`, { name: 'Kilo' }).expect(200);
    });

    it('takes new ones, pieces only whole', async () => {
      const pound = await create('/v1/units', {
        code: 'lb',
        name: 'Pound',
        kind: 'weight',
        base_factor: 453.59237,
      });
      expect(pound).toMatchObject({ symbol: 'lb', decimal_places: 3, base_factor: 453.59237, version: 1 });
      expect(await create('/v1/units', { code: 'dz', name: 'Dozen', kind: 'piece' })).toMatchObject({
        decimal_places: 0,
      });
      const refused = await admin
        .post('/v1/units', { code: 'hp', name: 'Half', kind: 'piece', decimal_places: 1 })
        .expect(422);
      expect(fieldErrors(refused.body)).toEqual(['decimal_places FRACTIONAL_PIECES']);
      expect(
        (await admin.post('/v1/units', { code: 'LB', name: 'x', kind: 'weight' }).expect(409)).body,
      ).toMatchObject({
        code: 'UNIT_CODE_TAKEN',
      });
      const wrong = await admin
        .post('/v1/units', { code: ' a', kind: 'time', decimal_places: 4, base_factor: 0 })
        .expect(422);
      expect(wrongFields(wrong.body)).toEqual(['base_factor', 'code', 'decimal_places', 'kind', 'name']);
    });

    it('keeps its meaning while products are counted in it', async () => {
      const box = await create('/v1/units', { code: 'sqm', name: 'Square metre', kind: 'area' });
      await admin.patch(`/v1/units/${box.id}`, { decimal_places: 2 }).expect(200);
      await admin.post('/v1/products', { name: 'Carpet', price: 30, unit: 'SQM' }).expect(201);
      for (const change of [{ decimal_places: 1 }, { kind: 'length' }, { base_factor: 2 }]) {
        expect((await admin.patch(`/v1/units/${box.id}`, change).expect(409)).body).toMatchObject({
          code: 'UNIT_IN_USE',
        });
      }
      await admin.patch(`/v1/units/${box.id}`, { symbol: 'm²' }).set('if-match', '"2"').expect(200);
      await admin.patch(`/v1/units/${box.id}`, { symbol: 'm2' }).set('if-match', '"2"').expect(412);
      expect((await admin.delete(`/v1/units/${box.id}`).expect(409)).body).toMatchObject({
        code: 'UNIT_IN_USE',
      });
    });

    it('may be told more finely while it is in use: every quantity stays as it was', async () => {
      const reel = await create('/v1/units', {
        code: 'reel',
        name: 'Reel',
        kind: 'length',
        decimal_places: 1,
      });
      await admin
        .post('/v1/products', { name: 'Cable', price: 3, unit: 'reel', min_stock_level: 0.5 })
        .expect(201);
      expect(
        (await admin.patch(`/v1/units/${reel.id}`, { decimal_places: 2 }).expect(200)).body,
      ).toMatchObject({
        decimal_places: 2,
      });
      await admin.patch(`/v1/units/${reel.id}`, { kind: 'piece', decimal_places: 0 }).expect(409);
    });

    it('is put out of use without harm to what has it, and found by name, kind and use', async () => {
      const gross = await create('/v1/units', {
        code: 'gro',
        name: 'Gross',
        kind: 'piece',
        description: 'Twelve dozen',
        sort_order: 7,
      });
      expect(gross).toMatchObject({ is_active: true, description: 'Twelve dozen', sort_order: 7 });
      const made = await admin.post('/v1/products', { name: 'Nails', price: 9, unit: 'gro' }).expect(201);
      const { id } = made.body as { id: string };
      await admin.patch(`/v1/units/${gross.id}`, { is_active: false }).expect(200);
      await admin.patch(`/v1/products/${id}`, { price: 8, unit: 'GRO' }).expect(200);
      const refused = await admin.post('/v1/products', { name: 'Screws', price: 9, unit: 'gro' }).expect(422);
      expect(fieldErrors(refused.body)).toEqual(['unit UNIT_INACTIVE']);
      const codes = async (query: string): Promise<string[]> =>
        ((await admin.get(`/v1/units?${query}`).expect(200)).body as Row[]).map(({ code }) => code);
      expect(await codes('is_active=false')).toEqual(['gro']);
      expect(await codes('q=kilo')).toEqual(['kg']);
      expect(await codes('kind=volume')).toEqual(['l', 'ml']);
      const [piece] = (await admin.get('/v1/units?q=piece').expect(200)).body as Row[];
      expect(
        (await admin.patch(`/v1/units/${piece!.id}`, { is_active: false }).expect(409)).body,
      ).toMatchObject({
        code: 'SYSTEM_UNIT',
      });
    });

    it('is written only with catalog:write', async () => {
      await (await t.as('cashier')).post('/v1/units', { code: 'x', name: 'x', kind: 'piece' }).expect(403);
    });
  });

  describe('/v1/tax-groups', () => {
    it('keeps exactly one default, which new products get', async () => {
      const untaxed = await admin.post('/v1/products', { name: 'Before any group', price: 1 }).expect(201);
      expect(untaxed.body).toMatchObject({ tax_group_id: null });

      const standard = await create('/v1/tax-groups', {
        code: 'A',
        name: 'Standard',
        rate: 20,
        is_default: true,
      });
      const reduced = await create('/v1/tax-groups', {
        code: 'B',
        name: 'Reduced',
        rate: 5.5,
        is_default: true,
      });
      const groups = (await admin.get('/v1/tax-groups?sort=-rate').expect(200)).body as Row[];
      expect(groups.map(({ code, is_default }) => [code, is_default])).toEqual([
        ['A', false],
        ['B', true],
      ]);
      await admin.patch(`/v1/tax-groups/${standard.id}`, { is_default: true }).expect(200);

      const taxed = await admin.post('/v1/products', { name: 'Taxed', price: 1 }).expect(201);
      expect(taxed.body).toMatchObject({ tax_group_id: standard.id });
      const chosen = await admin
        .post('/v1/products', { name: 'Free', price: 1, tax_group_id: null })
        .expect(201);
      expect(chosen.body).toMatchObject({ tax_group_id: null });
      expect((await admin.get(`/v1/tax-groups/${reduced.id}`)).body).toMatchObject({ is_default: false });
    });

    it('lets many become the default at once and ends with one', async () => {
      const made = await Promise.all(
        ['P', 'Q', 'R', 'S'].map((code) =>
          admin.post('/v1/tax-groups', { code, name: code, rate: 1, is_default: true }),
        ),
      );
      expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
      const [{ count }] = (await t.dataSource.query<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM tax_groups WHERE is_default`,
      )) as [{ count: number }];
      expect(count).toBe(1);
    });

    it('takes a rate as a percentage: 1 is one percent', async () => {
      const one = await create('/v1/tax-groups', { code: 'ONE', name: 'One percent', rate: 1 });
      expect(one).toMatchObject({ rate: 1, prices_include_tax: null, is_default: false });
      for (const rate of [-1, 100.5, '20', null]) {
        const wrong = await admin.post('/v1/tax-groups', { code: 'W', name: 'Wrong', rate }).expect(422);
        expect(wrongFields(wrong.body)).toEqual(['rate']);
      }
    });

    it('audits a change of rate with before and after', async () => {
      const group = await create('/v1/tax-groups', { code: 'CHG', name: 'Changing', rate: 19 });
      await admin.patch(`/v1/tax-groups/${group.id}`, { rate: 21 }).expect(200);
      expect((await auditOf(t, group.id)).at(-1)).toMatchObject({ action: 'tax_group.updated' });
      const [last] = (await auditOf(t, group.id)).slice(-1);
      expect([Number(last?.before?.['rate']), Number(last?.after?.['rate'])]).toEqual([19, 21]);
    });

    it('refuses a taken code, deletion in use and callers who may not write', async () => {
      const used = await create('/v1/tax-groups', { code: 'USED', name: 'Used', rate: 10 });
      expect(
        (await admin.post('/v1/tax-groups', { code: 'used', name: 'x', rate: 1 }).expect(409)).body,
      ).toMatchObject({
        code: 'TAX_GROUP_CODE_TAKEN',
      });
      await admin.post('/v1/products', { name: 'User', price: 1, tax_group_id: used.id }).expect(201);
      expect((await admin.delete(`/v1/tax-groups/${used.id}`).expect(409)).body).toMatchObject({
        code: 'TAX_GROUP_IN_USE',
      });
      await (await t.as('inventory_officer')).patch(`/v1/tax-groups/${used.id}`, { rate: 0 }).expect(403);
    });
  });
});
