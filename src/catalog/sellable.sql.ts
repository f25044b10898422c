import { codeHits } from './products/product.sql.js';

// Scalar subqueries rather than joins: one product with five packs stays one row, and a product without any costs
// one probe of an index.
const COLUMNS = `
  p.id, p.sku, p.name, p.kind, p.parent_id, p.price, p.cost_price, u.code AS unit_code,
  u.decimal_places AS unit_decimals, u.kind AS unit_kind, u.base_factor AS unit_base_factor,
  p.tax_group_id, t.code AS tax_code, t.name AS tax_name, t.rate AS tax_rate, t.prices_include_tax, t.is_reverse_charge,
  taxes.tax_rows,
  p.category_id, COALESCE(c.path, '{}') AS category_path,
  p.product_group_id, COALESCE(g.path, '{}') AS product_group_path,
  p.brand_id, p.discount_id, p.lifecycle_status, p.sales_blocked, p.is_stocked, p.track_batches, p.track_serials,
  p.requires_expiry, p.min_stock_level,
  (SELECT json_agg(json_build_object('id', k.id, 'unit_code', ku.code, 'unit_name', ku.name, 'factor', k.factor::text,
      'allow_sale', k.allow_sale, 'is_default_sale_unit', k.is_default_sale_unit))
    FROM product_packagings k JOIN units ku ON ku.id = k.unit_id WHERE k.product_id = p.id AND k.is_active) AS packagings,
  CASE p.kind WHEN 'bundle' THEN (
    SELECT json_agg(json_build_object('product_id', part.id, 'sku', part.sku, 'name', part.name,
      'quantity', b.quantity::text, 'is_stocked', part.is_stocked,
      'lifecycle_status', part.lifecycle_status, 'sales_blocked', part.sales_blocked) ORDER BY b.sort_order, b.id)
    FROM bundle_parts b JOIN products part ON part.id = b.component_id WHERE b.bundle_id = p.id) END AS parts`;

// Many lines share few tax groups, so their components are put together once and not for every line.
function joins(location: string): string {
  return `
  JOIN units u ON u.id = p.unit_id LEFT JOIN tax_groups t ON t.id = p.tax_group_id
  LEFT JOIN (
    SELECT x.tax_group_id, json_agg(json_build_object('code', x.code, 'name', x.name, 'rate', x.rate::text,
      'is_compound', x.is_compound, 'is_own', x.location_id IS NOT NULL) ORDER BY x.sequence) AS tax_rows
    FROM tax_components x WHERE x.location_id IS NULL OR x.location_id = ${location}::uuid GROUP BY x.tax_group_id
  ) AS taxes ON taxes.tax_group_id = p.tax_group_id
  LEFT JOIN categories c ON c.id = p.category_id LEFT JOIN product_groups g ON g.id = p.product_group_id`;
}

const BY_ID_COLUMNS = `NULL AS code, 0 AS match_rank, NULL::uuid AS packaging_id`;
const HIT_COLUMNS = `hit.code, hit.match_rank, hit.packaging_id`;

// The ids come through a subquery, so that PostgreSQL does not see how many there are: planning anew for each cart,
// which it would otherwise prefer, takes several times as long as running the statement.
function byId(location: string, ids: string): string {
  return `SELECT ${COLUMNS}, ${BY_ID_COLUMNS} FROM products p ${joins(location)}
    WHERE p.id = ANY((SELECT ${ids}::uuid[])::uuid[])`;
}

function byCode(location: string): string {
  return `SELECT ${COLUMNS}, ${HIT_COLUMNS} FROM hit JOIN products p ON p.id = hit.product_id ${joins(location)}`;
}

/** Parameters: the location, then the ids, then the four arrays of `codeHits`. */
export const SELLABLE_BY_ID = byId('$1', '$2');
export const SELLABLE_BY_CODE = `WITH ${codeHits(2)} ${byCode('$1')}`;
export const SELLABLE_BY_ID_AND_CODE = `WITH ${codeHits(3)} ${byId('$1', '$2')} UNION ALL ${byCode('$1')}`;

export const STOCKABLE = `
  SELECT p.id, p.sku, p.name, p.kind, u.decimal_places AS unit_decimals, p.min_stock_level, p.cost_price, p.is_stocked,
    p.track_batches, p.track_serials, p.requires_expiry, p.purchase_blocked, p.lifecycle_status
  FROM products p JOIN units u ON u.id = p.unit_id WHERE p.id = ANY($1::uuid[])`;
