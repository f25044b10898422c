import type { ListPlan, SortKey } from '../../common/http/list/list-rows.js';
import { attributeMatches } from '../domain/attribute-filter.js';
import { readBarcode } from '../domain/barcode.js';
import { searchPatterns } from '../domain/search.js';
import type { ListProductsQuery } from './dto/list-products.query.js';
import { LOOKUPS, OWN_COLUMNS } from './product.sql.js';

export const ON_HAND = `COALESCE((SELECT s.on_hand FROM product_on_hand s WHERE s.product_id = p.id), 0)`;
const LOW = `p.is_stocked AND p.min_stock_level > 0 AND ${ON_HAND} <= p.min_stock_level`;

const CATEGORIES_NAMED = (name: string): string => `p.category_id = ANY (ARRAY (
  SELECT c.id FROM categories c JOIN categories named ON c.path @> ARRAY[named.id]
  WHERE lower(named.name) = lower(${name}::text)))`;

/** The product's `<table>_id` is this one or any below it. */
function within(column: string, table: string, id: string): string {
  return `p.${column} = ANY (ARRAY (SELECT t.id FROM ${table} t WHERE t.path @> ARRAY[${id}::uuid]))`;
}

/** Collects conditions together with their parameters. */
class Conditions {
  readonly where: string[] = [];
  readonly params: unknown[] = [];

  /** Adds `sql($n)` for a value that was sent. */
  add(value: unknown, sql: (param: string) => string): void {
    if (value !== undefined) this.where.push(sql(this.bind(value)));
  }

  /** The name of a parameter with this value. */
  bind(value: unknown): string {
    return `$${this.params.push(value)}`;
  }
}

/** Values of one attribute are alternatives, different attributes must all match. */
function addAttributes(conditions: Conditions, asked: readonly string[]): void {
  // Spelled out for the partial index, which leaves out the many products without any.
  if (asked.length > 0) conditions.where.push(`p.attributes <> '{}'`);
  for (const matches of attributeMatches(asked)) {
    const params = matches.map((match) => conditions.bind(JSON.stringify(match)));
    conditions.where.push(`(${params.map((param) => `p.attributes @> ${param}::jsonb`).join(' OR ')})`);
  }
}

function conditionsOf(filter: ListProductsQuery): Conditions {
  const conditions = new Conditions();
  // Spelled out rather than bound, so that the partial indexes behind each sort order can serve it.
  conditions.where.push(
    `p.lifecycle_status ${filter.status === undefined ? `<> 'archived'` : `= '${filter.status}'`}`,
  );
  conditions.add(filter.category_id, (param) => within('category_id', 'categories', param));
  conditions.add(filter.category, CATEGORIES_NAMED);
  conditions.add(filter.product_group_id, (param) => within('product_group_id', 'product_groups', param));
  conditions.add(filter.kind, (param) => `p.kind = ${param}::text`);
  conditions.add(filter.parent_id, (param) => `p.parent_id = ${param}::uuid`);
  addAttributes(conditions, filter.attribute ?? []);
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

/** By what products may be sorted; those without a price come first. */
export const PRODUCT_SORTS: Record<string, SortKey> = {
  name: { sql: 'p.name', type: 'text' },
  sku: { sql: 'p.sku', type: 'text' },
  price: { sql: 'COALESCE(p.price, 0)', type: 'numeric' },
  created_at: { sql: 'p.created_at', type: 'timestamptz' },
};

/** One page of products: `SELECT … FROM products p` with what the filter asks for. */
export function productList(filter: ListProductsQuery): ListPlan {
  const { where, params } = conditionsOf(filter);
  return {
    select: OWN_COLUMNS,
    page: LOOKUPS,
    from: 'products p',
    where,
    params,
    sortable: PRODUCT_SORTS,
    default_sort: 'name',
    id: 'p.id',
  };
}
