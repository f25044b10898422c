import { expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface Report {
  checks: { name: string; drift_count: number }[];
}

describe('the integrity of the catalogue', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
    for (const [path, first, second] of [
      ['/v1/categories', { name: 'Top' }, { name: 'Below' }],
      ['/v1/product-groups', { code: 'TOP', name: 'Top' }, { code: 'BELOW', name: 'Below' }],
    ] as const) {
      const { body } = await admin.post(path, first).expect(201);
      await admin.post(path, { ...second, parent_id: (body as { id: string }).id }).expect(201);
    }
    const component = (code: string, rate: number) => ({ code, name: code, rate, is_compound: true });
    const components = [component('A', 5), component('B', 9.975), component('C', 1.3333)];
    await admin.post('/v1/tax-groups', { code: 'T', name: 'T', components }).expect(201);
    await admin.post('/v1/tax-groups', { code: 'S', name: 'S', rate: 20 }).expect(201);
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  it.each([
    ['category_paths', `UPDATE categories SET path = '{}' WHERE parent_id IS NOT NULL`, 'categories'],
    [
      'product_group_paths',
      `UPDATE product_groups SET path = path || path WHERE parent_id IS NULL`,
      'product_groups',
    ],
    ['tax_group_rates', `UPDATE tax_groups SET rate = rate + 0.0001 WHERE code = 'T'`, 'tax_groups'],
  ])('%s finds what was changed behind its back', async (name, tampering, table) => {
    const column = table === 'tax_groups' ? 'rate' : 'path';
    await t.dataSource.query(`CREATE TABLE sound AS SELECT id, ${column} AS kept FROM ${table}`);
    await t.dataSource.query(tampering);
    const { body } = await admin.get('/v1/integrity').expect(200);
    const found = (body as Report).checks
      .filter(({ drift_count }) => drift_count > 0)
      .map((check) => check.name);
    await t.dataSource.query(`UPDATE ${table} SET ${column} = s.kept FROM sound s WHERE s.id = ${table}.id`);
    await t.dataSource.query('DROP TABLE sound');
    expect(found).toEqual([name]);
  });
});
