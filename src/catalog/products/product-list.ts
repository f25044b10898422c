import type { ListPlan } from '../../common/http/list/list-rows.js';
import { readBarcode } from '../domain/barcode.js';
import { searchPatterns } from '../domain/search.js';
import type { ListProductsQuery } from './dto/list-products.query.js';
import { LOOKUPS, OWN_COLUMNS } from './product.sql.js';

const ON_HAND = `COALESCE((SELECT s.on_hand FROM product_on_hand s WHERE s.product_id = p.id), 0)`;
const LOW = `p.is_stocked AND p.min_stock_level > 0 AND ${ON_HAND} <= p.min_stock_level`;

/** The ids of the categories that `start` selects from, and of everything below them. */
function withDescendants(start: string): string {
  return `p.category_id = ANY (ARRAY (
    WITH RECURSIVE tree AS (
      SELECT c.id FROM categories c WHERE ${start}
      UNION SELECT c.id FROM categories c JOIN tree ON c.parent_id = tree.id
    ) SELECT id FROM tree))`;
}

/** Collects conditions together with their parameters. */
class Conditions {
  readonly where: string[] = [];
  readonly params: unknown[] = [];

  /** Adds `sql($n)` for a value that was sent. */
  add(value: unknown, sql: (param: string) => string): void {
    if (value !== undefined) this.where.push(sql(`$${this.params.push(value)}`));
  }
}

function conditionsOf(filter: ListProductsQuery): Conditions {
  const conditions = new Conditions();
  // Spelled out rather than bound, so that the partial indexes behind each sort order can serve it.
  conditions.where.push(
    `p.lifecycle_status ${filter.status === undefined ? `<> 'archived'` : `= '${filter.status}'`}`,
  );
  conditions.add(filter.category_id, (param) => withDescendants(`c.id = ${param}::uuid`));
  conditions.add(filter.category, (param) => withDescendants(`lower(c.name) = lower(${param}::text)`));
  conditions.add(filter.brand_id, (param) => `p.brand_id = ${param}::uuid`);
  conditions.add(filter.min_price, (param) => `p.price >= ${param}::numeric`);
  conditions.add(filter.max_price, (param) => `p.price <= ${param}::numeric`);
  const gtin = filter.barcode === undefined ? undefined : readBarcode(filter.barcode).gtin;
  conditions.add(
    gtin,
    (param) => `p.id = (SELECT b.product_id FROM product_barcodes b WHERE b.gtin = ${param}::text)`,
  );
  for (const pattern of searchPatterns(filter.q ?? '')) {
    conditions.add(pattern, (param) => `p.search_text LIKE lower(${param}::text)`);
  }
  if (filter.low_stock !== undefined) conditions.where.push(filter.low_stock ? LOW : `NOT (${LOW})`);
  return conditions;
}

/** One page of products: `SELECT … FROM products p` with what the filter asks for. */
export function productList(filter: ListProductsQuery): ListPlan {
  const { where, params } = conditionsOf(filter);
  return {
    select: OWN_COLUMNS,
    page: LOOKUPS,
    from: 'products p',
    where,
    params,
    sortable: {
      name: { sql: 'p.name', type: 'text' },
      sku: { sql: 'p.sku', type: 'text' },
      price: { sql: 'p.price', type: 'numeric' },
      created_at: { sql: 'p.created_at', type: 'timestamptz' },
    },
    default_sort: 'name',
    id: 'p.id',
  };
}
