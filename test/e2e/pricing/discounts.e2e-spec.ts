import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { addProduct } from '../../support/builders/goods.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

let t: TestApp;
let manager: Client;
let jam: string;
let tea: string;

beforeAll(async () => {
  t = await startTestApp();
  manager = await t.as('manager');
  jam = await addProduct(t.dataSource, { sku: 'JAM', price: '4.00' });
  tea = await addProduct(t.dataSource, { sku: 'TEA', price: '3.00' });
});
afterAll(() => t?.close());

interface Discount {
  id: string;
  version: number;
}

async function make(changes: object = {}): Promise<Discount> {
  const body = { name: 'Ten off', type: 'percentage', value: 10, ...changes };
  return (await manager.post('/v1/discounts', body).expect(201)).body as Discount;
}

function fields(body: unknown): [string, string][] {
  return (body as { errors: { field: string; code: string }[] }).errors.map(({ field, code }) => [
    field,
    code,
  ]);
}

async function audited(
  id: string,
): Promise<{ action: string; before: object | null; after: object | null }[]> {
  const text = `SELECT action, before, after FROM audit_log WHERE subject_id = $1 ORDER BY id`;
  return query(t.dataSource, text, [id]);
}

describe('making and reading', () => {
  it('makes a discount, keeps its code in upper case and its products once', async () => {
    const { body, headers } = await manager
      .post('/v1/discounts', {
        name: ' Autumn jam ',
        code: 'jam-10',
        type: 'percentage',
        value: 12.5,
        applicable_products: [jam, jam.toUpperCase(), tea],
        start_date: '2026-11-01',
        end_date: '2026-11-30',
      })
      .expect(201);
    expect(body).toMatchObject({
      version: 1,
      name: 'Autumn jam',
      code: 'JAM-10',
      type: 'percentage',
      value: 12.5,
      applicable_products: [jam, tea].sort(),
      start_date: '2026-11-01',
      end_date: '2026-11-30',
      is_active: true,
    });
    expect(headers['etag']).toBe('"1"');
    const read = await manager.get(`/v1/discounts/${body.id}`).expect(200);
    expect(read.body).toEqual(body);
    expect(await audited(body.id)).toMatchObject([
      { action: 'discount.created', before: null, after: { value: 12.5 } },
    ]);
  });

  it('names every wrong field at once', async () => {
    const { body } = await manager
      .post('/v1/discounts', {
        name: ' ',
        code: 'a b',
        type: 'gift',
        value: 0,
        applicable_products: ['x'],
        start_date: '2026-02-30',
        end_date: '20-11-2026',
        is_active: 'yes',
        sort: 1,
      })
      .expect(422);
    expect(fields(body).sort()).toEqual([
      ['applicable_products', 'IS_UUID'],
      ['code', 'MATCHES'],
      ['end_date', 'IS_DAY'],
      ['is_active', 'IS_BOOLEAN'],
      ['name', 'IS_TEXT'],
      ['sort', 'UNKNOWN_FIELD'],
      ['start_date', 'IS_DAY'],
      ['type', 'IS_IN'],
      ['value', 'IS_MONEY'],
    ]);
  });

  it('names terms that do not go together and every product that does not exist', async () => {
    const { body } = await manager
      .post('/v1/discounts', {
        name: 'Wrong',
        type: 'percentage',
        value: 100.5,
        start_date: '2026-11-30',
        end_date: '2026-11-29',
        applicable_products: [newId(), jam, newId()],
      })
      .expect(422);
    expect(fields(body)).toEqual([
      ['value', 'PERCENTAGE_TOO_HIGH'],
      ['end_date', 'END_BEFORE_START'],
      ['applicable_products.0', 'PRODUCT_NOT_FOUND'],
      ['applicable_products.2', 'PRODUCT_NOT_FOUND'],
    ]);
    expect(await query(t.dataSource, `SELECT FROM discounts WHERE name = 'Wrong'`)).toEqual([]);
  });

  it('lets an amount exceed 100 and refuses a taken code, also while both are made at once', async () => {
    await make({ type: 'fixed_amount', value: 250, code: 'BIG' });
    const { body } = await manager
      .post('/v1/discounts', { name: 'B', type: 'percentage', value: 1, code: 'big' })
      .expect(409);
    expect(body).toMatchObject({ code: 'DISCOUNT_CODE_TAKEN', discount_code: 'BIG' });

    const racing = await Promise.all(
      [1, 2, 3].map(() =>
        manager.post('/v1/discounts', { name: 'R', type: 'percentage', value: 1, code: 'RACE' }),
      ),
    );
    expect(racing.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('answers 404 for an unknown one and 422 for no UUID', async () => {
    const { body } = await manager.get(`/v1/discounts/${newId()}`).expect(404);
    expect(body).toMatchObject({ code: 'DISCOUNT_NOT_FOUND' });
    expect(fields((await manager.get('/v1/discounts/first').expect(422)).body)).toEqual([['id', 'IS_UUID']]);
  });
});

describe('changing', () => {
  it('changes what is sent, clears by null and keeps the rest, by PUT and PATCH', async () => {
    const { id } = await make({ code: 'KEEP', applicable_products: [jam], end_date: '2026-12-31' });
    const put = await manager.put(`/v1/discounts/${id}`, { value: 20, end_date: null }).expect(200);
    expect(put.body).toMatchObject({
      version: 2,
      code: 'KEEP',
      value: 20,
      end_date: null,
      applicable_products: [jam],
    });
    const patch = await manager
      .patch(`/v1/discounts/${id}`, { applicable_products: [tea], code: null })
      .expect(200);
    expect(patch.body).toMatchObject({ version: 3, code: null, applicable_products: [tea], value: 20 });
    const cleared = await manager.patch(`/v1/discounts/${id}`, { applicable_products: null }).expect(200);
    expect(cleared.body).toMatchObject({ version: 4, applicable_products: [] });
    const [, first, second] = await audited(id);
    expect(first).toMatchObject({
      action: 'discount.updated',
      before: { value: 10 },
      after: { value: 20, end_date: null },
    });
    expect(second).toMatchObject({
      before: { applicable_products: [jam] },
      after: { applicable_products: [tea] },
    });
  });

  it('holds a partial change against what is stored', async () => {
    const amount = await make({ type: 'fixed_amount', value: 150, start_date: '2026-11-10' });
    const { body } = await manager
      .patch(`/v1/discounts/${amount.id}`, {
        type: 'percentage',
        end_date: '2026-11-09',
        applicable_products: [newId()],
      })
      .expect(422);
    expect(fields(body)).toEqual([
      ['value', 'PERCENTAGE_TOO_HIGH'],
      ['end_date', 'END_BEFORE_START'],
      ['applicable_products.0', 'PRODUCT_NOT_FOUND'],
    ]);
    const { body: nulls } = await manager
      .patch(`/v1/discounts/${amount.id}`, { name: null, type: null, value: null, is_active: null })
      .expect(422);
    expect([...new Set(fields(nulls).map(([field]) => field))].sort()).toEqual([
      'is_active',
      'name',
      'type',
      'value',
    ]);
    expect((await manager.get(`/v1/discounts/${amount.id}`)).body).toMatchObject({ version: 1, value: 150 });
  });

  it('refuses a stale change and a stale deletion', async () => {
    const { id } = await make();
    await manager.patch(`/v1/discounts/${id}`, { value: 11 }).set('if-match', '"1"').expect(200);
    const stale = await manager
      .patch(`/v1/discounts/${id}`, { value: 12 })
      .set('if-match', '"1"')
      .expect(412);
    expect(stale.body).toMatchObject({ code: 'STALE_VERSION', current_version: 2 });
    await manager.delete(`/v1/discounts/${id}`).set('if-match', '"1"').expect(412);
    await manager.delete(`/v1/discounts/${id}`).set('if-match', '"2"').expect(204);
    await manager.patch(`/v1/discounts/${id}`, { value: 12 }).expect(404);
    await manager.delete(`/v1/discounts/${id}`).expect(404);
  });

  it('refuses the code of another', async () => {
    await make({ code: 'MINE' });
    const { id } = await make();
    await manager.patch(`/v1/discounts/${id}`, { code: 'mine' }).expect(409);
  });
});

describe('ending', () => {
  it('deletes one that no sale used, and the products that pointed to it point nowhere', async () => {
    const { id } = await make({ applicable_products: [jam] });
    const pointing = await addProduct(t.dataSource, { sku: 'POINTING', price: '1.00', discount_id: id });
    await manager.delete(`/v1/discounts/${id}`).expect(204);
    await manager.get(`/v1/discounts/${id}`).expect(404);
    expect(await query(t.dataSource, `SELECT discount_id FROM products WHERE id = $1`, [pointing])).toEqual([
      { discount_id: null },
    ]);
    expect((await audited(id)).at(-1)).toMatchObject({ action: 'discount.deleted', after: null });
  });

  it('switches off one that something refers to', async () => {
    const { id } = await make();
    // Whatever refers to discounts protects them; this stands for a sale.
    await t.dataSource.query(
      `CREATE TABLE test_sales (discount_id uuid REFERENCES discounts (id) ON DELETE RESTRICT)`,
    );
    await query(t.dataSource, `INSERT INTO test_sales VALUES ($1)`, [id]);
    await manager.delete(`/v1/discounts/${id}`).expect(204);
    expect((await manager.get(`/v1/discounts/${id}`).expect(200)).body).toMatchObject({
      is_active: false,
      version: 2,
    });
    expect((await audited(id)).at(-1)).toMatchObject({
      action: 'discount.deactivated',
      after: { is_active: false },
    });
    await t.dataSource.query(`DROP TABLE test_sales`);
  });
});

describe('listing', () => {
  it('filters, sorts and pages', async () => {
    const names = ['Zebra A', 'Zebra B', 'Zebra C'];
    for (const name of names) await make({ name, applicable_products: name === 'Zebra B' ? [tea] : null });
    await make({ name: 'Zebra %', type: 'fixed_amount', value: 5, is_active: false });
    await make({ name: 'Zebra old', end_date: '2020-12-31' });
    const list = async (filters: string): Promise<string[]> =>
      (
        (await manager.get(`/v1/discounts?q=zebra&sort=name&${filters}`).expect(200)).body as {
          name: string;
        }[]
      ).map(({ name }) => name);
    expect(await list('')).toEqual(['Zebra %', ...names, 'Zebra old']);
    expect(await list('is_active=false')).toEqual(['Zebra %']);
    expect(await list('type=fixed_amount')).toEqual(['Zebra %']);
    expect(await list(`product_id=${tea}`)).toEqual(['Zebra B']);
    expect(await list('in_force_on=2026-11-20')).toEqual(names);
    expect((await manager.get('/v1/discounts?q=%25').expect(200)).body).toMatchObject([{ name: 'Zebra %' }]);

    const first = await manager.get('/v1/discounts?q=zebra&sort=-name&limit=2&count=true').expect(200);
    expect(first.headers['x-total-count']).toBe('5');
    const next = /<([^>]+)>; rel="next"/.exec(first.headers['link'] as string)![1]!;
    const second = await manager.get(next).expect(200);
    expect([...first.body, ...second.body].map(({ name }: { name: string }) => name)).toEqual([
      'Zebra old',
      'Zebra C',
      'Zebra B',
      'Zebra A',
    ]);
  });

  it('refuses filters it does not know', async () => {
    const { body } = await manager
      .get('/v1/discounts?type=x&in_force_on=now&product_id=1&is_active=2')
      .expect(422);
    expect(
      fields(body)
        .map(([field]) => field)
        .sort(),
    ).toEqual(['in_force_on', 'is_active', 'product_id', 'type']);
    expect(fields((await manager.get('/v1/discounts?sort=value').expect(422)).body)).toEqual([
      ['sort', 'UNKNOWN_SORT_FIELD'],
    ]);
  });
});

describe('permissions', () => {
  it('lets everybody who reads see discounts, and only those with pricing:write change them', async () => {
    const { id } = await make();
    const cashier = await t.as('cashier');
    await cashier.get('/v1/discounts').expect(200);
    await cashier.get(`/v1/discounts/${id}`).expect(200);
    await cashier.post('/v1/discounts', { name: 'X', type: 'percentage', value: 1 }).expect(403);
    await cashier.put(`/v1/discounts/${id}`, { value: 90 }).expect(403);
    await cashier.patch(`/v1/discounts/${id}`, { value: 90 }).expect(403);
    await cashier.delete(`/v1/discounts/${id}`).expect(403);
    await t.http.get('/v1/discounts').expect(401);
  });
});
