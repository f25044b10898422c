import type { Pool } from 'pg';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import {
  CatalogQueries,
  ProductRegistry,
  saleRefusal,
  type SaveProductDto,
} from '../../../src/catalog/index.js';
import { checkDigitOf } from '../../../src/catalog/domain/check-digit.js';
import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import type { Client } from '../../support/test-app.js';
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
      kind: 'standard',
      parent_id: null,
      tax_components: [],
      is_reverse_charge: false,
      packagings: [],
      parts: [],
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
    expect(byId.get(id)?.tax_components).toMatchObject([{ code: 'F', name: 'Food', is_compound: false }]);
  });

  describe('what depends on the place, the tree and the packs', () => {
    interface Made {
      id: string;
    }
    let admin: Client;
    const post = async (path: string, body: object): Promise<string> =>
      ((await admin.post(path, body).expect(201)).body as Made).id;

    beforeAll(async () => {
      admin = await t.as('admin');
    });

    it('names the taxes that hold at the location, and what they come to', async () => {
      const gst = { code: 'GST', name: 'Federal', rate: 5 };
      const qst = { code: 'QST', name: 'Quebec', rate: 9.5, is_compound: true };
      const local = { code: 'CITY', name: 'City', rate: 2, location_id: DEFAULT_LOCATION_ID };
      const several = await post('/v1/tax-groups', {
        code: 'QC',
        name: 'Quebec',
        components: [gst, qst, local],
        is_reverse_charge: true,
      });
      const simple = await post('/v1/tax-groups', { code: 'S', name: 'Simple', rate: 20 });
      const [taxed, plain, free] = [
        await create({ tax_group_id: several }),
        await create({ tax_group_id: simple }),
        await create({ tax_group_id: null }),
      ];
      const taxesAt = async (location_id?: string) => {
        const wanted = { product_ids: [taxed, plain, free], codes: [], location_id };
        const { byId } = await queries.sellable(t.dataSource, wanted);
        return [taxed, plain, free].map((id) => {
          const { tax_rate, tax_components, is_reverse_charge } = byId.get(id)!;
          const taxes = tax_components.map(
            ({ code, rate, is_compound }) => `${code} ${rate.toString()} ${is_compound}`,
          );
          return [tax_rate.toString(), taxes, is_reverse_charge];
        });
      };
      const elsewhere = ['14.975', ['GST 5 false', 'QST 9.5 true'], true];
      const others = [
        ['20', ['S 20 false'], false],
        ['0', [], false],
      ];
      expect(await taxesAt()).toEqual([elsewhere, ...others]);
      expect(await taxesAt('01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10')).toEqual([elsewhere, ...others]);
      expect(await taxesAt(DEFAULT_LOCATION_ID)).toEqual([['2', ['CITY 2 false'], true], ...others]);
    });

    it('knows where a product stands in both trees', async () => {
      const drinks = await post('/v1/categories', { name: 'Drinks' });
      const hot = await post('/v1/categories', { name: 'Hot', parent_id: drinks });
      const food = await post('/v1/product-groups', { code: 'FOOD', name: 'Food' });
      const coffee = await post('/v1/product-groups', { code: 'COFFEE', name: 'Coffee', parent_id: food });
      const id = await create({ category_id: hot, product_group_id: coffee });
      const none = await create({ category_id: null });
      const { byId } = await queries.sellable(t.dataSource, { product_ids: [id, none], codes: [] });
      expect(byId.get(id)).toMatchObject({
        category_path: [hot, drinks],
        product_group_id: coffee,
        product_group_path: [coffee, food],
      });
      expect(byId.get(none)).toMatchObject({
        category_path: [],
        product_group_path: [],
        product_group_id: null,
      });
    });

    it('gives the packs in use, a scanned pack as one of it, and the parts of a bundle, all in one statement', async () => {
      for (const code of ['six', 'case']) await post('/v1/units', { code, name: `A ${code}`, kind: 'piece' });
      const cola = await create({ sku: 'cola', price: null, requires_expiry: true });
      const packs = `/v1/products/${cola}/packagings`;
      const crate = await post(packs, { unit: 'case', factor: 24, barcode: 'CRATE', allow_sale: false });
      const six = await post(packs, { unit: 'six', factor: 6, barcode: 'SIX', is_default_sale_unit: true });
      const glass = await create({ sku: 'glass' });
      const party = await create({ sku: 'party', kind: 'bundle', price: 20 });
      const template = await create({ sku: 'shirt', kind: 'template' });
      const part = `INSERT INTO bundle_parts (id, bundle_id, component_id, quantity, sort_order)
        VALUES (gen_random_uuid(), $1, $2, 12, 1), (gen_random_uuid(), $1, $3, 4, 0)`;
      await t.dataSource.query(part, [party, cola, glass]);

      const statements = countStatements();
      const { byId, byCode } = await queries.sellable(t.dataSource, {
        product_ids: [party, template, glass],
        codes: ['SIX', 'CRATE', 'cola'],
        location_id: DEFAULT_LOCATION_ID,
      });
      expect(statements).toHaveBeenCalledTimes(1);

      const scan = byCode.get('SIX')!;
      expect(scan).toMatchObject({
        packaging: { id: six, unit_code: 'six', unit_name: 'A six' },
        price: null,
      });
      expect([scan.quantity?.toString(), scan.packaging?.factor.toString()]).toEqual(['1', '6']);
      expect(scan.product).toMatchObject({
        id: cola,
        price: null,
        requires_expiry: true,
        track_batches: true,
      });
      expect(
        scan.product.packagings.map(({ id, is_default_sale_unit }) => [id, is_default_sale_unit]),
      ).toEqual([
        [six, true],
        [crate, false],
      ]);
      expect(byCode.get('CRATE')?.packaging).toMatchObject({ id: crate, allow_sale: false });
      expect(byCode.get('cola')).toMatchObject({ packaging: null, quantity: null });

      const parts = byId
        .get(party)!
        .parts.map(({ sku, quantity, is_stocked }) => [sku, String(quantity), is_stocked]);
      expect(parts).toEqual([
        ['glass', '4', true],
        ['cola', '12', true],
      ]);
      expect(byId.get(party)).toMatchObject({ kind: 'bundle', is_stocked: false, packagings: [] });
      expect(byId.get(glass)).toMatchObject({ kind: 'standard', parts: [], packagings: [] });
      expect(saleRefusal(byId.get(party)!)).toBeUndefined();
      expect(saleRefusal(byId.get(template)!)).toBe('NOT_SELLABLE');

      await admin.patch(`${packs}/${six}`, { is_active: false }).expect(200);
      const after = await queries.sellable(t.dataSource, { product_ids: [cola], codes: ['SIX'] });
      expect(after.byCode.size).toBe(0);
      expect(after.byId.get(cola)!.packagings.map(({ id }) => id)).toEqual([crate]);
    });

    it('reads the label of a scale for a product without a catalogue price', async () => {
      const id = await create({ sku: 'olives', price: null, unit: 'kg', plu: '4777' });
      const [weight, price] = [label('28', '4777', 512), label('29', '4777', 1019)];
      const { byCode } = await queries.sellable(t.dataSource, { product_ids: [], codes: [weight, price] });
      const said = (code: string) => {
        const hit = byCode.get(code);
        return [hit?.product.id, hit?.quantity?.toString(), hit?.price?.toString()];
      };
      expect(said(weight)).toEqual([id, '0.512', undefined]);
      expect(said(price)).toEqual([id, undefined, '10.19']);
    });
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
