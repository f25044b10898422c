import { Client } from 'pg';
import { query } from '../../../src/common/database/statement.js';
import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import { PRICE_RULES, PRICE_RULES_AS_OF } from '../../../src/pricing/queries/price-rules.sql.js';
import { addCustomer, addGroup } from '../../support/builders/price-rules.js';
import { openQuotes, type Quotes } from './quote-harness.js';

const PRODUCTS = 20_000;
const LINES = 50;

const FILL = [
  `INSERT INTO products (id, sku, name, price, cost_price, unit_id, lifecycle_status)
    SELECT uuidv7(), 'S' || n, 'Product ' || n, 10 + n % 90, 5, (SELECT id FROM units WHERE code = 'pc'), 'active'
    FROM generate_series(1, ${PRODUCTS}) n`,
  `INSERT INTO product_prices (id, product_id, location_id, method, base_price, effective_price)
    SELECT uuidv7(), id, '${DEFAULT_LOCATION_ID}', 'fixed', 9, 9 FROM products`,
  `INSERT INTO group_prices (id, product_id, price_group_id, min_quantity, price)
    SELECT uuidv7(), p.id, g.id, q, 8 FROM products p, price_groups g, (VALUES (1), (10)) AS v(q)`,
  `INSERT INTO step_prices (id, product_id, min_quantity, price)
    SELECT uuidv7(), id, q, 7 FROM products, (VALUES (20), (50)) AS v(q)`,
  `INSERT INTO stock_levels (product_id, location_id, avg_cost) SELECT id, '${DEFAULT_LOCATION_ID}', 5 FROM products`,
  // 900 on twenty products each, 100 on everything: baskets, and prices for other groups.
  `INSERT INTO promotions (id, name, kind, value, value_type, min_basket_amount)
    SELECT uuidv7(), 'Everything ' || n, CASE n % 2 WHEN 0 THEN 'basket' ELSE 'percentage' END, 1 + n % 5,
      CASE n % 2 WHEN 0 THEN 'percentage' END, CASE n % 2 WHEN 0 THEN 100000 END
    FROM generate_series(1, 100) n`,
  `INSERT INTO promotion_price_groups (promotion_id, price_group_id)
    SELECT p.id, (SELECT id FROM price_groups ORDER BY id DESC LIMIT 1) FROM promotions p WHERE kind = 'percentage'`,
  `WITH made AS (
      INSERT INTO promotions (id, name, kind, value, priority)
      SELECT uuidv7(), 'Some ' || n, CASE n % 3 WHEN 0 THEN 'price' WHEN 1 THEN 'percentage' ELSE 'fixed_amount' END,
        1 + n % 7, n % 10
      FROM generate_series(1, 900) n RETURNING id),
    numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS at FROM made),
    goods AS (SELECT id, row_number() OVER (ORDER BY id) AS at FROM products)
    INSERT INTO promotion_targets (promotion_id, role, kind, target_id)
    SELECT m.id, 'buy', 'product', g.id FROM numbered m JOIN goods g ON g.at % 900 = m.at - 1`,
  `ANALYZE`,
];

let quotes: Quotes;
let products: string[];
let customer_id: string;

beforeAll(async () => {
  quotes = await openQuotes();
  const group = await addGroup(quotes.db);
  await addGroup(quotes.db);
  customer_id = await addCustomer(quotes.db, { price_group_id: group });
  for (const statement of FILL) await query(quotes.db, statement);
  const text = `SELECT id FROM products ORDER BY sku LIMIT ${LINES}`;
  products = (await query<{ id: string }>(quotes.db, text)).map(({ id }) => id);
}, 120_000);
afterAll(() => quotes?.close());

async function plan(text: string, parameters: unknown[]): Promise<string> {
  const rows = await query<{ 'QUERY PLAN': string }>(quotes.db, `EXPLAIN ${text}`, parameters);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

function parameters(): unknown[] {
  const day = ['2026-11-20', '2026-11-20T12:00:00'];
  return [DEFAULT_LOCATION_ID, customer_id, products, products, [], [], ['NONE'], ...day];
}

const BIG = [
  'products',
  'product_prices',
  'group_prices',
  'step_prices',
  'promotion_targets',
  'stock_levels',
];

describe('a quote of fifty lines with a thousand promotions', () => {
  it('finds its rules by index, whether for now or for then', async () => {
    const scanned = (text: string): string[] => BIG.filter((table) => text.includes(`Seq Scan on ${table}`));
    expect(scanned(await plan(PRICE_RULES, parameters()))).toEqual([]);
    expect(scanned(await plan(PRICE_RULES_AS_OF, [...parameters(), '2026-11-20T12:00:00Z']))).toEqual([]);
  });

  it('is three statements with its place and products, and quick', async () => {
    const asked = products.map((product_id) => ({ product_id, quantity: '2' }));
    await quotes.quote(asked, { customer_id });
    const spy = jest.spyOn(Client.prototype, 'query');
    const quote = await quotes.quote(asked, { customer_id });
    expect(spy.mock.calls).toHaveLength(3);
    spy.mockRestore();

    const times: number[] = [];
    for (let run = 0; run < 9; run += 1) {
      const start = performance.now();
      await quotes.quote(asked, { customer_id });
      times.push(performance.now() - start);
    }
    const median = times.sort((a, b) => a - b)[4]!;
    expect(median).toBeLessThan(500); // an order of magnitude above what it takes on two idle cores
    expect(quote.lines).toHaveLength(LINES);
    expect(quote.lines.every((line) => line.trace.length > 50)).toBe(true); // those for other groups are told
  });
});
