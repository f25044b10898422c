import type { Pool } from 'pg';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import {
  CatalogQueries,
  ProductRegistry,
  saleRefusal,
  type SaveProductDto,
} from '../../../src/catalog/index.js';
import { checkDigitOf } from '../../../src/catalog/domain/check-digit.js';
import { callerAs, startTestApp, type TestApp } from './catalog-app.js';

describe('CatalogQueries', () => {
  let t: TestApp;
  let queries: CatalogQueries;

  beforeAll(async () => {
    t = await startTestApp();
    queries = t.app.get(CatalogQueries, { strict: false });
  });
  afterAll(() => t.close());
  afterEach(() => jest.restoreAllMocks());

  async function create(input: Partial<SaveProductDto>): Promise<string> {
    const registry = t.app.get(ProductRegistry, { strict: false });
    const caller = callerAs((await t.as('admin')).user_id);
    const product = await t.dataSource.transaction((tx) =>
      registry.create(tx, caller, { name: 'Thing', price: 1, ...input }),
    );
    return product.id;
  }

  function countStatements(): jest.SpyInstance {
    return jest.spyOn((t.dataSource.driver as PostgresDriver).master as Pool, 'query');
  }

  function label(prefix: string, plu: string, value: number): string {
    const body = prefix + plu.padStart(5, '0') + String(value).padStart(5, '0');
    return body + checkDigitOf(body);
  }

  it('reads a whole cart by ids and codes of every kind in one statement', async () => {
    const mug = await create({
      sku: 'mug',
      price: 12.99,
      cost_price: 6.5,
      min_stock_level: 3,
      barcode: '042100005264',
    });
    const ham = await create({ sku: 'ham', price: 19.9, unit: 'kg', is_weighed: true, plu: '4100' });
    const fee = await create({ sku: 'fee', is_stocked: false, sales_blocked: true });
    const weight = label('28', '4100', 512);
    const price = label('29', '4100', 1019);
    const nobody = '01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10';

    const statements = countStatements();
    const { byId, byCode } = await queries.sellable(t.dataSource, {
      product_ids: [mug, fee, nobody, mug],
      codes: ['0042100005264', weight, price, '04100', 'FEE', 'nothing', weight],
    });
    expect(statements).toHaveBeenCalledTimes(1);

    expect([...byId.keys()].sort()).toEqual([mug, fee].sort());
    expect(byId.get(mug)).toMatchObject({
      sku: 'mug',
      unit_code: 'pc',
      unit_decimals: 0,
      tax_group_id: null,
      tax_code: null,
      prices_include_tax: null,
      is_stocked: true,
      lifecycle_status: 'active',
    });
    const found = byId.get(mug)!;
    expect([found.price, found.cost_price, found.tax_rate, found.min_stock_level].map(String)).toEqual([
      '12.99',
      '6.5',
      '0',
      '3',
    ]);
    expect(saleRefusal(byId.get(fee)!)).toBe('SALES_BLOCKED');

    const said = (code: string) => {
      const hit = byCode.get(code);
      return [hit?.product.id, hit?.quantity?.toString(), hit?.price?.toString()];
    };
    expect(said('0042100005264')).toEqual([mug, undefined, undefined]);
    expect(said(weight)).toEqual([ham, '0.512', undefined]);
    expect(said(price)).toEqual([ham, '0.512', '19.9023']);
    expect(said('04100')).toEqual([ham, undefined, undefined]);
    expect(said('FEE')).toEqual([fee, undefined, undefined]);
    expect(byCode.has('nothing')).toBe(false);
  });

  it('knows the tax of a product from its group', async () => {
    const admin = await t.as('admin');
    const group = { code: 'F', name: 'Food', rate: 5.5, prices_include_tax: true };
    const { id: tax_group_id } = (await admin.post('/v1/tax-groups', group).expect(201)).body as {
      id: string;
    };
    const id = await create({ tax_group_id });
    const { byId } = await queries.sellable(t.dataSource, { product_ids: [id], codes: [] });
    expect(byId.get(id)).toMatchObject({ tax_code: 'F', prices_include_tax: true, tax_group_id });
    expect(byId.get(id)?.tax_rate.toString()).toBe('5.5');
  });

  it('asks the database nothing for an empty cart', async () => {
    const statements = countStatements();
    const { byId, byCode } = await queries.sellable(t.dataSource, { product_ids: [], codes: [] });
    expect([byId.size, byCode.size, statements.mock.calls.length]).toEqual([0, 0, 0]);
  });

  it('says what moving stock needs to know, unknown products left out', async () => {
    const id = await create({ sku: 'stk', min_stock_level: 2, cost_price: 1.2345, purchase_blocked: true });
    const found = await queries.stockable(t.dataSource, [id, '01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10']);
    expect([...found.keys()]).toEqual([id]);
    expect(found.get(id)).toMatchObject({
      sku: 'stk',
      purchase_blocked: true,
      is_stocked: true,
      unit_decimals: 0,
    });
    expect(found.get(id)?.cost_price?.toString()).toBe('1.2345');
  });

  it('lists a page in one statement, however many rows it has', async () => {
    for (let n = 0; n < 6; n++)
      await create({ name: `Listed ${n}`, barcodes: [`L-${n}-1`, `L-${n}-2`], category: 'Listed' });
    const cashier = await t.as('cashier');
    await cashier.get('/v1/products?limit=1').expect(200);
    const counts: number[] = [];
    for (const limit of [1, 6]) {
      const statements = countStatements();
      const { body } = await cashier.get(`/v1/products?q=listed&limit=${limit}`).expect(200);
      expect(body).toHaveLength(limit);
      counts.push(
        statements.mock.calls.filter(([query]) => JSON.stringify(query).includes('FROM products')).length,
      );
      statements.mockRestore();
    }
    expect(counts).toEqual([1, 1]);
  });
});
