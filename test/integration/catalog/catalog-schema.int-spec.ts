import { newId } from '../../../src/common/database/new-id.js';
import { violates } from '../../../src/common/database/sql-state.js';
import { startTestApp, type TestApp } from './catalog-app.js';

const PIECE = '00000000-0000-7000-8000-000000000601';
const TABLES =
  /"(units|tax_groups|tax_components|brands|categories|product_groups|product_attributes|products|product_packagings|product_barcodes|product_lifecycle_changes)"/;

describe("the catalogue's tables", () => {
  let t: TestApp;

  beforeAll(async () => {
    t = await startTestApp();
  });
  afterAll(() => t.close());

  const run = (sql: string, params: unknown[] = []): Promise<Record<string, unknown>[]> =>
    t.dataSource.query(sql, params);

  async function product(columns: Record<string, unknown> = {}): Promise<string> {
    const row = { id: newId(), sku: newId(), name: 'Thing', price: 1, unit_id: PIECE, ...columns };
    const names = Object.keys(row);
    await run(
      `INSERT INTO products (${names.join(', ')}) VALUES (${names.map((_, n) => `$${n + 1}`).join(', ')})`,
      Object.values(row),
    );
    return row.id;
  }

  async function refusal(work: Promise<unknown>, constraint: string): Promise<boolean> {
    return work.then(
      () => false,
      (error: unknown) => violates(error, constraint),
    );
  }

  it('are what the entities say', async () => {
    const { upQueries } = await t.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query).filter((query) => TABLES.test(query))).toEqual([]);
  });

  it.each([
    ['ck_products_price', { price: -0.01 }],
    ['ck_products_cost_price', { cost_price: -1 }],
    ['ck_products_min_stock_level', { min_stock_level: -1 }],
    ['ck_products_plu', { plu: '000' }],
    ['ck_products_lifecycle_status', { lifecycle_status: 'gone' }],
    ['ck_products_attributes', { attributes: '[]' }],
    ['ck_products_kind', { kind: 'set' }],
    ['ck_products_stocked_kind', { kind: 'bundle' }],
    ['ck_products_expiry', { requires_expiry: true }],
    ['ck_products_option_values', { option_values: '[]' }],
    ['fk_products_product_group', { product_group_id: newId() }],
    ['fk_products_unit', { unit_id: newId() }],
  ])('refuse by %s what got past the application', async (constraint, columns) => {
    expect(await refusal(product(columns), constraint)).toBe(true);
  });

  it('hold one barcode for one product, one main barcode, and one default tax group', async () => {
    const add = (product_id: string, gtin: string, is_primary: boolean) =>
      run(
        `INSERT INTO product_barcodes (id, product_id, code, gtin, kind, is_primary) VALUES ($1, $2, $3, $3, 'internal', $4)`,
        [newId(), product_id, gtin, is_primary],
      );
    const [first, second] = [await product(), await product()];
    await add(first, 'ONE', true);
    expect(await refusal(add(second, 'ONE', false), 'uq_product_barcodes_gtin')).toBe(true);
    expect(await refusal(add(first, 'TWO', true), 'uq_product_barcodes_primary')).toBe(true);

    const group = (code: string) =>
      run(`INSERT INTO tax_groups (id, code, name, rate, is_default) VALUES ($1, $2, $2, 1, true)`, [
        newId(),
        code,
      ]);
    await group('A');
    expect(await refusal(group('B'), 'uq_tax_groups_default')).toBe(true);
  });

  it('hold packs whole: a size, one default of each sort, and codes that are the same product’s', async () => {
    const add = async (product_id: string, columns: Record<string, unknown> = {}): Promise<string> => {
      const unit_id = newId();
      await run(
        `INSERT INTO units (id, code, name, symbol, kind, decimal_places) VALUES ($1, $2, 'x', 'x', 'piece', 0)`,
        [unit_id, unit_id.slice(-12)],
      );
      const row = { id: newId(), product_id, unit_id, factor: 6, ...columns };
      const places = Object.keys(row).map((_, n) => `$${n + 1}`);
      await run(
        `INSERT INTO product_packagings (${Object.keys(row).join(', ')}) VALUES (${places.join(', ')})`,
        Object.values(row),
      );
      return row.id;
    };
    const [first, second] = [await product(), await product()];
    expect(await refusal(add(first, { factor: 0 }), 'ck_product_packagings_factor')).toBe(true);
    expect(await refusal(add(first, { length_cm: 0 }), 'ck_product_packagings_size')).toBe(true);
    const sale = { is_default_sale_unit: true };
    const lost = add(first, { ...sale, is_active: false });
    expect(await refusal(lost, 'ck_product_packagings_default_sale_unit')).toBe(true);
    const pack = await add(first, sale);
    expect(await refusal(add(first, sale), 'uq_product_packagings_default_sale_unit')).toBe(true);
    await add(second, sale);
    const code = (product_id: string, is_primary: boolean) =>
      run(
        `INSERT INTO product_barcodes (id, product_id, packaging_id, code, gtin, kind, is_primary)
         VALUES ($1, $2, $3, 'PACK', 'PACK', 'internal', $4)`,
        [newId(), product_id, pack, is_primary],
      );
    expect(await refusal(code(second, false), 'fk_product_barcodes_packaging')).toBe(true);
    expect(await refusal(code(first, true), 'ck_product_barcodes_main')).toBe(true);
    await code(first, false);
  });

  it('keep the text that is searched in step with names and codes, whoever writes them', async () => {
    const id = await product({ name: 'Blue MUG', sku: 'SKU-9', description: 'Ceramic' });
    const text = async (): Promise<string> =>
      String((await run('SELECT search_text FROM products WHERE id = $1', [id]))[0]?.['search_text']);
    expect(await text()).toBe(' blue mug sku-9 ceramic');
    await run(
      `INSERT INTO product_barcodes (id, product_id, code, gtin, kind)
       VALUES ($1, $2, '042100005264', '00042100005264', 'upc_a'), ($3, $2, 'X-1', 'X-1', 'internal')`,
      [newId(), id, newId()],
    );
    expect(await text()).toContain(' 042100005264 00042100005264 ');
    await run(`UPDATE products SET name = 'Red mug', plu = '77' WHERE id = $1`, [id]);
    await run(`DELETE FROM product_barcodes WHERE product_id = $1 AND code <> 'X-1'`, [id]);
    expect(await text()).toBe(' red mug sku-9 77 x-1 ceramic');
  });
});
