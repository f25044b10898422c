import type { BarcodeKind } from '../domain/barcode.js';
import type { LifecycleStatus } from '../domain/lifecycle.js';
import type { ProductKind } from '../domain/product-kind.js';

/** A product as it is answered. numeric columns arrive as text. */
export interface ProductRow {
  id: string;
  sku: string;
  name: string;
  description: string | null;
  kind: ProductKind;
  parent_id: string | null;
  option_values: Record<string, string | number>;
  price: string | null;
  cost_price: string | null;
  category_id: string | null;
  category: string | null;
  product_group_id: string | null;
  /** Names of the group and of those above it, the root first. */
  product_group: string | null;
  brand_id: string | null;
  brand: string | null;
  unit: string;
  tax_group_id: string | null;
  discount_id: string | null;
  plu: string | null;
  /** Its own, not its packs', separated by spaces (which no barcode holds), the primary one first. */
  barcodes: string | null;
  is_weighed: boolean;
  is_stocked: boolean;
  track_batches: boolean;
  track_serials: boolean;
  requires_expiry: boolean;
  min_stock_level: string;
  /** On hand over all locations. */
  stock_quantity: string;
  image_url: string | null;
  lifecycle_status: LifecycleStatus;
  sales_blocked: boolean;
  purchase_blocked: boolean;
  attributes: Record<string, unknown>;
  version: number;
  created_at: Date;
  updated_at: Date;
}

/** What `products p` itself holds of a ProductRow. */
export const OWN_COLUMNS = `
  p.id, p.sku, p.name, p.description, p.kind, p.parent_id, p.option_values, p.product_group_id, p.price, p.cost_price, p.category_id, p.brand_id, p.unit_id, p.tax_group_id,
  p.discount_id, p.plu, p.is_weighed, p.is_stocked, p.track_batches, p.track_serials, p.requires_expiry, p.min_stock_level, p.image_url,
  p.lifecycle_status, p.sales_blocked, p.purchase_blocked, p.attributes, p.version, p.created_at, p.updated_at`;

/** What other tables hold of it, for rows seen as `page`. */
export const LOOKUPS = {
  select: `c.name AS category, br.name AS brand, u.code AS unit,
    (SELECT string_agg(b.code, ' ' ORDER BY b.is_primary DESC, b.id) FROM product_barcodes b
      WHERE b.product_id = page.id AND b.packaging_id IS NULL) AS barcodes,
    (SELECT string_agg(above.name, ' / ' ORDER BY array_position(pg.path, above.id) DESC)
      FROM product_groups pg JOIN product_groups above ON above.id = ANY (pg.path)
      WHERE pg.id = page.product_group_id) AS product_group,
    COALESCE((SELECT s.on_hand FROM product_on_hand s WHERE s.product_id = page.id), 0) AS stock_quantity`,
  joins: `JOIN units u ON u.id = page.unit_id LEFT JOIN categories c ON c.id = page.category_id
    LEFT JOIN brands br ON br.id = page.brand_id`,
};

/** How a scanned code met its product; earlier ones win. */
export const CODE_MATCHES = ['barcode', 'embedded', 'plu', 'sku'] as const;
export type CodeMatch = (typeof CODE_MATCHES)[number];

/** A row of the `hit` relation below. */
export interface CodeHit {
  code: string;
  match_rank: number;
}

/**
 * The relation `hit(code, product_id, match_rank, packaging_id)`: for each scanned code the product it means, and the
 * pack when it is a pack's barcode (a pack that is no longer in use has none). Takes four parallel text arrays: the
 * code as scanned, its stored form, the PLU inside a scale's label, and the code read as a PLU.
 */
export function codeHits(firstParam: number): string {
  // Through subqueries, so that the statement is planned once and not for every number of codes.
  const [code, gtin, embedded, plu] = [0, 1, 2, 3].map(
    (offset) => `(SELECT $${firstParam + offset}::text[])`,
  );
  return `
    scanned AS (SELECT * FROM unnest(${code}, ${gtin}, ${embedded}, ${plu}) AS s (code, gtin, embedded_plu, plu)),
    hit AS (
      SELECT DISTINCT ON (code) code, product_id, match_rank, packaging_id FROM (
        SELECT s.code, b.product_id, 0 AS match_rank, b.packaging_id
        FROM scanned s JOIN product_barcodes b ON b.gtin = s.gtin
        WHERE b.packaging_id IS NULL OR EXISTS (
          SELECT FROM product_packagings k WHERE k.id = b.packaging_id AND k.is_active)
        UNION ALL
        SELECT s.code, p.id, 1, NULL FROM scanned s JOIN products p ON ltrim(p.plu, '0') = s.embedded_plu
        UNION ALL
        SELECT s.code, p.id, 2, NULL FROM scanned s JOIN products p ON ltrim(p.plu, '0') = s.plu
        UNION ALL
        SELECT s.code, p.id, 3, NULL FROM scanned s JOIN products p ON lower(p.sku) = lower(s.code)
      ) AS candidates ORDER BY code, match_rank)`;
}

export interface ProductBarcodeRow {
  id: string;
  code: string;
  kind: BarcodeKind;
  is_primary: boolean;
  created_at: Date;
}
