import type { Pool } from 'pg';
import { DEFAULT_LOCATION_ID } from '../../src/locations/default-ids.js';
import { ADMIN } from './server.js';

const LAYERS = 4;
const STOCK_PER_LAYER = 250_000;
const CUSTOMERS = 1000;

export interface Named {
  id: string;
  name: string;
}

/** What is sold, at which tills, to whom. Names are equally long, so that one stands for another in a replay. */
export interface Shop {
  products: (Named & { sku: string })[];
  registers: { id: string; code: string }[];
  customers: Named[];
}

const DESCRIBED = [
  `INSERT INTO categories (id, name) SELECT uuidv7(), 'Bench category ' || n FROM generate_series(1, 20) n`,
  `INSERT INTO brands (id, name) SELECT uuidv7(), 'Bench brand ' || n FROM generate_series(1, 50) n`,
  `INSERT INTO tax_groups (id, code, name, rate) VALUES (uuidv7(), 'BENCH', 'Bench tax', 20)`,
  `INSERT INTO discounts (id, name, type, value) VALUES
     (uuidv7(), 'Bench tenth off', 'percentage', 10), (uuidv7(), 'Bench twenty cents off', 'fixed_amount', 0.2)`,
];

// Every tenth product has a discount of its own, every twentieth is named by another discount.
const PRODUCTS = `
  INSERT INTO products (id, sku, name, description, price, cost_price, category_id, brand_id, unit_id, tax_group_id,
    discount_id, min_stock_level)
  SELECT uuidv7(), 'BENCH-' || lpad(n::text, 6, '0'), 'Bench product ' || lpad(n::text, 6, '0'),
    'What is rung up again and again', 1 + (n % 5000) / 100.0, round(0.5 + (n % 5000) / 200.0, 2),
    (SELECT id FROM categories WHERE name = 'Bench category ' || 1 + n % 20),
    (SELECT id FROM brands WHERE name = 'Bench brand ' || 1 + n % 50),
    (SELECT id FROM units WHERE code = 'pc'), (SELECT id FROM tax_groups WHERE code = 'BENCH'),
    CASE WHEN n % 10 = 0 THEN (SELECT id FROM discounts WHERE name = 'Bench tenth off') END, 10
  FROM generate_series(1, $1::int) n`;

const NAMED_PRODUCTS = `
  INSERT INTO discount_products (discount_id, product_id)
  SELECT d.id, p.id FROM discounts d, products p
  WHERE d.name = 'Bench twenty cents off' AND right(p.sku, 6)::int % 20 = 5`;

const BARCODES = `
  INSERT INTO product_barcodes (id, product_id, code, gtin, kind, is_primary)
  SELECT uuidv7(), id, right(sku, 6), right(sku, 6), 'internal', true FROM products`;

const REGISTERS = `
  INSERT INTO registers (id, location_id, code, name)
  SELECT uuidv7(), $1, 'TILL-' || lpad(n::text, 2, '0'), 'Till ' || n FROM generate_series(1, $2::int) n`;

const CUSTOMERS_ROWS = `
  INSERT INTO customers (id, code, name)
  SELECT uuidv7(), 'B' || lpad(n::text, 6, '0'), 'Bench customer ' || lpad(n::text, 6, '0')
  FROM generate_series(1, $1::int) n`;

/** One cashier for each till, all with the administrator's password. */
const CASHIERS = `
  INSERT INTO users (id, username, password_hash, role_id)
  SELECT uuidv7(), 'bench_till_' || lpad(n::text, 2, '0'), u.password_hash, r.id
  FROM generate_series(1, $2::int) n, users u, roles r WHERE u.username = $1 AND r.name = 'cashier'`;

const STOCK = `
  SELECT count(*) FROM (
    SELECT array_agg(uuidv7()) AS lines, array_agg(id) AS products, array_agg($3::numeric(14,3)) AS quantities,
      array_agg(cost_price + $4::numeric / 100) AS costs, array_agg('restock'::text) AS dispositions FROM products) p,
    stock_receive(ROW('opening', 'bench', uuidv7(), NULL, (SELECT id FROM users WHERE username = $1), now(),
      current_date)::stock_source, $2::uuid, false, p.lines, p.products, p.quantities, p.costs, p.dispositions)`;

/** Fills an empty, migrated database whose administrator is there. */
export async function loadShop(pool: Pool, size: { products: number; tills: number }): Promise<Shop> {
  for (const statement of DESCRIBED) await pool.query(statement);
  await pool.query(PRODUCTS, [size.products]);
  await pool.query(NAMED_PRODUCTS);
  await pool.query(BARCODES);
  await pool.query(REGISTERS, [DEFAULT_LOCATION_ID, size.tills]);
  await pool.query(CUSTOMERS_ROWS, [CUSTOMERS]);
  await pool.query(CASHIERS, [ADMIN.username, size.tills]);
  for (let layer = 0; layer < LAYERS; layer += 1) {
    await pool.query(STOCK, [ADMIN.username, DEFAULT_LOCATION_ID, STOCK_PER_LAYER, layer]);
  }
  const read = async <Row extends object>(text: string): Promise<Row[]> => (await pool.query<Row>(text)).rows;
  return {
    products: await read(`SELECT id, sku, name FROM products ORDER BY name`),
    registers: await read(`SELECT id, code FROM registers WHERE code LIKE 'TILL-%' ORDER BY code`),
    customers: await read(`SELECT id, name FROM customers ORDER BY name`),
  };
}
