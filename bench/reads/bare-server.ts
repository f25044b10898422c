import Fastify from 'fastify';
import { Pool } from 'pg';

/**
 * The least that answers the same questions: Fastify, a pg pool, one prepared statement each. No authentication, no
 * validation, no log. Reads BARE_PORT, BARE_DATABASE_URL and BARE_POOL_SIZE.
 */
const COLUMNS = `
  p.id, p.sku, p.name, p.description, p.price, p.category_id, c.name AS category, p.brand_id, b.name AS brand,
  (SELECT string_agg(code, ' ' ORDER BY is_primary DESC, id) FROM product_barcodes WHERE product_id = p.id) AS barcodes,
  u.code AS unit, p.is_weighed, p.is_stocked, p.plu, p.tax_group_id, p.track_batches, p.track_serials,
  p.min_stock_level, (SELECT sum(on_hand) FROM stock_levels WHERE product_id = p.id) AS stock_quantity,
  p.discount_id, p.image_url, p.lifecycle_status, p.sales_blocked, p.purchase_blocked, p.attributes, p.version,
  p.created_at, p.updated_at`;
const TABLES = `products p JOIN units u ON u.id = p.unit_id
  LEFT JOIN categories c ON c.id = p.category_id LEFT JOIN brands b ON b.id = p.brand_id`;

const BY_ID = `SELECT ${COLUMNS} FROM ${TABLES} WHERE p.id = $1`;
const PAGE = `
  SELECT ${COLUMNS} FROM ${TABLES}
  WHERE p.lifecycle_status <> 'archived' AND (p.name, p.id) > ($1, $2) ORDER BY p.name, p.id LIMIT 20`;

interface Row {
  id: string;
  name: string;
  price: string;
  min_stock_level: string;
  stock_quantity: string;
  barcodes: string | null;
}

function answerOf(row: Row): object {
  const barcodes = row.barcodes?.split(' ') ?? [];
  const price = Number(row.price);
  const min_stock_level = Number(row.min_stock_level);
  const stock_quantity = Number(row.stock_quantity);
  return {
    ...row,
    price,
    unit_price: price,
    barcode: barcodes[0],
    barcodes,
    min_stock_level,
    stock_quantity,
  };
}

const { BARE_PORT, BARE_DATABASE_URL, BARE_POOL_SIZE } = process.env;
const pool = new Pool({ connectionString: BARE_DATABASE_URL, max: Number(BARE_POOL_SIZE) });
const server = Fastify();

server.get('/ready', () => 'ready');

server.get<{ Params: { id: string } }>('/products/:id', async ({ params }, reply) => {
  const { rows } = await pool.query<Row>({ name: 'by_id', text: BY_ID, values: [params.id] });
  return rows[0] === undefined ? reply.code(404).send() : answerOf(rows[0]);
});

server.get<{ Querystring: { name: string; id: string } }>('/products', async ({ query }) => {
  const { rows } = await pool.query<Row>({ name: 'page', text: PAGE, values: [query.name, query.id] });
  return rows.map(answerOf);
});

process.on('SIGTERM', () => void server.close().then(() => pool.end()));
await server.listen({ host: '127.0.0.1', port: Number(BARE_PORT) });
