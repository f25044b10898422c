import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { databaseOptions } from '../../../src/config/database.config.js';
import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import { addProduct } from '../../support/builders/goods.js';
import { cloneTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let db: DataSource;
let counter = 0;

beforeAll(async () => {
  database = await cloneTestDatabase();
  db = await new DataSource(databaseOptions(database.url, 2, { entities: [], migrations })).initialize();
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

interface Change {
  at: string;
  price: string | null;
  subject?: string;
  location_id?: string;
  price_group_id?: string;
  min_quantity?: string;
}

/** A product whose history is exactly this: it goes back further than the tests do. */
async function withHistory(changes: Change[]): Promise<string> {
  const id = newId();
  const text = `INSERT INTO price_changes
      (subject, product_id, location_id, price_group_id, min_quantity, price, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)`;
  for (const { subject = 'product', location_id, price_group_id, min_quantity, price, at } of changes) {
    await query(db, text, [
      subject,
      id,
      location_id ?? null,
      price_group_id ?? null,
      min_quantity ?? null,
      price,
      at,
    ]);
  }
  return id;
}

async function asOf(product: string, at: string, location = DEFAULT_LOCATION_ID): Promise<string[]> {
  const text = `SELECT subject, min_quantity::float8 AS min_quantity, price::float8 AS price
    FROM prices_as_of(ARRAY[$1::uuid], $2::uuid, $3::timestamptz) ORDER BY subject, min_quantity, price`;
  const rows = await query<{ subject: string; min_quantity: number | null; price: number }>(db, text, [
    product,
    location,
    at,
  ]);
  return rows.map(({ subject, min_quantity, price }) =>
    [subject, min_quantity, price].filter((v) => v !== null).join(' '),
  );
}

describe('prices as of', () => {
  it('are those of the last change before, to the microsecond', async () => {
    const product = await withHistory([
      { at: '2026-01-01T00:00:00Z', price: '10' },
      { at: '2026-03-01T12:00:00.000001Z', price: '12' },
    ]);
    expect(await asOf(product, '2026-03-01T12:00:00Z')).toEqual(['product 10']);
    expect(await asOf(product, '2026-03-01T12:00:00.000001Z')).toEqual(['product 12']);
    expect(await asOf(product, '2036-01-01T00:00:00Z')).toEqual(['product 12']);
  });

  it('are the first that was ever known where nothing is older', async () => {
    const product = await withHistory([
      { at: '2026-03-01T00:00:00Z', price: '10' },
      { at: '2026-04-01T00:00:00Z', price: '11', subject: 'place', location_id: DEFAULT_LOCATION_ID },
    ]);
    expect(await asOf(product, '2025-01-01T00:00:00Z')).toEqual(['product 10']);
    expect(await asOf(product, '2026-03-15T00:00:00Z')).toEqual(['product 10']);
    expect(await asOf(product, '2026-04-15T00:00:00Z')).toEqual(['place 11', 'product 10']);
  });

  it('of a place that had a price before the product did go back to that', async () => {
    const product = await withHistory([
      { at: '2026-03-01T00:00:00Z', price: '9', subject: 'place', location_id: DEFAULT_LOCATION_ID },
      { at: '2026-05-01T00:00:00Z', price: '10' },
    ]);
    expect(await asOf(product, '2025-01-01T00:00:00Z')).toEqual(['place 9']);
    expect(await asOf(product, '2025-01-01T00:00:00Z', newId())).toEqual(['product 10']);
  });

  it('know that there was none: before its first price, and after its end', async () => {
    const product = await withHistory([
      { at: '2026-01-01T00:00:00Z', price: null },
      { at: '2026-03-01T00:00:00Z', price: '5', subject: 'place', location_id: DEFAULT_LOCATION_ID },
      { at: '2026-04-01T00:00:00Z', price: null, subject: 'place', location_id: DEFAULT_LOCATION_ID },
    ]);
    expect(await asOf(product, '2026-02-01T00:00:00Z')).toEqual([]);
    expect(await asOf(product, '2026-03-02T00:00:00Z')).toEqual(['place 5']);
    expect(await asOf(product, '2026-05-01T00:00:00Z')).toEqual([]);
  });

  it('keep groups, steps and places apart, and pass over other places', async () => {
    const [group, other] = [newId(), newId()];
    const product = await withHistory([
      { at: '2026-01-01T00:00:00Z', price: '10' },
      { at: '2026-01-02T00:00:00Z', price: '9', subject: 'group', price_group_id: group, min_quantity: '1' },
      { at: '2026-01-02T00:00:00Z', price: '8', subject: 'group', price_group_id: group, min_quantity: '10' },
      { at: '2026-01-02T00:00:00Z', price: '7', subject: 'step', min_quantity: '50' },
      {
        at: '2026-01-02T00:00:00Z',
        price: '6',
        subject: 'step',
        min_quantity: '50',
        location_id: DEFAULT_LOCATION_ID,
      },
      { at: '2026-01-02T00:00:00Z', price: '5', subject: 'step', min_quantity: '50', location_id: other },
      {
        at: '2026-01-03T00:00:00Z',
        price: null,
        subject: 'group',
        price_group_id: group,
        min_quantity: '10',
      },
    ]);
    expect(await asOf(product, '2026-01-02T00:00:00Z')).toEqual([
      'group 1 9',
      'group 10 8',
      'product 10',
      'step 50 6',
      'step 50 7',
    ]);
    expect(await asOf(product, '2026-01-03T00:00:00Z')).toEqual([
      'group 1 9',
      'product 10',
      'step 50 6',
      'step 50 7',
    ]);
    expect(await asOf(product, '2025-12-31T00:00:00Z')).toEqual(['product 10']);
  });
});

describe('the history', () => {
  const history = (product: string) =>
    query<object>(
      db,
      `SELECT subject, min_quantity::float8 AS min_quantity, price::float8 AS price FROM price_changes
       WHERE product_id = $1::uuid ORDER BY changed_at, id`,
      [product],
    );

  async function product(price = '10'): Promise<string> {
    counter += 1;
    return addProduct(db, { sku: `H${counter}`, price });
  }

  it("has a product's price from the beginning, and only what changed it", async () => {
    const id = await product();
    await query(db, `UPDATE products SET name = 'Other', price = 10 WHERE id = $1`, [id]);
    await query(db, `UPDATE products SET price = 11 WHERE id = $1`, [id]);
    await query(db, `UPDATE products SET price = NULL WHERE id = $1`, [id]);
    expect(await history(id)).toEqual(
      [10, 11, null].map((price) => ({ subject: 'product', min_quantity: null, price })),
    );
  });

  it('ends a price that moves to another quantity, and outlives the product', async () => {
    const id = await product();
    await query(db, `INSERT INTO step_prices (id, product_id, min_quantity, price) VALUES ($1, $2, 5, 9)`, [
      newId(),
      id,
    ]);
    await query(db, `UPDATE step_prices SET min_quantity = 6 WHERE product_id = $1`, [id]);
    await query(db, `DELETE FROM products WHERE id = $1`, [id]);
    expect((await history(id)).slice(1)).toEqual([
      { subject: 'step', min_quantity: 5, price: 9 },
      { subject: 'step', min_quantity: 5, price: null },
      { subject: 'step', min_quantity: 6, price: 9 },
      { subject: 'step', min_quantity: 6, price: null },
    ]);
  });

  it('of two writers who waited for each other, has the later one last', async () => {
    const id = await product();
    let second: Promise<unknown> | undefined;
    await db.transaction(async (early) => {
      await query(early, `SELECT now()`);
      await query(db, `UPDATE products SET price = 11 WHERE id = $1::uuid`, [id]);
      await query(early, `UPDATE products SET price = 12 WHERE id = $1::uuid`, [id]);
      second = query(db, `UPDATE products SET price = 13 WHERE id = $1::uuid`, [id]);
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await second;
    expect(await history(id)).toMatchObject([{ price: 10 }, { price: 11 }, { price: 12 }, { price: 13 }]);
  });

  it.each(['UPDATE price_changes SET price = 1', 'DELETE FROM price_changes', 'TRUNCATE price_changes'])(
    'is append-only: %s',
    async (text) => {
      await product();
      await expect(db.query(text)).rejects.toThrow('append-only');
    },
  );
});
